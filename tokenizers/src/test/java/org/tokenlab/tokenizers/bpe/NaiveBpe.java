package org.tokenlab.tokenizers.bpe;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Vocabulary;

/// BPE as its definition says it: look at every pair, merge the leftmost of lowest rank, begin
/// again.
final class NaiveBpe {
  private NaiveBpe() {}

  /// tiktoken's rule.
  static List<Integer> byRanks(Vocabulary vocabulary, byte[] piece) {
    if (vocabulary.id(piece) >= 0) {
      return List.of(vocabulary.id(piece));
    }
    List<byte[]> parts = bytes(piece);
    while (true) {
      int best = -1;
      int rank = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < parts.size(); i++) {
        int id = vocabulary.id(concatenation(parts.get(i), parts.get(i + 1)));
        if (id >= 0 && id < rank) {
          rank = id;
          best = i;
        }
      }
      if (best < 0) {
        return parts.stream().map(vocabulary::id).toList();
      }
      parts.set(best, concatenation(parts.get(best), parts.remove(best + 1)));
    }
  }

  /// HF's rule.
  static List<Integer> byMerges(Vocabulary vocabulary, Merges merges, byte[] piece) {
    IntArrayList ids = new IntArrayList();
    bytes(piece).forEach(b -> ids.add(vocabulary.id(b)));
    while (true) {
      int best = -1;
      int lowest = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < ids.size(); i++) {
        for (int rank = 0; rank < Math.min(lowest, merges.size()); rank++) {
          if (merges.left(rank) == ids.getInt(i) && merges.right(rank) == ids.getInt(i + 1)) {
            lowest = rank;
            best = i;
          }
        }
      }
      if (best < 0) {
        return ids;
      }
      ids.removeInt(best + 1);
      ids.set(best, merges.merged(lowest));
    }
  }

  private static List<byte[]> bytes(byte[] piece) {
    List<byte[]> parts = new ArrayList<>();
    for (byte b : piece) {
      parts.add(new byte[] {b});
    }
    return parts;
  }

  static byte[] concatenation(byte[] left, byte[] right) {
    byte[] both = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }
}
