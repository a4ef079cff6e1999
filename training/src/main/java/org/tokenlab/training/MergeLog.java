package org.tokenlab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tokens and merges of one run, in the order they were made, with what was known when each was
/// made. Merge `r` makes token `256 + r`.
///
/// Grows while a run goes on, and is only read afterwards.
final class MergeLog {
  private final List<byte[]> tokens = new ArrayList<>();
  private int[] triples = new int[3 * 1024]; // left, right, merged
  private long[] pairCounts = new long[1024];
  private long[] corpusTokens = new long[1024]; // by the number of merges done
  private int size;

  MergeLog(byte[] bytesById, long corpusBytes) {
    for (byte b : bytesById) {
      tokens.add(new byte[] {b});
    }
    corpusTokens[0] = corpusBytes;
  }

  /// Records a merge and returns the id of the token that it makes.
  int add(int left, int right, long pairCount) {
    byte[] l = tokens.get(left);
    byte[] r = tokens.get(right);
    byte[] both = Arrays.copyOf(l, l.length + r.length);
    System.arraycopy(r, 0, both, l.length, r.length);
    if (size + 1 == pairCounts.length) {
      int capacity = 2 * pairCounts.length;
      triples = Arrays.copyOf(triples, 3 * capacity);
      pairCounts = Arrays.copyOf(pairCounts, capacity);
      corpusTokens = Arrays.copyOf(corpusTokens, capacity);
    }
    triples[3 * size] = left;
    triples[3 * size + 1] = right;
    triples[3 * size + 2] = tokens.size();
    pairCounts[size++] = pairCount;
    tokens.add(both);
    return tokens.size() - 1;
  }

  /// Says by how many tokens the latest merge made the corpus shorter.
  void shrink(long count) {
    corpusTokens[size] = corpusTokens[size - 1] - count;
  }

  int size() {
    return size;
  }

  long pairCount(int rank) {
    return pairCounts[rank];
  }

  long corpusTokens(int merges) {
    return corpusTokens[merges];
  }

  /// The first merges, as [org.tokenlab.tokenizers.bpe.Merges#of] takes them.
  int[] triples(int merges) {
    return Arrays.copyOf(triples, 3 * merges);
  }

  /// How many tokens there are, the 256 bytes included.
  int tokenCount() {
    return tokens.size();
  }

  int length(int id) {
    return tokens.get(id).length;
  }

  /// The bytes of the first tokens, by id.
  byte[][] tokens(int count) {
    return tokens.subList(0, count).toArray(byte[][]::new);
  }
}
