package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tokenlab.corpora.Corpora;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.EmbeddedCorpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.ReadOptions;

/// The training text of each language: the same language's text of several corpora, one after the
/// other. Immutable, thread-safe; text is read anew each time.
///
/// @param byLanguage where each language's documents are
record TrainingText(Map<LanguageScript, List<Corpus>> byLanguage) {
  /// Finds the languages of all corpora.
  ///
  /// A folder that holds files or folders named by language (`deu_Latn.txt.xz`, `deu_Latn/`) gives
  /// one document a line; anything else is opened as a parallel set.
  ///
  /// @param corpora `embedded`, or paths
  static TrainingText find(List<String> corpora) throws IOException {
    Map<LanguageScript, List<Corpus>> found = new TreeMap<>();
    for (String corpus : corpora) {
      Map<LanguageScript, Corpus> languages =
          corpus.equals(Manifest.EMBEDDED)
              ? embedded(ParallelCorpora.embedded())
              : folder(Path.of(corpus));
      if (languages.isEmpty()) {
        languages = parallel(ParallelCorpora.open(Path.of(corpus)));
      }
      languages.forEach(
          (language, text) -> found.computeIfAbsent(language, key -> new ArrayList<>()).add(text));
    }
    return new TrainingText(found);
  }

  private static Map<LanguageScript, Corpus> embedded(EmbeddedCorpus embedded) {
    Map<LanguageScript, Corpus> languages = new TreeMap<>();
    embedded
        .trainingLanguages(1)
        .forEach(language -> languages.put(language, embedded.training(language)));
    return languages;
  }

  private static Map<LanguageScript, Corpus> parallel(ParallelCorpus corpus) {
    Map<LanguageScript, Corpus> languages = new TreeMap<>();
    corpus.languages().forEach(language -> languages.put(language, corpus.corpus(language)));
    return languages;
  }

  private static Map<LanguageScript, Corpus> folder(Path folder) throws IOException {
    Map<LanguageScript, Corpus> languages = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return languages;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        int dot = name.indexOf('.');
        LanguageScript language;
        try {
          language = LanguageScript.parse(dot < 0 ? name : name.substring(0, dot));
        } catch (IllegalArgumentException e) {
          continue; // not named by a language
        }
        if (languages.put(language, Corpora.open(entry, ReadOptions.lines())) != null) {
          throw new IOException(
              folder + ": expected one file for " + language + "; found several, one is " + name);
        }
      }
    }
    return languages;
  }
}
