package org.tokenlab.tokenizers.fuzz;

import org.tokenlab.tokenizers.io.ModelFormat;

/// Fuzzes the loader of HF's `tokenizer.json`.
public final class TokenizerJsonTarget {
  private TokenizerJsonTarget() {}

  /// Loads `content`.
  public static void fuzzerTestOneInput(byte[] content) {
    ModelFileTarget.load(content, ModelFormat.JSON);
  }
}
