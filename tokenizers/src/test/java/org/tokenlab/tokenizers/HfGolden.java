package org.tokenlab.tokenizers;

/// How `hf_golden.py` and its users write strings into golden files.
public final class HfGolden {
  private HfGolden() {}

  /// `string` as `hf_golden.escaped` writes it.
  public static String escaped(String string) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      boolean plain = c > 0x20 && c < 0x7F && "\\|{}".indexOf(c) < 0;
      escaped.append(plain ? String.valueOf(c) : "\\u%04X".formatted((int) c));
    }
    return escaped.toString();
  }

  /// The string that was escaped.
  public static String unescaped(String escaped) {
    StringBuilder string = new StringBuilder();
    for (int i = 0; i < escaped.length(); ) {
      if (escaped.charAt(i) == '\\') {
        string.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
        i += 6;
      } else {
        string.append(escaped.charAt(i++));
      }
    }
    return string.toString();
  }
}
