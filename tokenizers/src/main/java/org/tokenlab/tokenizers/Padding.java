package org.tokenlab.tokenizers;

import java.util.OptionalInt;

/// How encodings are filled up to a common length, as HF does it.
///
/// @param length the length; empty: that of the longest in the batch
/// @param multipleOf the length is rounded up to a multiple of this; 0: it is not
/// @param side at which end tokens are put
/// @param id the padding token's id
/// @param typeId the padding token's type id
/// @param token the padding token's text
public record Padding(
    OptionalInt length, int multipleOf, Side side, int id, int typeId, String token) {

  /// Refuses negative numbers.
  public Padding {
    if (length.orElse(0) < 0 || multipleOf < 0) {
      throw new IllegalArgumentException(
          "padding needs a length and a multiple >= 0; got " + length + " and " + multipleOf);
    }
  }

  /// The length for a batch whose longest encoding has `longest` tokens.
  int target(int longest) {
    int target = length.orElse(longest);
    return multipleOf > 0 && target % multipleOf > 0
        ? target + multipleOf - target % multipleOf
        : target;
  }
}
