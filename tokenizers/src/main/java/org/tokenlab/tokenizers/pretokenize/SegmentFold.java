package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.regex.PatternMatcher;

/// Makes pieces of the matches of a pattern and of what stands between them, by HF's five
/// behaviours.
///
/// HF lists all matches and stretches of a text in order, each with a flag whether it is a match
/// (inverted: whether it is none), and folds that list. This does the same from front to back with
/// one segment in hand. Matches may be empty: they make no piece, but they end what is before them
/// and are a neighbour that others merge with.
final class SegmentFold {
  private final Pieces pieces;
  private final SplitBehavior behavior;
  private final boolean invert;

  // What is in hand: a piece that may still grow. It ends with a segment whose flag is `matched`.
  private boolean holding;
  private boolean matched;
  private int start;
  private int end;

  SegmentFold(Pieces pieces, SplitBehavior behavior, boolean invert) {
    this.pieces = pieces;
    this.behavior = behavior;
    this.invert = invert;
  }

  /// Splits every piece.
  void split(PatternMatcher matcher) {
    byte[] utf8 = pieces.text().bytes();
    pieces.beginSplit();
    for (int i = 0; i < pieces.count(); i++) {
      split(matcher, utf8, pieces.start(i), pieces.end(i));
    }
    pieces.endSplit();
  }

  private void split(PatternMatcher matcher, byte[] utf8, int from, int to) {
    holding = false;
    int covered = from; // where the last match ended
    matcher.scan(utf8, from, to);
    while (matcher.next()) {
      if (covered != matcher.start()) {
        segment(covered, matcher.start(), false);
      }
      segment(matcher.start(), matcher.end(), true);
      covered = matcher.end();
    }
    if (covered != to) {
      segment(covered, to, false);
    }
    release();
  }

  private void segment(int from, int to, boolean found) {
    boolean match = found != invert;
    boolean joins =
        holding
            && switch (behavior) {
              case REMOVED, ISOLATED -> false;
              case MERGED_WITH_PREVIOUS -> match && !matched;
              case MERGED_WITH_NEXT -> !match && matched;
              case CONTIGUOUS -> match == matched;
            };
    if (joins) {
      end = to;
    } else {
      release();
      holding = !(behavior == SplitBehavior.REMOVED && match);
      start = from;
      end = to;
    }
    matched = match;
  }

  private void release() {
    if (holding) {
      pieces.add(start, end);
      holding = false;
    }
  }
}
