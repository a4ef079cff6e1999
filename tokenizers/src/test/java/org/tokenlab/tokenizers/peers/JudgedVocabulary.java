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
///   ([FilledTemplate]); `bare` for files that are no row of the table
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

  /// Whether one of these is its name, its family or its peer; a `*` stands for anything.
  boolean isMeant(List<String> names) {
    return names.stream()
        .map(any -> any.replace(".", "\\.").replace("*", ".*"))
        .anyMatch(any -> name.matches(any) || family.matches(any) || peer().matches(any));
  }

  /// Files anywhere, which a peer loads by a recipe, and we as they are.
  static JudgedVocabulary ofFiles(String name, String recipe, List<Path> files) {
    List<String> paths = files.stream().map(file -> file.toAbsolutePath().toString()).toList();
    return new JudgedVocabulary(name, "files", recipe, paths, "bare");
  }

  /// What `peer.py` is started with.
  List<String> arguments() {
    if (!java.equals("bare")) {
      return List.of(name);
    }
    List<String> arguments = new ArrayList<>(List.of("--recipe", recipe));
    arguments.addAll(files);
    return arguments;
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
    return Tokenizers.load(file(data, filled));
  }

  /// The file that ours is loaded from.
  Path file(Path data, Path filled) throws IOException {
    List<Path> paths = paths(data);
    return java.equals("template") ? FilledTemplate.write(name, paths, filled) : paths.getFirst();
  }

  /// The vocabulary's own files.
  List<Path> paths(Path data) {
    return files.stream().map(file -> data.resolve("vocab").resolve(file)).toList();
  }
}
