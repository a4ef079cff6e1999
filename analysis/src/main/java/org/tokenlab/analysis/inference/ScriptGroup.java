package org.tokenlab.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Languages of one script, or of all scripts that few languages have.
///
/// Latin, Cyrillic and Arabic stand by themselves, as in Arnett et al. 2025; a group of fewer than
/// three languages is put with the others.
///
/// @param name `Latn`, `Cyrl`, `Arab`, `other`
/// @param languages ascending
record ScriptGroup(String name, List<String> languages) {
  private static final List<String> OWN = List.of("Latn", "Cyrl", "Arab");
  private static final int LEAST = 3;

  /// The groups that have languages.
  static List<ScriptGroup> of(List<String> languages, Map<String, LanguageFeatures> features) {
    List<ScriptGroup> groups = new ArrayList<>();
    List<String> rest = new ArrayList<>(languages);
    for (String script : OWN) {
      List<String> ofScript =
          languages.stream()
              .filter(language -> features.get(language).script().equals(script))
              .toList();
      if (ofScript.size() >= LEAST) {
        groups.add(new ScriptGroup(script, ofScript));
        rest.removeAll(ofScript);
      }
    }
    if (!rest.isEmpty()) {
      groups.add(new ScriptGroup("other", List.copyOf(rest)));
    }
    return groups;
  }

  boolean isLargeEnough() {
    return languages.size() >= LEAST;
  }
}
