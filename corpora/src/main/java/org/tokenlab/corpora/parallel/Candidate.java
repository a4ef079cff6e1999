package org.tokenlab.corpora.parallel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;

/// A file and the language that its name, or an index, gives it.
///
/// @param path of the file
/// @param language without what only tells files of one language apart
/// @param detail what else the name says, perhaps empty: `1901`, `engBBE`, `US`
record Candidate(Path path, LanguageScript language, String detail) {
  /// One name a file. A language with one file has its plain name. Of several files each takes its
  /// detail as the variant, except one that has none; two without are an error that names both.
  static SortedMap<LanguageScript, Path> named(Collection<Candidate> candidates)
      throws CorpusException {
    Map<LanguageScript, List<Candidate>> groups = new TreeMap<>();
    for (Candidate candidate : candidates) {
      groups.computeIfAbsent(candidate.language, any -> new ArrayList<>()).add(candidate);
    }
    SortedMap<LanguageScript, Path> named = new TreeMap<>();
    for (List<Candidate> group : groups.values()) {
      for (Candidate candidate : group) {
        LanguageScript name = group.size() == 1 ? candidate.language : candidate.qualified();
        Path other = named.put(name, candidate.path);
        if (other != null) {
          throw new CorpusException(
              other.getParent()
                  + ": two files are "
                  + name
                  + ": "
                  + other.getFileName()
                  + " and "
                  + candidate.path.getFileName()
                  + ". Keep one, or give them names that differ after the language.");
        }
      }
    }
    return named;
  }

  private LanguageScript qualified() {
    String clean = detail.replaceAll("[^A-Za-z0-9.-]+", "-");
    if (clean.isEmpty()) {
      return language;
    }
    String variant = language.variant();
    return language.withVariant(variant.isEmpty() ? clean : variant + "-" + clean);
  }
}
