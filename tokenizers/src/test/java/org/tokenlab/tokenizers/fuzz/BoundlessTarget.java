package org.tokenlab.tokenizers.fuzz;

import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.io.ByteLevelAlphabet;
import org.tokenlab.tokenizers.io.ModelFormat;

/// Fuzzes the loaders of BoundlessBPE's two forms. `BYTES` in a file stands for its 256 bytes, so
/// that inputs are short.
public final class BoundlessTarget {
  private static final String LINES;
  private static final String STRINGS;

  static {
    StringBuilder lines = new StringBuilder();
    StringBuilder strings = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      String text = ByteLevelAlphabet.toText(new byte[] {(byte) b});
      lines.append(b == 0 ? "" : "\n").append(b).append(' ').append(text).append(" 0 0");
      String escaped = text.equals("\"") || text.equals("\\") ? "\\" + text : text;
      strings.append(b == 0 ? "\"" : "\",\"").append(escaped);
    }
    LINES = lines.toString();
    STRINGS = strings.append('"').toString();
  }

  private BoundlessTarget() {}

  /// Loads `content` as either form.
  public static void fuzzerTestOneInput(byte[] content) {
    ModelFileTarget.load(content, ModelFormat.FAST_BOUNDLESS);
    ModelFileTarget.load(content, ModelFormat.BOUNDLESS);
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.contains("BYTES")) {
      load(
          text.replaceFirst("BYTES", java.util.regex.Matcher.quoteReplacement(LINES)),
          ModelFormat.FAST_BOUNDLESS);
      load(text.replace("\"BYTES\"", STRINGS), ModelFormat.BOUNDLESS);
    }
  }

  private static void load(String text, ModelFormat format) {
    ModelFileTarget.load(text.getBytes(StandardCharsets.UTF_8), format);
  }
}
