package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Shannon entropy of a token distribution: mean bits that an ideal code of single tokens needs.
/// [RenyiEntropy] of order 1, under the name that most papers use.
///
/// Some tools print the entropy and call it efficiency; here the two have their own methods.
public final class ShannonEntropy {
  private ShannonEntropy() {}

  /// `−Σ p log₂ p`, in bits a token; empty without tokens.
  public static OptionalDouble bits(TokenFrequencies frequencies) {
    return RenyiEntropy.bits(frequencies, 1);
  }

  /// Entropy over `log₂` of the number of types that occur; empty if fewer than two do.
  public static OptionalDouble efficiency(TokenFrequencies frequencies) {
    return RenyiEntropy.efficiency(frequencies, 1);
  }

  /// Bits that a code of fixed length needs for the whole text, `tokens · log₂(types)`: what
  /// tokenization-scorer reports, negated, as `bits`. 0 for an empty text or a single type.
  public static double fixedLengthBits(TokenFrequencies frequencies) {
    return frequencies.types() == 0
        ? 0
        : frequencies.total() * (Math.log(frequencies.types()) / Math.log(2));
  }
}
