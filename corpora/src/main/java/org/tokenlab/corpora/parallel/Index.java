package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ReadOptions;

/// An `INDEX.tsv` beside a set, which says what language each file is in: columns `file` or `code`,
/// `iso639_3`, `script`.
final class Index {
  private Index() {}

  /// Languages by the value of column `key`; empty if neither `folder` nor its parent has an
  /// `INDEX.tsv` with the three columns.
  static Map<String, LanguageScript> read(Path folder, String key) throws IOException {
    Path beside = folder.resolve("INDEX.tsv");
    Path above = folder.toAbsolutePath().normalize().resolveSibling("INDEX.tsv");
    Path file = Files.exists(beside) ? beside : above;
    Map<String, LanguageScript> languages = new HashMap<>();
    if (!Files.exists(file)) {
      return languages;
    }
    List<String> lines = Lines.read(file, ReadOptions.lines()).lines();
    List<String> header =
        lines.isEmpty() ? List.of() : Arrays.asList(lines.getFirst().split("\t", -1));
    int keyAt = header.indexOf(key);
    int languageAt = header.indexOf("iso639_3");
    int scriptAt = header.indexOf("script");
    if (keyAt < 0 || languageAt < 0 || scriptAt < 0) {
      return languages;
    }
    for (int i = 1; i < lines.size(); i++) {
      List<String> row = Arrays.asList(lines.get(i).split("\t", -1));
      if (row.size() <= Math.max(keyAt, Math.max(languageAt, scriptAt))) {
        continue;
      }
      try {
        languages.put(row.get(keyAt), new LanguageScript(row.get(languageAt), row.get(scriptAt)));
      } catch (IllegalArgumentException e) {
        throw new CorpusException(file + ": line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return languages;
  }
}
