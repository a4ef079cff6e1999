package org.tokenlab.training.internal;

import org.tokenlab.tokenizers.Utf8;

/// Checks that a text is UTF-8.
public final class WellFormed {
  private WellFormed() {}

  /// Checks the text `utf8[from, to)`.
  ///
  /// @throws IllegalArgumentException if it is not well-formed, with the place
  public static void require(byte[] utf8, int from, int to) {
    int valid = Utf8.validUpTo(utf8, from, to);
    if (valid < to) {
      throw new IllegalArgumentException(
          "byte %,d of the text: not UTF-8 (0x%02X)".formatted(valid - from, utf8[valid] & 0xFF));
    }
  }
}
