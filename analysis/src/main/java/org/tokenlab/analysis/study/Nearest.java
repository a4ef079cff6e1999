package org.tokenlab.analysis.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The known name that a misspelt one most likely meant: the least number of edits, ties by the
/// known names' order.
final class Nearest {
  private Nearest() {}

  /// The nearest of `known`, if one is near: at most half of `asked` differs, or only an end such
  /// as `_base` is missing.
  static Optional<String> to(String asked, Collection<String> known) {
    return known.stream()
        .filter(
            name -> name.startsWith(asked) || edits(asked, name) <= Math.max(2, asked.length() / 2))
        .min(Comparator.comparingInt(name -> edits(asked, name) - sameBeginning(asked, name)));
  }

  private static int sameBeginning(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  /// Insertions, deletions and replacements of code units that turn `a` into `b`; case differences
  /// cost nothing. O(|a| · |b|).
  static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int cheapest = Math.min(diagonal + (same ? 0 : 1), 1 + Math.min(row[j], row[j - 1]));
        diagonal = row[j];
        row[j] = cheapest;
      }
    }
    return row[b.length()];
  }
}
