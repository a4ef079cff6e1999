package org.tokenlab.analysis.vocabularysize;

/// Tokens per character as a function of vocabulary size, `f(V) = a ln² V + b ln V + c` (Tao et al.
/// 2024).
///
/// For English-heavy text and BPE of 1,024 tokens and more; a character is a code point of their
/// corpus. The authors use V up to 200,000 and the value there beyond. The constants are those of
/// all their scripts; refitting on the data in the script that is said to have made them gives
/// others (0.00692627, −0.16992197, 1.26979103).
final class TokensPerCharacter {
  static final double A = 0.00639222;
  static final double B = -0.15811069;
  static final double C = 1.20470122;
  static final double LARGEST = 200_000;

  private TokensPerCharacter() {}

  /// f(V).
  static double of(double vocabularySize) {
    double log = Math.log(Math.min(vocabularySize, LARGEST));
    return A * log * log + B * log + C;
  }

  /// f′(V), in the formula of the ascending branch; not zero beyond the largest V, which the
  /// authors treat apart.
  static double derivative(double vocabularySize) {
    return (2 * A * Math.log(vocabularySize) + B) / vocabularySize;
  }
}
