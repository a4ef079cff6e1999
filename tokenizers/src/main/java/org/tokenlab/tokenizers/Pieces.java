package org.tokenlab.tokenizers;

import java.util.Arrays;

/// The pieces of one text while pre-tokenizers work on them: ranges of an [AlignedText], in order,
/// not overlapping, never empty. What lies between pieces is dropped.
///
/// A pre-tokenizer makes a new list: [#beginSplit], then [#add] for each new piece, then
/// [#endSplit]. One that also rewrites calls the text's [AlignedText#beginRewrite] first, adds the
/// pieces by their place in the *new* text, and ends both. Not thread-safe.
public final class Pieces {
  private static final int BATCH = 256;

  private final AlignedText text;
  private int[] bounds = new int[64];
  private int count;
  private int[] newBounds = new int[64];
  private int newCount;
  private int[] ends = new int[0];

  /// The pieces of `text`; none until [#reset].
  public Pieces(AlignedText text) {
    this.text = text;
  }

  /// Starts anew: all of the text is one piece, or there is none if it is empty.
  public void reset() {
    bounds[0] = 0;
    bounds[1] = text.length();
    count = text.length() > 0 ? 1 : 0;
  }

  /// The text that the pieces are ranges of.
  public AlignedText text() {
    return text;
  }

  /// Number of pieces.
  public int count() {
    return count;
  }

  /// Byte offset in the text where piece `index` starts.
  public int start(int index) {
    return bounds[2 * index];
  }

  /// Byte offset in the text where piece `index` ends, exclusive.
  public int end(int index) {
    return bounds[2 * index + 1];
  }

  /// Starts a new list; the old one stays readable.
  public void beginSplit() {
    newCount = 0;
  }

  /// Adds a piece to the new list; an empty one is left out.
  public void add(int start, int end) {
    if (start < end) {
      if (2 * newCount == newBounds.length) {
        newBounds = Arrays.copyOf(newBounds, 2 * newBounds.length);
      }
      newBounds[2 * newCount] = start;
      newBounds[2 * newCount + 1] = end;
      newCount++;
    }
  }

  /// Makes the new list the pieces.
  public void endSplit() {
    int[] old = bounds;
    bounds = newBounds;
    count = newCount;
    newBounds = old;
    newCount = 0;
  }

  /// Cuts each piece where `splitter` says.
  public void split(Splitter splitter) {
    if (ends.length == 0) {
      ends = new int[BATCH];
    }
    beginSplit();
    for (int i = 0; i < count; i++) {
      int at = start(i);
      int to = end(i);
      while (at < to) {
        int found = splitter.split(text.bytes(), at, to, ends);
        if (found == 0) {
          ends = new int[2 * ends.length];
        }
        for (int k = 0; k < found; k++) {
          add(at, ends[k]);
          at = ends[k];
        }
      }
    }
    endSplit();
  }
}
