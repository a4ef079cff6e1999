package org.tokenlab.training;

import java.util.Arrays;
import java.util.List;

/// Several corpora in one, each with a weight: how often its words count.
///
/// ```java
/// List<WordCounts> parts = List.of(english, burmese);
/// double[] weights = CorpusWeights.balanced(parts, new double[] {1, 5.1}); // byte premiums
/// BpeTraining run = trainer.train(CorpusWeights.weighted(parts, weights, 1));
/// ```
///
/// Weights are applied to counts, not to texts: nothing is read twice or left out, and a weight of
/// 2 is exactly a corpus that was given twice. What a weight that is no whole number means for a
/// single word, [WordCounts#scaled] tells.
public final class CorpusWeights {
  private CorpusWeights() {}

  /// The sum of all parts, each scaled by its weight.
  ///
  /// @param weights one for each part, finite and above 0
  /// @param seed part `i` is scaled with `seed + i`, so that a word isn't rounded the same way in
  ///   all of them
  /// @throws IllegalArgumentException if there are more or fewer weights than parts, or one is out
  ///   of range
  /// @throws ArithmeticException if counts, or counts times bytes, are more than 2⁶³ − 1
  public static WordCounts weighted(List<WordCounts> parts, double[] weights, long seed) {
    requireOneEach(parts, weights, "weights");
    WordTable table = new WordTable();
    long bytes = 0;
    for (int p = 0; p < weights.length; p++) {
      WordCounts part = parts.get(p);
      CountScale scale = new CountScale(weights[p], seed + p);
      for (int w = 0; w < part.size(); w++) {
        int from = part.start(w);
        int to = from + part.length(w);
        long count = scale.scaled(part.arena(), from, to, part.count(w));
        if (count > 0) {
          bytes = sum(bytes, count, to - from);
          table.add(part.arena(), from, to, count);
        }
      }
    }
    return table.sorted();
  }

  /// `bytes` and so many words of this length more: checked, since a table doesn't look at how
  /// large its counts become.
  static long sum(long bytes, long count, int length) {
    try {
      return Math.addExact(bytes, Math.multiplyExact(count, (long) length));
    } catch (ArithmeticException e) {
      ArithmeticException clear =
          new ArithmeticException("the words are more than 2^63 - 1 bytes together");
      clear.initCause(e);
      throw clear;
    }
  }

  /// The weights by which the parts' numbers of bytes come to be as `shares` are to each other,
  /// while all parts together stay as long as they are.
  ///
  /// Equal shares give every part as many bytes. With byte premiums for shares, of languages
  /// against one and the same, each part gets to say as much: byte-premium-scaled data (Arnett,
  /// Chang and Bergen 2024).
  ///
  /// @param shares one for each part, finite and above 0; their sum makes no difference
  /// @throws IllegalArgumentException if there are more or fewer shares than parts, one is out of
  ///   range, or a part has no words
  public static double[] balanced(List<WordCounts> parts, double[] shares) {
    requireOneEach(parts, shares, "shares");
    double allBytes = 0;
    double allShares = 0;
    for (int p = 0; p < shares.length; p++) {
      if (!(shares[p] > 0) || Double.isInfinite(shares[p])) {
        throw new IllegalArgumentException(
            "a share is a finite number above 0; got " + shares[p] + " for part " + p);
      }
      if (parts.get(p).size() == 0) {
        throw new IllegalArgumentException(
            "a part without words can't be brought to any length; part " + p + " has none");
      }
      allBytes += (double) parts.get(p).totalBytes();
      allShares += shares[p];
    }
    double[] weights = new double[shares.length];
    for (int p = 0; p < shares.length; p++) {
      weights[p] = shares[p] / allShares * (allBytes / (double) parts.get(p).totalBytes());
    }
    return weights;
  }

  private static void requireOneEach(List<WordCounts> parts, double[] numbers, String what) {
    if (parts.size() != numbers.length) {
      throw new IllegalArgumentException(
          "as many %s as parts wanted, %d; got %d: %s"
              .formatted(what, parts.size(), numbers.length, Arrays.toString(numbers)));
    }
  }
}
