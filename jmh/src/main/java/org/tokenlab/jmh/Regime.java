package org.tokenlab.jmh;

import java.util.Locale;

/// What an engine has seen before the clock starts. One number for all of them does not exist: an
/// engine that remembers words is many times as fast on text that it has seen.
enum Regime {
  /// The first pass of a fresh instance over the text.
  COLD("whole"),
  /// The second half of the text, after the first half: the words that recur are remembered.
  UNSEEN("second half"),
  /// The whole text once more.
  AGAIN("whole"),
  /// The whole text once more, with nothing remembered from word to word.
  NOCACHE("whole"),
  /// Many short texts once more: what a call costs.
  SHORT("short"),
  /// The number of tokens of the whole text once more, where an engine counts without making ids.
  COUNT("whole");

  /// Which part of the text is encoded: ids can be compared between regimes of one part.
  final String part;

  Regime(String part) {
    this.part = part;
  }

  static Regime named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
