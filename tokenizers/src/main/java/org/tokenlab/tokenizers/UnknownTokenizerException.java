package org.tokenlab.tokenizers;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A name that no tokenizer has. The message offers the nearest names.
public final class UnknownTokenizerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// @param name the name asked for
  /// @param known the names there are
  public UnknownTokenizerException(String name, List<String> known) {
    super(message(name, known));
  }

  private static String message(String name, List<String> known) {
    List<String> near =
        known.stream()
            .filter(k -> distance(name, k) <= Math.max(2, name.length() / 2))
            .sorted(Comparator.comparingInt((String k) -> distance(name, k)))
            .limit(3)
            .toList();
    return "Unknown tokenizer \""
        + name
        + "\"."
        + (near.isEmpty() ? "" : " Did you mean " + joined(near) + "?")
        + " Known names: "
        + String.join(", ", known)
        + "; or give a path to a model file.";
  }

  private static String joined(List<String> names) {
    return names.size() == 1
        ? names.getFirst()
        : names.subList(0, names.size() - 1).stream().collect(Collectors.joining(", "))
            + " or "
            + names.getLast();
  }

  /// Edits that turn a name into another; leaving off an end such as `_base` costs little.
  private static int distance(String asked, String known) {
    if (known.startsWith(asked) && !asked.isEmpty()) {
      return 1;
    }
    int[] row = new int[known.length() + 1];
    for (int j = 0; j <= known.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= asked.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= known.length(); j++) {
        boolean same =
            Character.toLowerCase(asked.charAt(i - 1))
                == Character.toLowerCase(known.charAt(j - 1));
        int cost = Math.min(diagonal + (same ? 0 : 1), 1 + Math.min(row[j], row[j - 1]));
        diagonal = row[j];
        row[j] = cost;
      }
    }
    return row[known.length()];
  }
}
