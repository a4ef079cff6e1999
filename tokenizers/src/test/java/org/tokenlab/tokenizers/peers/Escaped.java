package org.tokenlab.tokenizers.peers;

import java.util.Locale;

/// Text that any terminal shows unmistakably, and that can be pasted into Java source.
final class Escaped {
  private Escaped() {}

  static String text(String text) {
    StringBuilder escaped = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '\n' -> escaped.append("\\n");
        case '"', '\\' -> escaped.append('\\').append(unit);
        default -> {
          if (unit >= 0x20 && unit < 0x7F) {
            escaped.append(unit);
          } else {
            escaped.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
          }
        }
      }
    }
    return escaped.append('"').toString();
  }

  /// An input of a question; see [Request].
  static String input(String input, Question question) {
    return switch (question) {
      case DECODE, DECODE_SKIP -> java.util.Arrays.toString(Request.ids(input));
      default -> text(input);
    };
  }
}
