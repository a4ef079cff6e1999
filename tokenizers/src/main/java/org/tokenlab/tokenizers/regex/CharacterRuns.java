package org.tokenlab.tokenizers.regex;

import org.jspecify.annotations.Nullable;

/// What an expression such as `\s+`, ` {2,}` or `[0-9]` matches: runs of characters of one set, and
/// nothing else.
///
/// A match ends where such a run does, or within it, never beyond; so what stands before and behind
/// a place between two characters that are not both of the set is searched as if it stood alone.
/// Immutable and thread-safe.
public final class CharacterRuns {
  private final CodeSet set;
  private final boolean matchesEach;

  private CharacterRuns(CodeSet set, boolean matchesEach) {
    this.set = set;
    this.matchesEach = matchesEach;
  }

  /// The runs that `node` matches, or null if it may match anything else, the empty text included.
  static @Nullable CharacterRuns of(Node node) {
    return switch (node) {
      case Node.Chars(CodeSet set) -> new CharacterRuns(set, true);
      case Node.Repeat(Node.Chars(CodeSet set), int min, int _, boolean _) when min > 0 ->
          new CharacterRuns(set, min == 1);
      default -> null;
    };
  }

  /// Whether a match can hold this code point.
  public boolean contains(int codePoint) {
    return set.contains(codePoint);
  }

  /// Whether every character that a match can hold is in one: false where short runs don't match.
  public boolean matchesEach() {
    return matchesEach;
  }
}
