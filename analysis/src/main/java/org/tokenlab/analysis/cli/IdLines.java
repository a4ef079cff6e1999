package org.tokenlab.analysis.cli;

import org.tokenlab.tokenizers.IntSink;

/// Ids as text: decimal numbers with a space between two.
final class IdLines {
  private IdLines() {}

  /// Appends `7 19 204`; nothing for no ids.
  static void append(int[] ids, ByteSink out) {
    for (int i = 0; i < ids.length; i++) {
      if (i > 0) {
        out.add(' ');
      }
      out.addDecimal(ids[i]);
    }
  }

  /// Reads ids with white space or commas between them, and maybe square brackets around them.
  ///
  /// @throws IllegalArgumentException with the first word that is no id
  static int[] parse(String line) {
    String inner = line.strip();
    if (inner.startsWith("[") && inner.endsWith("]")) {
      inner = inner.substring(1, inner.length() - 1);
    }
    IntSink ids = new IntSink(inner.length() / 4 + 1);
    int at = 0;
    while (at < inner.length()) {
      char c = inner.charAt(at);
      if (Character.isWhitespace(c) || c == ',') {
        at++;
        continue;
      }
      int end = at;
      while (end < inner.length()
          && !Character.isWhitespace(inner.charAt(end))
          && inner.charAt(end) != ',') {
        end++;
      }
      ids.add(parseId(inner.substring(at, end)));
      at = end;
    }
    return ids.toArray();
  }

  private static int parseId(String word) {
    // Integer.parseInt alone would take "+7" and the digits of other scripts.
    if (word.length() <= 10 && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      long id = Long.parseLong(word);
      if (id <= Integer.MAX_VALUE) {
        return (int) id;
      }
    }
    String shown = word.length() <= 40 ? word : word.substring(0, 40) + "…";
    throw new IllegalArgumentException(
        "expected ids, numbers from 0 on with spaces between them; found \"" + shown + "\"");
  }
}
