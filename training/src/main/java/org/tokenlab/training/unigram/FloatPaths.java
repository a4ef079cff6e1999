package org.tokenlab.training.unigram;

import java.util.Arrays;

/// Best paths through a lattice in single precision, with SentencePiece's order of additions and
/// its choice among equals. Not thread-safe: holds the arrays of one word.
///
/// An edge's sum is that of the best path to its end; the edge before is chosen for each edge by
/// itself, since two sums may become equal when the same score is added to both.
final class FloatPaths {
  /// Stands for the start of a word where an edge is asked for.
  static final int START = -1;

  private final FloatScores scores;
  private LatticeBlock block;
  private int word;
  private int length;

  // By edge of the word, counted from 0; lists of the edges that end at a place, in their order.
  private int[] places = new int[64];
  private float[] sums = new float[64];
  private int[] before = new int[64];
  private int[] nextAtEnd = new int[64];
  private int[] firstAtEnd = new int[64];
  private int[] lastAtEnd = new int[64];

  private float bestSum;
  private int bestLast;

  FloatPaths(FloatScores scores, LatticeBlock block) {
    this.scores = scores;
    this.block = block;
  }

  /// Finds the best path of a word.
  void find(LatticeBlock newBlock, int w) {
    find(newBlock, w, Integer.MAX_VALUE);
  }

  /// Finds the best path of a word on which each piece has fewer code points than `tooLong`. An
  /// edge with as many is there, but infinitely bad.
  void find(LatticeBlock newBlock, int w, int tooLong) {
    block = newBlock;
    word = w;
    length = block.length(w);
    makeRoom(block.edgeStarts[w + 1] - block.edgeStarts[w]);
    Arrays.fill(firstAtEnd, 0, length + 1, START);
    int edge = 0;
    for (int place = 0; place < length; place++) {
      for (int end = edge + block.counts[block.wordStarts[w] + place]; edge < end; edge++) {
        places[edge] = place;
        reach(edge, place, edgeLength(edge) < tooLong ? score(edge) : Float.NEGATIVE_INFINITY);
        append(edge, place + edgeLength(edge));
      }
    }
    bestLast = bestBefore(length, 0);
  }

  private void makeRoom(int edges) {
    if (edges > places.length) {
      places = new int[edges + edges / 2];
      sums = new float[places.length];
      before = new int[places.length];
      nextAtEnd = new int[places.length];
    }
    if (length >= firstAtEnd.length) {
      firstAtEnd = new int[length + length / 2 + 1];
      lastAtEnd = new int[firstAtEnd.length];
    }
  }

  private void reach(int edge, int place, float score) {
    before[edge] = bestBefore(place, score);
    sums[edge] = bestSum;
  }

  /// The edge that ends at `place` and makes the best sum with `score`; leaves that in bestSum.
  private int bestBefore(int place, float score) {
    if (place == 0) {
      bestSum = 0 + score;
      return START;
    }
    int best = START;
    for (int edge = firstAtEnd[place]; edge != START; edge = nextAtEnd[edge]) {
      float sum = sums[edge] + score;
      if (best == START || sum > bestSum) {
        best = edge;
        bestSum = sum;
      }
    }
    return best;
  }

  private void append(int edge, int end) {
    nextAtEnd[edge] = START;
    if (firstAtEnd[end] == START) {
      firstAtEnd[end] = edge;
    } else {
      nextAtEnd[lastAtEnd[end]] = edge;
    }
    lastAtEnd[end] = edge;
  }

  private int bits(int edge) {
    return block.edges[block.edgeStarts[word] + edge];
  }

  private int edgeLength(int edge) {
    return bits(edge) & LatticeBlock.LENGTH_MASK;
  }

  /// The piece of an edge.
  int piece(int edge) {
    return bits(edge) >>> LatticeBlock.LENGTH_BITS;
  }

  /// Score of an edge's piece.
  float score(int edge) {
    return scores.of(piece(edge));
  }

  /// Sum of the best path.
  float sum() {
    return bestSum;
  }

  /// Sum of the best path that ends with this edge.
  float sum(int edge) {
    return sums[edge];
  }

  /// Last edge of the best path.
  int last() {
    return bestLast;
  }

  /// The edge before another on the best path to it, or [#START].
  int before(int edge) {
    return before[edge];
  }

  /// Where an edge starts.
  int place(int edge) {
    return places[edge];
  }

  /// Number of code points of the word.
  int length() {
    return length;
  }

  /// The first of the edges that end at a place, or [#START].
  int firstAtEnd(int place) {
    return place == 0 ? START : firstAtEnd[place];
  }

  /// The next edge that ends where this one ends, or [#START].
  int nextAtEnd(int edge) {
    return nextAtEnd[edge];
  }
}
