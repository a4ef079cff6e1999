package org.tokenlab.tokenizers.regex;

/// A place in a pattern's text, and errors that say where they are. Offsets are UTF-16 units.
final class PatternReader {
  /// Groups and classes may be nested this deep; the parsers recurse, each level a few frames.
  static final int DEEPEST = 200;

  private final String pattern;
  int at;
  private int depth;

  PatternReader(String pattern) {
    this.pattern = pattern;
  }

  boolean atEnd() {
    return at >= pattern.length();
  }

  /// The code point here, or −1 at the end.
  int peek() {
    return atEnd() ? -1 : pattern.codePointAt(at);
  }

  /// The code point here; the place moves behind it.
  int take() {
    int codePoint = pattern.codePointAt(at);
    at += Character.charCount(codePoint);
    return codePoint;
  }

  boolean looksAt(String text) {
    return pattern.startsWith(text, at);
  }

  /// Moves behind `text` if it stands here.
  boolean skip(String text) {
    if (looksAt(text)) {
      at += text.length();
      return true;
    }
    return false;
  }

  /// What stands up to `end`, and moves behind it; null, without moving, if `end` doesn't come.
  @org.jspecify.annotations.Nullable
  String through(String end) {
    int found = pattern.indexOf(end, at);
    if (found < 0) {
      return null;
    }
    String text = pattern.substring(at, found);
    at = found + end.length();
    return text;
  }

  /// Moves behind comments `(?#…)`, and in `extended` form behind white space and comments to the
  /// line's end.
  void skipIgnored(boolean extended, String whiteSpace) {
    while (!atEnd()) {
      if (looksAt("(?#")) {
        skipComment();
      } else if (extended && looksAt("#")) {
        while (!atEnd() && take() != '\n') {
          // to the line's end
        }
      } else if (extended && whiteSpace.indexOf(peek()) >= 0) {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    int open = at;
    at += 3;
    int codePoint;
    do {
      if (atEnd()) {
        throw error(open, "the comment has no closing parenthesis");
      }
      codePoint = take();
      if (codePoint == '\\' && !atEnd()) {
        take();
      }
    } while (codePoint != ')');
  }

  String from(int start) {
    return pattern.substring(start, at);
  }

  /// Whether `]` comes behind the next `]`-less stretch; for `[]…]`.
  boolean hasLater(char c) {
    return pattern.indexOf(c, at) >= 0;
  }

  void enter() {
    if (++depth > DEEPEST) {
      throw error("groups or classes are nested more than " + DEEPEST + " deep");
    }
  }

  void leave() {
    depth--;
  }

  /// Digits of `radix` from here, at least `fewest`, at most `most`; −1, without moving, if fewer.
  long number(int radix, int fewest, int most) {
    int start = at;
    long value = 0;
    while (!atEnd()
        && at - start < most
        && pattern.charAt(at) < 0x80
        && Character.digit(pattern.charAt(at), radix) >= 0) {
      value = Math.min(value * radix + Character.digit(pattern.charAt(at), radix), 1L << 40);
      at++;
    }
    if (at - start < fewest) {
      at = start;
      return -1;
    }
    return value;
  }

  IllegalArgumentException error(String reason) {
    return error(at, reason);
  }

  IllegalArgumentException error(int place, String reason) {
    return new IllegalArgumentException(
        "regular expression \"" + pattern + "\", place " + place + ": " + reason);
  }
}
