package org.tokenlab.tokenizers.superword;

/// Finds the words of a text, and what stands between them. Immutable and thread-safe.
interface WordFinder {
  /// As [org.tokenlab.tokenizers.Splitter#split], but that the end of a piece that is no word, and
  /// that fastboundlessbpe drops, is written as its complement (`~end`).
  int find(byte[] utf8, int from, int to, int[] ends);

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
