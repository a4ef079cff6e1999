package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// The pieces that training starts from, and how much of the text each covers: all characters of
/// the alphabet, most frequent first, and then the strings that cover most.
final class Seeds {
  private final PieceList pieces = new PieceList();
  private final FloatArrayList covered = new FloatArrayList();

  void add(byte[] utf8, int from, int to, float score) {
    pieces.add(utf8, from, to);
    covered.add(score);
  }

  /// Adds all characters but `▅` and the boundary. Equally frequent ones come by their bytes, which
  /// is by code point.
  void addCharacters(Int2LongOpenHashMap counts) {
    int[] order =
        counts
            .keySet()
            .intStream()
            .filter(c -> c != PieceRules.RARE && c != PieceRules.BOUNDARY)
            .toArray();
    IntArrays.quickSort(
        order,
        (a, b) ->
            counts.get(a) != counts.get(b)
                ? Long.compare(counts.get(b), counts.get(a))
                : Integer.compare(a, b));
    byte[] utf8 = new byte[4];
    for (int c : order) {
      add(utf8, 0, Utf8.put(c, utf8, 0), (float) counts.get(c));
    }
  }

  PieceList pieces() {
    return pieces;
  }

  /// The natural logarithm of each piece's share of the sum.
  float[] logProbabilities() {
    double sum = 0;
    for (int i = 0; i < covered.size(); i++) {
      sum += covered.getFloat(i);
    }
    double logSum = Math.log(sum);
    float[] logs = new float[covered.size()];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) (Math.log(covered.getFloat(i)) - logSum);
    }
    return logs;
  }
}
