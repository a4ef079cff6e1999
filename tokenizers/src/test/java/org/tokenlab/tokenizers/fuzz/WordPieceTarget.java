package org.tokenlab.tokenizers.fuzz;

import org.tokenlab.tokenizers.io.ModelFormat;

/// Fuzzes the loader of BERT's `vocab.txt`.
public final class WordPieceTarget {
  private WordPieceTarget() {}

  /// Loads `content`.
  public static void fuzzerTestOneInput(byte[] content) {
    ModelFileTarget.load(content, ModelFormat.WORDPIECE);
  }
}
