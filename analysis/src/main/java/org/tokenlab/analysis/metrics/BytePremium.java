package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Byte premium: how many times as many UTF-8 bytes a language needs as another to say the same
/// (Arnett, Chang and Bergen 2024, "A Bit of a Problem").
///
/// It says what the script and the language cost before any tokenizer is at work. The authors' tool
/// looks premiums against English up ([org.tokenlab.analysis.vocabulary.BytePremiumTable]); this is
/// the measurement itself.
public final class BytePremium {
  private BytePremium() {}

  /// `bytes / referenceBytes` of two parallel texts; empty if the reference has no bytes.
  ///
  /// @throws IllegalArgumentException for a negative length
  public static OptionalDouble ofParallel(long bytes, long referenceBytes) {
    return Compression.unitsPerToken(bytes, referenceBytes);
  }
}
