package org.tokenlab.tokenizers.pretokenize;

/// Where [Metaspace] puts its replacement in front.
public enum PrependScheme {
  /// In front of every part of the text between added tokens.
  ALWAYS,
  /// Nowhere.
  NEVER,
  /// In front of the text, if it does not begin with an added token.
  FIRST,
}
