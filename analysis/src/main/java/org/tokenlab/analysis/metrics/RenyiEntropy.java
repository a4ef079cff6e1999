package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Rényi entropy and efficiency of a token distribution (Zouhar et al. 2023, "Tokenization and the
/// Noiseless Channel").
///
/// `H_α = log₂(Σ p^α) / (1 − α)` in bits; the limits are Shannon's entropy for α = 1, min-entropy
/// `−log₂ max p` for α = ∞, and `log₂` of the number of types for α = 0. It falls as α grows.
/// Efficiency is `H_α / log₂ V`, in [0, 1] where V is the number of observed types.
///
/// Two things to name with a figure. **α**: the paper's correlations are for 2.5, the authors'
/// tokenization-scorer takes 3 unless told otherwise. **V**: the scorer divides by the types that
/// occur in the text, which rewards a tokenizer for tokens it never uses; give the size of the
/// vocabulary to hold them against it.
public final class RenyiEntropy {
  /// The order that the paper recommends.
  public static final double PAPER_ALPHA = 2.5;

  private static final double LN_2 = Math.log(2);

  private RenyiEntropy() {}

  /// Entropy in bits; empty without tokens. O(ids).
  ///
  /// @param alpha order, from 0 to infinity, both included
  /// @throws IllegalArgumentException for an order that is negative or NaN
  public static OptionalDouble bits(TokenFrequencies frequencies, double alpha) {
    if (!(alpha >= 0)) {
      throw new IllegalArgumentException("an order alpha >= 0 wanted; got: " + alpha);
    }
    if (frequencies.total() == 0) {
      return OptionalDouble.empty();
    }
    double total = frequencies.total();
    if (alpha == 0) {
      return OptionalDouble.of(Math.log(frequencies.types()) / LN_2);
    }
    long most = 0;
    for (int id = 0; id < frequencies.idLimit(); id++) {
      most = Math.max(most, frequencies.count(id));
    }
    if (alpha == Double.POSITIVE_INFINITY) {
      return OptionalDouble.of(positive(-Math.log(most / total) / LN_2));
    }
    return OptionalDouble.of(
        positive(alpha == 1 ? shannon(frequencies) : power(frequencies, alpha, most)));
  }

  private static double shannon(TokenFrequencies frequencies) {
    double total = frequencies.total();
    double sum = 0;
    for (int id = 0; id < frequencies.idLimit(); id++) {
      long count = frequencies.count(id);
      if (count > 0) {
        double p = count / total;
        sum -= p * Math.log(p);
      }
    }
    return sum / LN_2;
  }

  // The largest probability is taken out of the sum, else a large order would underflow to log 0.
  private static double power(TokenFrequencies frequencies, double alpha, long most) {
    double sum = 0;
    for (int id = 0; id < frequencies.idLimit(); id++) {
      long count = frequencies.count(id);
      if (count > 0) {
        sum += Math.pow((double) count / most, alpha);
      }
    }
    double largest = Math.log(most / (double) frequencies.total());
    return (Math.log(sum) + alpha * largest) / (1 - alpha) / LN_2;
  }

  // Rounding can leave -1e-17 where all tokens are one; and -0.0 reads badly.
  private static double positive(double bits) {
    return bits > 0 ? bits : 0;
  }

  /// Efficiency against the types that occur, as tokenization-scorer does; empty if fewer than two
  /// types occur, since log₂ 1 is 0.
  ///
  /// @throws IllegalArgumentException for an order that is negative or NaN
  public static OptionalDouble efficiency(TokenFrequencies frequencies, double alpha) {
    return ratio(bits(frequencies, alpha), frequencies.types());
  }

  /// Efficiency against a vocabulary of `vocabularySize` tokens; empty without tokens, or for a
  /// vocabulary of one.
  ///
  /// @throws IllegalArgumentException for an order that is negative or NaN, or a vocabulary smaller
  ///   than the number of types that occur
  public static OptionalDouble efficiency(
      TokenFrequencies frequencies, double alpha, int vocabularySize) {
    if (vocabularySize < frequencies.types() || vocabularySize < 1) {
      throw new IllegalArgumentException(
          "a vocabulary of at least the "
              + frequencies.types()
              + " types that occur wanted; got: "
              + vocabularySize);
    }
    return ratio(bits(frequencies, alpha), vocabularySize);
  }

  private static OptionalDouble ratio(OptionalDouble bits, int size) {
    return bits.isEmpty() || size < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(bits.getAsDouble() * LN_2 / Math.log(size));
  }
}
