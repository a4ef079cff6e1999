package org.tokenlab.tokenizers.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.peers.TextSource.OwnTokens;
import org.tokenlab.tokenizers.peers.TextSource.Unit;

/// Digests of the peers' answers about fixed texts, kept among the test resources, so that a test
/// without Python proves that ours are equal.
///
/// A text file a vocabulary: a line `question unit digest` for each unit. Only names and digests;
/// the texts are the reference data's, and random ones of one seed.
final class Goldens {
  private static final long SEED = 20_261_126;
  private static final int RANDOM_UNITS = 20;
  private static final int RANDOM_TEXTS = 1_000;

  private Goldens() {}

  /// A unit with what is asked about it.
  record Item(Question question, Unit unit) {
    String key() {
      return question.id() + " " + unit.name();
    }

    /// The only request. No answer depends on other vocabularies' tokens.
    Request request() {
      return Requests.of(question, unit, OwnTokens.NONE, Optional.empty()).getFirst();
    }
  }

  /// All items for a vocabulary, in a fixed order.
  static Stream<Item> items(JudgedVocabulary vocabulary, Path data) {
    // All of FLORES would take HF a minute a vocabulary, and us half the time of the whole build;
    // PeerComparison does that.
    boolean hf = vocabulary.peer().equals("hf");
    Stream<Item> ids =
        Stream.of(hf ? "flores:200" : "flores", "udhr", "mono:65536")
            .flatMap(source -> TextSource.of(source, data).units().apply(OwnTokens.NONE))
            .map(unit -> new Item(Question.IDS, unit));
    Stream<Item> full =
        TextSource.of(hf ? "flores:50" : "flores:100", data)
            .units()
            .apply(OwnTokens.NONE)
            .flatMap(unit ->
                Stream.of(Question.FULL, Question.FULL_TRUSTED).map(q -> new Item(q, unit)));
    Stream<Item> random =
        IntStream.range(0, RANDOM_UNITS)
            .mapToObj(block -> TextSource.random(SEED, block, RANDOM_TEXTS, OwnTokens.NONE))
            .flatMap(unit ->
                Stream.of(
                        Question.IDS,
                        Question.IDS_TRUSTED,
                        Question.FULL,
                        Question.FULL_TRUSTED,
                        Question.BYTES)
                    .map(q -> new Item(q, unit)));
    return Stream.of(ids, full, random)
        .flatMap(items -> items)
        .filter(item -> item.question().suits(vocabulary));
  }

  /// A digest as it is written: 11 characters.
  static String written(long digest) {
    byte[] bytes = ByteBuffer.allocate(8).putLong(0, digest).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The lines of a vocabulary's file: digest by key.
  static Map<String, String> read(JudgedVocabulary vocabulary) throws IOException {
    Map<String, String> digests = new HashMap<>();
    String name = "golden/" + vocabulary.name() + ".txt";
    try (InputStream in = Goldens.class.getResourceAsStream(name)) {
      if (in != null) {
        String question = "";
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String folder = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("= ")) {
            int space = line.indexOf(' ', 2);
            question = line.substring(2, space);
            folder = line.substring(space + 1);
          } else {
            digests.put(question + " " + folder + line.substring(12), line.substring(0, 11));
          }
        }
      }
    }
    return digests;
  }

  /// The lines for items and their digests: a heading `= question folder/`, then `digest name`.
  static List<String> lines(List<Item> items, List<String> digests) {
    List<String> lines = new ArrayList<>();
    String heading = "";
    for (int i = 0; i < items.size(); i++) {
      String name = items.get(i).unit().name();
      int slash = name.lastIndexOf('/') + 1;
      String next = "= " + items.get(i).question().id() + " " + name.substring(0, slash);
      if (!next.equals(heading)) {
        lines.add(next);
        heading = next;
      }
      lines.add(digests.get(i) + " " + name.substring(slash));
    }
    return lines;
  }
}
