package org.tokenlab.corpora.parallel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.parallel.Folder.Item;

/// Finds the languages in the names of line-aligned files, and which files belong together.
///
/// Three manners, tried in this order; the first that fits two files of one set decides:
/// - NTREX: `newstest2019-ref.deu.txt`, `newstest2019-src.eng.txt`;
/// - language first: `deu_Latn.dev`, `pt-BR.txt`;
/// - language last: `corpus.de`, `europarl-v7.de-en.en`.
final class FileNames {
  private static final Pattern NTREX =
      Pattern.compile("(.+)-(?:src|ref)\\.([A-Za-z0-9_-]+)\\.([a-z]+)");
  private static final Pattern TAG = Pattern.compile("[a-z]{2,3}([_-][A-Za-z0-9]+)*");

  /// Endings of text files that have the form of a language code.
  private static final List<String> NOT_LANGUAGES =
      List.of("txt", "tsv", "csv", "dev", "tok", "raw", "bpe", "xml", "md", "gz", "bz", "xz");

  private FileNames() {}

  /// Files by set and language.
  ///
  /// @param manner which of the three
  /// @param sets by what their names have in common: `txt`, `dev`, `corpus`
  record Sets(Manner manner, SortedMap<String, SortedMap<LanguageScript, Path>> sets) {}

  enum Manner {
    NTREX,
    LANGUAGE_FIRST,
    LANGUAGE_LAST
  }

  private record Named(String set, Candidate candidate) {}

  /// The sets of at least two languages among `files`, empty if there are none.
  ///
  /// @throws CorpusException if two files are of the same language, or one that belongs to a set
  ///   names no known language
  static Sets of(List<Item> files) throws CorpusException {
    for (Manner manner : Manner.values()) {
      SortedMap<String, List<Candidate>> sets = new TreeMap<>();
      for (Item file : files) {
        named(file, manner)
            .ifPresent(named ->
                sets.computeIfAbsent(named.set, any -> new ArrayList<>()).add(named.candidate));
      }
      sets.values().removeIf(candidates -> candidates.size() < 2);
      if (!sets.isEmpty()) {
        if (manner == Manner.LANGUAGE_FIRST) {
          refuseUnknown(files, sets);
        }
        SortedMap<String, SortedMap<LanguageScript, Path>> byLanguage = new TreeMap<>();
        for (var set : sets.entrySet()) {
          byLanguage.put(set.getKey(), Candidate.named(set.getValue()));
        }
        return new Sets(manner, byLanguage);
      }
    }
    return new Sets(Manner.LANGUAGE_FIRST, new TreeMap<>());
  }

  private static Optional<Named> named(Item file, Manner manner) {
    return switch (manner) {
      case NTREX -> {
        Matcher name = NTREX.matcher(file.plainName());
        yield name.matches()
            ? named(file, name.group(1) + "." + name.group(3), name.group(2))
            : Optional.empty();
      }
      case LANGUAGE_FIRST -> named(file, file.ending(), file.stem());
      case LANGUAGE_LAST ->
          NOT_LANGUAGES.contains(file.ending())
              ? Optional.empty()
              : named(file, file.stem(), file.ending());
    };
  }

  private static Optional<Named> named(Item file, String set, String tag) {
    if (!TAG.matcher(tag).matches()) {
      return Optional.empty();
    }
    return LanguageScript.ofTag(tag)
        .map(language -> new Named(set, new Candidate(file.path(), language, region(tag))));
  }

  /// The last part of `eng-US`, which tells it from `eng` where both are there.
  private static String region(String tag) {
    Matcher parts = Pattern.compile(".*[_-]([A-Z]{2}|[0-9]{3})").matcher(tag);
    return parts.matches() ? parts.group(1) : "";
  }

  private static void refuseUnknown(List<Item> files, SortedMap<String, List<Candidate>> sets)
      throws CorpusException {
    for (Item file : files) {
      if (sets.containsKey(file.ending()) && named(file, Manner.LANGUAGE_FIRST).isEmpty()) {
        throw new CorpusException(
            file.path()
                + ": its name names no language that is known with its script. Wanted a name as deu_Latn."
                + file.ending()
                + "; move other files out of this folder.");
      }
    }
  }
}
