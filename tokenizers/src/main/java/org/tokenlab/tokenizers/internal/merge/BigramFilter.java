package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;

/// A set of pairs of code points that may say yes wrongly, never no: a bit a hash, sixteen bits or
/// more a pair, so that about one foreign pair in twenty is taken for a member. Immutable and
/// thread-safe.
///
/// For the question whether two characters may end up in one token, where a wrong yes costs a cut
/// and a wrong no the right ids.
public final class BigramFilter {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final long[] bits;
  private final int shift;

  private BigramFilter(long[] bits, int shift) {
    this.bits = bits;
    this.shift = shift;
  }

  /// Whether `left` followed by `right` may be a member.
  public boolean mayContain(int left, int right) {
    int hash = hash((long) left << 21 | right, shift);
    return (bits[hash >>> 6] & 1L << hash) != 0;
  }

  private static int hash(long pair, int shift) {
    return (int) ((pair * MULTIPLIER) >>> shift);
  }

  /// Collects pairs. Not thread-safe.
  public static final class Builder {
    private long[] pairs = new long[1024];
    private int size;

    /// An empty set.
    public Builder() {}

    /// Adds `left` followed by `right`.
    public void add(int left, int right) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * size);
      }
      pairs[size++] = (long) left << 21 | right;
    }

    /// Adds every two characters that stand side by side in `text`.
    public void addAll(String text) {
      int left = -1;
      for (int i = 0; i < text.length(); ) {
        int right = text.codePointAt(i);
        if (left >= 0) {
          add(left, right);
        }
        left = right;
        i += Character.charCount(right);
      }
    }

    /// The filter.
    public BigramFilter build() {
      Arrays.sort(pairs, 0, size);
      int distinct = 0;
      for (int i = 0; i < size; i++) {
        if (i == 0 || pairs[i] != pairs[i - 1]) {
          pairs[distinct++] = pairs[i];
        }
      }
      int log = 64 - Long.numberOfLeadingZeros(16L * Math.max(distinct, 8) - 1);
      int shift = 64 - Math.min(log, 30);
      long[] bits = new long[1 << (58 - shift)];
      for (int i = 0; i < distinct; i++) {
        int hash = hash(pairs[i], shift);
        bits[hash >>> 6] |= 1L << hash;
      }
      return new BigramFilter(bits, shift);
    }
  }
}
