package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;
import java.util.Objects;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;

/// The words of one text, as ranges of its bytes: ascending, not overlapping, never empty. What
/// lies between two words is a gap; with a lossless [WordRule] there are none.
///
/// The text is not copied: it must not change while this is used. Ill-formed UTF-8 loses nothing:
/// the last word before the first ill-formed sequence, and all after it, are one word. Immutable
/// and thread-safe.
public final class WordSpans {
  private final byte[] utf8;
  private final int from;
  private final int to;
  private final int[] bounds; // start and end of each word

  private WordSpans(byte[] utf8, int from, int to, int[] bounds) {
    this.utf8 = utf8;
    this.from = from;
    this.to = to;
    this.bounds = bounds;
  }

  /// The words of `utf8[from, to)` by `rule`.
  public static WordSpans of(WordRule rule, byte[] utf8, int from, int to) {
    Objects.checkFromToIndex(from, to, utf8.length);
    int valid = Utf8.validUpTo(utf8, from, to);
    int[] bounds =
        rule.preTokenizer()
            .splitter()
            .map(splitter -> cut(splitter, utf8, from, valid))
            .orElseGet(() -> apply(rule, utf8, from, valid));
    if (valid < to) {
      bounds = withTail(bounds, valid, to);
    }
    return new WordSpans(utf8, from, to, bounds);
  }

  private static int[] cut(Splitter splitter, byte[] utf8, int from, int to) {
    IntSink bounds = new IntSink((to - from) / 2);
    int[] ends = new int[256];
    int at = from;
    while (at < to) {
      int count = splitter.split(utf8, at, to, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
      }
      for (int i = 0; i < count; i++) {
        bounds.add(at);
        at = ends[i];
        bounds.add(at);
      }
    }
    return bounds.toArray();
  }

  private static int[] apply(WordRule rule, byte[] utf8, int from, int to) {
    AlignedText text = new AlignedText();
    text.set(utf8, from, to, from);
    Pieces pieces = new Pieces(text);
    pieces.reset();
    rule.preTokenizer().apply(pieces);
    int[] bounds = new int[2 * pieces.count()];
    for (int i = 0; i < pieces.count(); i++) {
      bounds[2 * i] = text.sourceStart(pieces.start(i));
      bounds[2 * i + 1] = text.sourceEnd(pieces.end(i) - 1);
    }
    return bounds;
  }

  private static int[] withTail(int[] bounds, int valid, int to) {
    boolean joins = bounds.length > 0 && bounds[bounds.length - 1] == valid;
    int[] all = joins ? bounds : Arrays.copyOf(bounds, bounds.length + 2);
    if (!joins) {
      all[all.length - 2] = valid;
    }
    all[all.length - 1] = to;
    return all;
  }

  /// Number of words.
  public int count() {
    return bounds.length / 2;
  }

  /// Byte offset in the array where word `index` starts.
  public int start(int index) {
    return bounds[2 * index];
  }

  /// Byte offset in the array where word `index` ends, exclusive.
  public int end(int index) {
    return bounds[2 * index + 1];
  }

  /// The array that the offsets are in; not a copy, read it only.
  public byte[] utf8() {
    return utf8;
  }

  /// Byte offset where the text starts.
  public int from() {
    return from;
  }

  /// Byte offset where the text ends, exclusive.
  public int to() {
    return to;
  }

  /// Byte offset where the gap in front of word `index` starts; with `index` = [#count] of the one
  /// behind the last word.
  public int gapStart(int index) {
    return index == 0 ? from : end(index - 1);
  }

  /// Byte offset where that gap ends.
  public int gapEnd(int index) {
    return index == count() ? to : start(index);
  }

  /// Word `index` as text; ill-formed UTF-8 as U+FFFD.
  public String word(int index) {
    return Utf8.decode(utf8, start(index), end(index));
  }
}
