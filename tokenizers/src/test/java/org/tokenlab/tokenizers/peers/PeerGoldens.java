package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.tokenlab.tokenizers.peers.Goldens.Item;

/// Writes the golden files of [PeerGoldenTest]: asks each vocabulary's peer about every item of
/// [Goldens#items], our own tokenizers having no part in it.
///
/// ```
/// java -Dtokenlab.python=PYTHON -cp CLASSES org.tokenlab.tokenizers.peers.PeerGoldens FOLDER [NAME...]
/// ```
///
/// FOLDER: `src/test/resources/org/tokenlab/tokenizers/peers/golden`; NAME: only these
/// vocabularies. PYTHON and the rest as for [PeerComparison]. Takes about a minute a vocabulary;
/// answers that were given before are remembered.
public final class PeerGoldens {
  private PeerGoldens() {}

  /// Runs it.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<String> names = List.of(arguments).subList(1, arguments.length);
    Files.createDirectories(folder);
    for (JudgedVocabulary vocabulary : JudgedVocabulary.all()) {
      if (names.isEmpty() || names.contains(vocabulary.name())) {
        try (Judge judge = new Judge(vocabulary, PeerComparison.cache())) {
          List<Item> items = Goldens.items(vocabulary, PeerComparison.data()).toList();
          List<String> digests = new ArrayList<>();
          for (Item item : items) {
            digests.add(Goldens.written(digest(judge, item.request())));
          }
          Files.write(
              folder.resolve(vocabulary.name() + ".txt"),
              Goldens.lines(items, digests),
              StandardCharsets.UTF_8);
          System.out.println(vocabulary.name() + ": " + items.size());
        }
      }
    }
  }

  private static long digest(Judge judge, Request request) {
    OptionalLong remembered = judge.remembered(request);
    return remembered.isPresent()
        ? remembered.getAsLong()
        : AnswerCache.digest(judge.ask(request).join());
  }
}
