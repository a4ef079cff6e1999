package org.tokenlab.training.superword;

import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Which words BoundlessBPE may join with their neighbours: those in which a regular expression
/// finds something. Immutable.
///
/// @param regex as Rust's fancy-regex reads it
public record MergePattern(String regex) {
  /// Words that hold a letter; fastboundlessbpe's default.
  public static final MergePattern LETTER = new MergePattern("\\p{L}");

  /// Words of ASCII letters, spaces, underscores and apostrophes; the paper's (COLM 2025).
  public static final MergePattern COLM = new MergePattern("^[ _'a-zA-Z]*[a-zA-Z][ _'a-zA-Z]*$");

  /// Words of letters in any script with their marks, spaces, underscores and apostrophes;
  /// fastboundlessbpe's former default.
  public static final MergePattern WORDS =
      new MergePattern("^(?=.+\\p{L})(?:\\p{L}\\p{M}*|[ _'\u2019])+$");

  /// @throws IllegalArgumentException if the expression is not valid
  public MergePattern {
    TextPattern.Regex.check(regex, Dialect.FANCY_REGEX);
  }

  /// One thread's test.
  Finder finder() {
    PatternMatcher matcher = new TextPattern.Regex(regex, Dialect.FANCY_REGEX).matcher();
    return (utf8, from, to) -> matcher.find(utf8, from, to, from);
  }

  /// Says of words whether they may be joined. Not thread-safe.
  @FunctionalInterface
  interface Finder {
    /// Whether the word `utf8[from, to)` may.
    boolean finds(byte[] utf8, int from, int to);
  }
}
