package org.tokenlab.training.internal.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tokens and merges of one run, in the order they were made, with what was known when each was
/// made. Merge `r` makes the token behind the first ones by `r`: `256 + r` where these are bytes.
///
/// Grows while a run goes on, and is only read afterwards.
public final class MergeLog {
  private final List<byte[]> tokens = new ArrayList<>();
  private int[] triples = new int[3 * 1024]; // left, right, merged
  private long[] pairCounts = new long[1024];
  private long[] corpusTokens = new long[1024]; // by the number of merges done
  private int size;

  private final byte[] prefix; // of tokens inside a word, dropped where they are merged

  /// Starts from the 256 bytes.
  public MergeLog(byte[] bytesById, long corpusBytes) {
    for (byte b : bytesById) {
      tokens.add(new byte[] {b});
    }
    prefix = new byte[0];
    corpusTokens[0] = corpusBytes;
  }

  /// Starts from these tokens.
  ///
  /// @param prefix with which tokens inside a word begin, and which stands for no text
  public MergeLog(List<byte[]> base, String prefix, long corpusTokens) {
    tokens.addAll(base);
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.corpusTokens[0] = corpusTokens;
  }

  /// The bytes of the token that a merge of these two would make.
  public byte[] joined(int left, int right) {
    byte[] l = tokens.get(left);
    byte[] r = tokens.get(right);
    int dropped =
        r.length >= prefix.length && Arrays.equals(r, 0, prefix.length, prefix, 0, prefix.length)
            ? prefix.length
            : 0;
    byte[] both = Arrays.copyOf(l, l.length + r.length - dropped);
    System.arraycopy(r, dropped, both, l.length, r.length - dropped);
    return both;
  }

  /// Records a merge and returns the id of the token that it makes.
  public int add(int left, int right, long pairCount) {
    byte[] both = joined(left, right);
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
  public void shrink(long count) {
    corpusTokens[size] = corpusTokens[size - 1] - count;
  }

  /// Number of merges.
  public int size() {
    return size;
  }

  /// How often the pair of a merge stood when it was merged.
  public long pairCount(int rank) {
    return pairCounts[rank];
  }

  /// How often the rarest pair stood that was merged; the largest number if none was.
  public long leastPairCount() {
    return Arrays.stream(pairCounts, 0, size).min().orElse(Long.MAX_VALUE);
  }

  /// Number of tokens of the corpus after that many merges.
  public long corpusTokens(int merges) {
    return corpusTokens[merges];
  }

  /// The first merges, as [org.tokenlab.tokenizers.bpe.Merges#of] takes them.
  public int[] triples(int merges) {
    return Arrays.copyOf(triples, 3 * merges);
  }

  /// How many tokens there are, the first ones included.
  public int tokenCount() {
    return tokens.size();
  }

  /// The bytes of one token; not to be changed.
  public byte[] token(int id) {
    return tokens.get(id);
  }

  /// The bytes of the first tokens, by id.
  public byte[][] tokens(int count) {
    return tokens.subList(0, count).toArray(byte[][]::new);
  }
}
