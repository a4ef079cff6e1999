package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelOptions;
import org.tokenlab.corpora.read.Nearest;

/// Choosing languages, and reading their files on all cores.
final class Selection {
  private Selection() {}

  /// The chosen languages' entries, or all.
  static <T> SortedMap<LanguageScript, T> of(
      SortedMap<LanguageScript, T> all, ParallelOptions options, Path place)
      throws CorpusException {
    Set<LanguageScript> chosen = options.languages();
    if (chosen == null) {
      return all;
    }
    SortedMap<LanguageScript, T> selected = new TreeMap<>(all);
    selected.keySet().retainAll(chosen);
    Set<LanguageScript> missing = new TreeSet<>(chosen);
    missing.removeAll(all.keySet());
    if (!missing.isEmpty()) {
      String first = missing.iterator().next().toString();
      throw new CorpusException(
          place
              + ": no "
              + join(missing)
              + " in this set of "
              + all.size()
              + " languages."
              + Nearest.sentence(first, all.keySet().stream().map(Object::toString).toList()));
    }
    return selected;
  }

  private static String join(Set<LanguageScript> languages) {
    return String.join(", ", languages.stream().map(Object::toString).toList());
  }

  /// Something that reads a file.
  interface Reading<T> {
    T read(Path path) throws IOException;
  }

  private record Outcome<T>(
      LanguageScript language, @Nullable T value, @Nullable IOException failure) {}

  /// Reads one file a language, in parallel. Of several failures the first language's is thrown.
  static <T> SortedMap<LanguageScript, T> read(Map<LanguageScript, Path> files, Reading<T> reading)
      throws IOException {
    List<Outcome<T>> outcomes =
        new ArrayList<>(files.entrySet())
            .parallelStream()
                .map(entry -> outcome(entry.getKey(), entry.getValue(), reading))
                .toList();
    SortedMap<LanguageScript, T> read = new TreeMap<>();
    for (Outcome<T> outcome : outcomes) {
      if (outcome.failure != null) {
        throw outcome.failure;
      }
      if (outcome.value != null) {
        read.put(outcome.language, outcome.value);
      }
    }
    return read;
  }

  private static <T> Outcome<T> outcome(LanguageScript language, Path path, Reading<T> reading) {
    try {
      return new Outcome<>(language, reading.read(path), null);
    } catch (IOException e) {
      return new Outcome<>(language, null, e);
    }
  }
}
