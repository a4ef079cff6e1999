package org.tokenlab.tokenizers;

/// How a text's tokens are cut to a length, as HF does it: special tokens that will be added count
/// towards the length, and what is cut off is kept as overflowing encodings.
///
/// @param maxLength most tokens an encoding may have, special ones included
/// @param stride how many tokens an overflowing encoding repeats of the one before; less than what
///   `maxLength` leaves for the text
/// @param strategy which text of a pair gives way
/// @param side at which end tokens are cut off
public record Truncation(int maxLength, int stride, Strategy strategy, Side side) {

  /// Cuts the longer text of a pair first, at its end, without overlap.
  public Truncation(int maxLength) {
    this(maxLength, 0, Strategy.LONGEST_FIRST, Side.RIGHT);
  }

  /// Refuses negative numbers.
  public Truncation {
    if (maxLength < 0 || stride < 0) {
      throw new IllegalArgumentException(
          "truncation needs a length and a stride >= 0; got " + maxLength + " and " + stride);
    }
  }

  /// Which text of a pair gives way.
  public enum Strategy {
    /// The longer one, until both are of one length; then both.
    LONGEST_FIRST,
    /// The first.
    ONLY_FIRST,
    /// The second.
    ONLY_SECOND,
  }
}
