package org.tokenlab.tokenizers.superword;

/// Finds the words of a text, and what stands between them. Immutable and thread-safe.
interface WordFinder {
  /// As [org.tokenlab.tokenizers.Splitter#split], but that the end of a piece that is no word, and
  /// that fastboundlessbpe drops, is written as its complement (`~end`).
  int find(byte[] utf8, int from, int to, int[] ends);

  /// A way through one text after the other, for one thread.
  default Cursor newCursor() {
    return this::find;
  }

  /// Goes through a text from front to back.
  @FunctionalInterface
  interface Cursor {
    /// As [WordFinder#find], but that `from` is where the text begins or where the last call's last
    /// piece ended, and `to` the text's end throughout. What was found out in one call is there in
    /// the next.
    int next(byte[] utf8, int from, int to, int[] ends);

    /// Another text begins.
    default void begin() {}
  }

  /// Whether every piece is a word, whatever the text.
  boolean covers();

  /// As [org.tokenlab.tokenizers.Splitter#cutsBetween].
  boolean cutsBetween(int left, int right);

  /// As [#cutsBetween], for one who puts `left` in front of the part behind the cut.
  default boolean cutsBehind(int left, int right) {
    return cutsBetween(left, right);
  }

  /// Whether [#cutsBehind] says more than [#cutsBetween].
  default boolean looksBehind() {
    return false;
  }
}
