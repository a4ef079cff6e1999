package org.tokenlab.tokenizers.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// A row of `src/test/python/peers/vocabularies.tsv`: a vocabulary of the reference data, and the
/// peer that is its judge.
///
/// @param family what kind of model, for counts by family
/// @param recipe how the peer loads it; its first part names the peer
/// @param files below the reference data's folder `vocab`
/// @param java `file`, or `template` where the files' content is put into a template
///   ([FilledTemplate])
public record JudgedVocabulary(
    String name, String family, String recipe, List<String> files, String java) {

  /// All rows that a peer can judge.
  static List<JudgedVocabulary> all() throws IOException {
    List<JudgedVocabulary> all = new ArrayList<>();
    for (String line : Files.readAllLines(folder().resolve("vocabularies.tsv"))) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        if (!cells[2].equals("none")) {
          List<String> files = List.of(cells[3].split(" ", -1));
          all.add(new JudgedVocabulary(cells[0], cells[1], cells[2], files, cells[4]));
        }
      }
    }
    return all;
  }

  /// The row of this name.
  public static JudgedVocabulary named(String name) throws IOException {
    return all().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  /// Where the peers' side lies, seen from the module's folder or the repository's.
  static Path folder() {
    Path below = Path.of("src", "test", "python", "peers");
    return Files.isDirectory(below) ? below : Path.of("tokenizers").resolve(below);
  }

  /// `tiktoken`, `hf` or `sentencepiece`.
  String peer() {
    int colon = recipe.indexOf(':');
    return colon < 0 ? recipe : recipe.substring(0, colon);
  }

  /// Our tokenizer.
  ///
  /// @param data the reference data's folder
  /// @param filled where filled templates are written
  public Tokenizer load(Path data, Path filled) throws IOException {
    List<Path> paths = files.stream().map(file -> data.resolve("vocab").resolve(file)).toList();
    return Tokenizers.load(
        java.equals("file") ? paths.getFirst() : FilledTemplate.write(name, paths, filled));
  }
}
