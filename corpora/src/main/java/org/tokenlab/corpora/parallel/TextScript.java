package org.tokenlab.corpora.parallel;

import com.ibm.icu.lang.UScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The script that a text is written in, where neither its name nor an index says it.
final class TextScript {
  private static final int ENOUGH_LETTERS = 20_000;

  /// Script codes for more than one of Unicode's scripts, or for a part of one.
  private static final Map<String, Set<String>> COVERS =
      Map.of(
          "Jpan", Set.of("Hira", "Kana", "Hani"),
          "Hang", Set.of("Hang", "Hani"),
          "Hans", Set.of("Hani"),
          "Hant", Set.of("Hani"));

  private TextScript() {}

  /// `likely` if most letters are in a script that it covers, else the most frequent letters' own;
  /// `likely` without letters.
  static String of(List<String> lines, String likely) {
    Map<Integer, Integer> letters = new HashMap<>();
    int total = 0;
    for (String line : lines) {
      for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
        int script = UScript.getScript(line.codePointAt(i));
        if (script != UScript.COMMON && script != UScript.INHERITED) {
          letters.merge(script, 1, Integer::sum);
          total++;
        }
      }
      if (total >= ENOUGH_LETTERS) {
        break;
      }
    }
    int best = UScript.INVALID_CODE;
    for (Map.Entry<Integer, Integer> entry : letters.entrySet()) {
      int count = best == UScript.INVALID_CODE ? 0 : letters.getOrDefault(best, 0);
      if (entry.getValue() > count || (entry.getValue() == count && entry.getKey() < best)) {
        best = entry.getKey();
      }
    }
    if (best == UScript.INVALID_CODE) {
      return likely;
    }
    String found = UScript.getShortName(best);
    boolean covered = found.equals(likely) || COVERS.getOrDefault(likely, Set.of()).contains(found);
    return covered ? likely : found;
  }
}
