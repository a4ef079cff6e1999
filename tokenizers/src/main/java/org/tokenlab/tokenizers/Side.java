package org.tokenlab.tokenizers;

/// An end of a text or of a list of tokens, in logical order.
public enum Side {
  /// The start.
  LEFT,
  /// The end.
  RIGHT,
}
