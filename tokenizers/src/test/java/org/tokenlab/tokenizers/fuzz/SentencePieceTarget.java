package org.tokenlab.tokenizers.fuzz;

import org.tokenlab.tokenizers.io.ModelFormat;

/// Fuzzes the loader of SentencePiece's `.model`.
public final class SentencePieceTarget {
  private SentencePieceTarget() {}

  /// Loads `content`.
  public static void fuzzerTestOneInput(byte[] content) {
    ModelFileTarget.load(content, ModelFormat.SENTENCEPIECE);
  }
}
