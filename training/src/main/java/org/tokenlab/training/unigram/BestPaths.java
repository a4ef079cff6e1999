package org.tokenlab.training.unigram;

import java.util.List;
import org.tokenlab.training.internal.Parallel;

/// The best segmentation of each word, in double precision. Of equally good ones that whose last
/// piece is longest, and so on towards the start.
///
/// Not thread-safe: one for each thread.
final class BestPaths {
  private static final int NOTHING_EXCLUDED = Integer.MAX_VALUE;

  private final double[] scores;
  private double[] sums = new double[64];
  private int[] lastEdges = new int[64];
  private int end;

  /// @param scores by piece, the unknown's last
  BestPaths(double[] scores) {
    this.scores = scores;
  }

  /// How often each piece stands in the best segmentations of all words.
  static long[] pieceCounts(List<LatticeBlock> blocks, double[] scores, int threads) {
    return Fitting.sum(
        Parallel.run(
                blocks.size(),
                threads,
                () -> new Counter(scores),
                (counter, number) -> counter.add(blocks.get(number)))
            .stream()
            .map(counter -> counter.counts)
            .toList());
  }

  /// One thread's share of the best segmentations.
  private static final class Counter {
    final BestPaths paths;
    final long[] counts;

    Counter(double[] scores) {
      paths = new BestPaths(scores);
      counts = new long[scores.length];
    }

    void add(LatticeBlock block) {
      for (int w = 0; w < block.words(); w++) {
        paths.find(block, w);
        for (int at = paths.lastPlace(); at > 0; at = paths.placeBefore(at)) {
          counts[paths.pieceBefore(at)] += block.weights[w];
        }
      }
    }
  }

  /// Finds the best segmentation of word `w`, and returns its score.
  double find(LatticeBlock block, int w) {
    return find(block, w, NOTHING_EXCLUDED);
  }

  /// The same with pieces shorter than `tooLong` code points only. Minus infinity if there is none.
  double find(LatticeBlock block, int w, int tooLong) {
    int length = block.length(w);
    if (length >= sums.length) {
      sums = new double[length + length / 2 + 1];
      lastEdges = new int[sums.length];
    }
    for (int place = 1; place <= length; place++) {
      sums[place] = Double.NEGATIVE_INFINITY;
    }
    sums[0] = 0;
    int first = block.wordStarts[w];
    int edge = block.edgeStarts[w];
    for (int place = 0; place < length; place++) {
      double sum = sums[place];
      for (int next = edge + block.counts[first + place]; edge < next; edge++) {
        int bits = block.edges[edge];
        int pieceLength = bits & LatticeBlock.LENGTH_MASK;
        double path = sum + scores[bits >>> LatticeBlock.LENGTH_BITS];
        if (path > sums[place + pieceLength] && pieceLength < tooLong) {
          sums[place + pieceLength] = path;
          lastEdges[place + pieceLength] = bits;
        }
      }
    }
    end = length;
    return sums[length];
  }

  /// Starts going through the pieces of the segmentation found, from the last one.
  int lastPlace() {
    return end;
  }

  /// The piece that ends at a place of the segmentation.
  int pieceBefore(int place) {
    return lastEdges[place] >>> LatticeBlock.LENGTH_BITS;
  }

  /// Where that piece starts.
  int placeBefore(int place) {
    return place - (lastEdges[place] & LatticeBlock.LENGTH_MASK);
  }
}
