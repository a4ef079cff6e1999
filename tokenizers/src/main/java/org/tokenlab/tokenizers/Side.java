package org.tokenlab.tokenizers;

/// An end of a text or of a list of tokens, or a side of a place in a text, in logical order.
public enum Side {
  /// The start; what stands before the place.
  LEFT,
  /// The end; what stands behind the place.
  RIGHT,
}
