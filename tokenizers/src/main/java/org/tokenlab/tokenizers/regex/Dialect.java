package org.tokenlab.tokenizers.regex;

/// Whose reading of regular expressions is followed.
public enum Dialect {
  /// Oniguruma 6.9.10 in its own syntax, UTF-8: HF tokenizers.
  ONIGURUMA,
  /// Rust's fancy-regex over the regex crate: tiktoken.
  FANCY_REGEX,
}
