package org.tokenlab.tokenizers;

import java.util.Arrays;

/// Number of tokens in every substring of one text, after a single pass. From
/// [Tokenizer#substringCounts].
///
/// `count(from, to)` is what [Tokenizer#count] gives for that substring as a text of its own,
/// though a substring's pieces at either end may differ from the whole text's. Between the first
/// and the last safe cut inside it the answer is looked up; only what lies outside them is encoded
/// again.
///
/// Building takes one encoding of the text, and keeps its bytes and 8 bytes per cut (about one word
/// each in prose); a query takes O(log n), and encodes a word or two at either end. A text without
/// cuts is encoded again for every query. Immutable and thread-safe.
public final class SubstringCounts {
  private final CutRule rule;
  private final byte[] utf8;
  private final int[] cuts; // ascending byte offsets
  private final int[] tokensBefore; // tokens of the whole text before each cut

  SubstringCounts(CutRule rule, CharSequence text) {
    this.rule = rule;
    utf8 = new byte[Utf8.length(text)];
    Utf8.encode(text, utf8, 0);
    IntSink cutSink = new IntSink(64);
    IntSink countSink = new IntSink(64);
    int tokens = 0;
    int from = 0;
    int cut = rule.first(utf8, from, utf8.length);
    while (cut < utf8.length) {
      tokens += rule.count(utf8, 0, from, cut);
      cutSink.add(cut);
      countSink.add(tokens);
      from = cut;
      cut = rule.first(utf8, from, utf8.length);
    }
    cuts = cutSink.toArray();
    tokensBefore = countSink.toArray();
  }

  /// Length of the text in UTF-8 bytes.
  public int length() {
    return utf8.length;
  }

  /// Number of tokens of the whole text.
  public int count() {
    return count(0, utf8.length);
  }

  /// Number of tokens of the substring of UTF-8 bytes `[from, to)`.
  ///
  /// @throws IndexOutOfBoundsException if the range is not in the text
  /// @throws IllegalArgumentException if it begins or ends inside a character
  public int count(int from, int to) {
    java.util.Objects.checkFromToIndex(from, to, utf8.length);
    requireBoundary(from);
    requireBoundary(to);
    int first = firstAfter(from);
    int last = firstAfter(to - 1) - 1; // the last cut before `to`
    if (last < first) {
      return rule.count(utf8, from, from, to);
    }
    return rule.count(utf8, from, from, cuts[first])
        + tokensBefore[last]
        - tokensBefore[first]
        + rule.count(utf8, from, cuts[last], to);
  }

  /// Index of the first cut beyond byte `offset`; the number of cuts if there is none.
  private int firstAfter(int offset) {
    int found = Arrays.binarySearch(cuts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private void requireBoundary(int offset) {
    if (offset < utf8.length && (utf8[offset] & 0xC0) == 0x80) {
      throw new IllegalArgumentException("byte " + offset + " is inside a character");
    }
  }
}
