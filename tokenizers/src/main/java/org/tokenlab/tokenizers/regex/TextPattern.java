package org.tokenlab.tokenizers.regex;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What HF's Split and Replace look for: a text, or a regular expression.
///
/// Immutable and thread-safe; a [PatternMatcher] is one thread's.
public sealed interface TextPattern {
  /// A matcher for this pattern, cheap to make and to be kept by one thread.
  ///
  /// @throws IllegalArgumentException if a regular expression is not valid or not supported
  PatternMatcher matcher();

  /// A text as it stands. An empty one is found at every place, as in HF, whose Split and Replace
  /// make a regular expression of it.
  record Literal(String text) implements TextPattern {
    @Override
    public PatternMatcher matcher() {
      return new PatternMatcher(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// A regular expression in the syntax of `dialect`.
  ///
  /// Making one checks nothing; [#check] and the first [#matcher] do. Up to 256 patterns stay
  /// compiled.
  record Regex(String regex, Dialect dialect) implements TextPattern {
    @Override
    public PatternMatcher matcher() {
      return new PatternMatcher(CompiledPattern.of(this));
    }

    /// Whether automata run it, in time linear in what they read; if not, it is run by trying
    /// choices in order.
    ///
    /// @throws IllegalArgumentException as [#matcher]
    public boolean isRegular() {
      return CompiledPattern.of(this).anchored != null;
    }

    /// Whether a match can depend on what stands before the place where it is sought, as
    /// look-behind, `^`, `\b`, `\G` and `\K` make it do. What stands behind never counts here.
    ///
    /// @throws IllegalArgumentException as [#matcher]
    public boolean looksBack() {
      return CompiledPattern.of(this).looksBack;
    }

    /// Whether two texts, the first of which ends with `left` and the second begins with `right`,
    /// have together the matches that they have apart, but perhaps for an empty one where they
    /// meet. Says no if in doubt. O(length of the pattern).
    ///
    /// @throws IllegalArgumentException as [#matcher]
    public boolean endsBetween(int left, int right) {
      return CompiledPattern.of(this).endsBetween(left, right);
    }

    /// What the matches are if they are runs of characters of one set.
    ///
    /// @throws IllegalArgumentException as [#matcher]
    public Optional<CharacterRuns> runs() {
      return Optional.ofNullable(CompiledPattern.of(this).runs);
    }

    /// Compiles a pattern and throws it away.
    ///
    /// @throws IllegalArgumentException if it is not valid in its dialect or uses what is not
    ///   supported here: the message gives the pattern, the place in UTF-16 units and the reason
    public static void check(String regex, Dialect dialect) {
      CompiledPattern.check(new Regex(regex, dialect));
    }
  }
}
