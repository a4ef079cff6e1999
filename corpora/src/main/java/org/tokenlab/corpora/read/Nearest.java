package org.tokenlab.corpora.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The names nearest to a misspelt one: by edits (insert, delete, replace, swap neighbours),
/// ignoring case.
public final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /// ` Did you mean X or Y?`, or nothing if no name is within a third of the wanted name's length.
  public static String sentence(String wanted, Collection<String> names) {
    List<String> nearest = to(wanted, names);
    return nearest.isEmpty()
        ? ""
        : " Did you mean " + nearest.stream().collect(Collectors.joining(" or ")) + "?";
  }

  /// At most three names within a third of the wanted name's length, nearest first.
  public static List<String> to(String wanted, Collection<String> names) {
    String low = wanted.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, low.length() / 3);
    return names.stream()
        .filter(name -> edits(low, name.toLowerCase(Locale.ROOT)) <= limit)
        .sorted(
            Comparator.comparingInt((String name) -> edits(low, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /// Optimal string alignment distance. O(|a| |b|).
  static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
