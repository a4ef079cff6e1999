package org.tokenlab.training.unigram;

import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;

/// The lattices of some words, one after the other.
///
/// An edge is an `int`: the piece's number above, its length in code points in the lower
/// [#LENGTH_BITS]. The edges of a place stand together, shortest first, and one for the unknown, of
/// length 1, last; there is one if and only if no piece of length 1 starts there, so that each
/// place has an edge and can be reached. The unknown has the number behind the last piece's.
final class LatticeBlock {
  static final int LENGTH_BITS = 6;
  static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

  /// Longest piece, in code points.
  static final int MAX_LENGTH = LENGTH_MASK;

  /// Most pieces, the unknown included.
  static final int MAX_PIECES = 1 << (31 - LENGTH_BITS);

  /// Number of the first word among all.
  final int firstWord;

  /// Where each word's places start, and, last, where they end.
  final int[] wordStarts;

  final long[] weights;

  /// Number of edges at each place.
  final byte[] counts;

  /// Where each word's edges start, and, last, where they end.
  final int[] edgeStarts;

  int[] edges = {};

  private int[] codePoints; // by place; not needed once the edges are there
  private int unknown;

  private LatticeBlock(Builder builder) {
    firstWord = builder.firstWord;
    wordStarts = Arrays.copyOf(builder.wordStarts, builder.words + 1);
    weights = Arrays.copyOf(builder.weights, builder.words);
    codePoints = Arrays.copyOf(builder.codePoints, builder.places());
    counts = new byte[codePoints.length];
    edgeStarts = new int[wordStarts.length];
  }

  int words() {
    return weights.length;
  }

  /// Number of code points of word `w`.
  int length(int w) {
    return wordStarts[w + 1] - wordStarts[w];
  }

  /// Number of code points of the longest word.
  int longest() {
    int longest = 0;
    for (int w = 0; w < words(); w++) {
      longest = Math.max(longest, length(w));
    }
    return longest;
  }

  /// Number of edges of the word that has most.
  int mostEdges() {
    int most = 0;
    for (int w = 0; w < words(); w++) {
      most = Math.max(most, edgeStarts[w + 1] - edgeStarts[w]);
    }
    return most;
  }

  /// Finds the edges.
  void fill(PieceTrie trie) {
    unknown = trie.size();
    int[] found = new int[8 * codePoints.length + MAX_LENGTH + 1];
    int size = 0;
    for (int w = 0; w < words(); w++) {
      edgeStarts[w] = size;
      for (int place = wordStarts[w]; place < wordStarts[w + 1]; place++) {
        if (size + MAX_LENGTH + 1 > found.length) {
          found = Arrays.copyOf(found, Math.toIntExact(found.length * 3L / 2 + MAX_LENGTH));
        }
        int before = size;
        boolean known = false;
        long step = trie.step(PieceTrie.ROOT, codePoints[place]);
        for (int end = place + 1; step != PieceTrie.NONE; end++) {
          int piece = PieceTrie.piece(step);
          if (piece >= 0) {
            found[size++] = piece << LENGTH_BITS | end - place;
            known |= end == place + 1;
          }
          step =
              end < wordStarts[w + 1]
                  ? trie.step(PieceTrie.node(step), codePoints[end])
                  : PieceTrie.NONE;
        }
        if (!known) {
          found[size++] = unknown << LENGTH_BITS | 1;
        }
        counts[place] = (byte) (size - before);
      }
    }
    edgeStarts[words()] = size;
    edges = Arrays.copyOf(found, size);
    codePoints = new int[0];
  }

  /// Drops the edges of pieces that are not `alive`.
  void retain(boolean[] alive) {
    int size = 0;
    int read = 0;
    for (int w = 0; w < words(); w++) {
      edgeStarts[w] = size;
      for (int place = wordStarts[w]; place < wordStarts[w + 1]; place++) {
        int before = size;
        boolean known = false;
        for (int end = read + counts[place]; read < end; read++) {
          int edge = edges[read];
          int piece = edge >>> LENGTH_BITS;
          if (piece != unknown && alive[piece]) {
            edges[size++] = edge;
            known |= (edge & LENGTH_MASK) == 1;
          }
        }
        if (!known) {
          edges[size++] =
              unknown << LENGTH_BITS | 1; // in the room of the piece or edge that said so before
        }
        counts[place] = (byte) (size - before);
      }
    }
    edgeStarts[words()] = size;
    if (size < edges.length / 2) {
      edges = Arrays.copyOf(edges, size);
    }
  }

  /// Takes words for a block.
  static final class Builder {
    private final int firstWord;
    private int[] wordStarts = new int[1 << 8];
    private long[] weights = new long[1 << 8];
    private int[] codePoints = new int[1 << 10];
    private int words;

    Builder(int firstWord) {
      this.firstWord = firstWord;
    }

    void add(byte[] utf8, int from, int to, long weight) {
      if (words + 1 == wordStarts.length) {
        wordStarts = Arrays.copyOf(wordStarts, 2 * wordStarts.length);
        weights = Arrays.copyOf(weights, wordStarts.length);
      }
      int place = places();
      if (place + (long) (to - from) > codePoints.length) {
        codePoints =
            Arrays.copyOf(codePoints, Math.toIntExact(place + (to - from) * 2L + place / 2));
      }
      for (int at = from; at < to; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        codePoints[place++] = Utf8.codePointAt(utf8, at, to);
      }
      weights[words++] = weight;
      wordStarts[words] = place;
    }

    int places() {
      return wordStarts[words];
    }

    LatticeBlock build() {
      return new LatticeBlock(this);
    }
  }
}
