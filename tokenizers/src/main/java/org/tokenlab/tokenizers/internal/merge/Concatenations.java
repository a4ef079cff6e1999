package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;

/// Every way in which two tokens of a vocabulary spell a third. [MergeForest] needs only the one
/// that makes it; this is for dropout, for vocabularies without a forest, and for SentencePiece.
///
/// The tokens that a token begins with are its longest such part and the tokens which that one
/// begins with; the same holds of its ends. So two look-ups that hit find all, instead of one for
/// each cut. A polynomial hash gives the hash of every part of a token from those of its
/// beginnings, without reading its bytes again; a bit set that fits the second-level cache turns
/// away most parts that are no token. Hashes only propose; bytes decide.
public final class Concatenations {
  private static final long BASE = 0x9E37_79B9_7F4A_7C15L;
  private static final int FILTER_BITS = 21; // 256 KiB
  private static final long FREE = 0;
  private static final long TAG = 0xFFFF_FFFF_0000_0000L;

  private final byte[] arena; // all tokens' bytes, one after the other
  private final int[] start; // token id is arena[start[id], start[id + 1])
  private final long[] filter = new long[1 << (FILTER_BITS - 6)];
  private final long[] slots; // 32 bits of the hash, against following wrong slots; id + 1
  private final long[] powers;

  /// The tokens of `vocabulary`.
  public Concatenations(Vocabulary vocabulary) {
    int limit = vocabulary.idLimit();
    start = new int[limit + 1];
    int longest = 0;
    for (int id = 0; id < limit; id++) {
      int length = vocabulary.contains(id) ? vocabulary.length(id) : 0;
      start[id + 1] = Math.addExact(start[id], length);
      longest = Math.max(longest, length);
    }
    arena = new byte[start[limit]];
    powers = new long[longest + 1];
    powers[0] = 1;
    for (int i = 1; i <= longest; i++) {
      powers[i] = powers[i - 1] * BASE;
    }
    slots = new long[Math.max(16, Integer.highestOneBit(Math.max(vocabulary.size(), 1)) << 2)];
    for (int id = 0; id < limit; id++) {
      if (start[id] < start[id + 1]) {
        vocabulary.copy(id, arena, start[id]);
        insert(id);
      }
    }
  }

  private void insert(int id) {
    long hash = 0;
    for (int i = start[id]; i < start[id + 1]; i++) {
      hash = next(hash, arena[i]);
    }
    long mixed = mix(hash);
    filter[(int) (mixed >>> (70 - FILTER_BITS))] |= 1L << (mixed >>> (64 - FILTER_BITS));
    int slot = (int) mixed & (slots.length - 1);
    while (slots[slot] != FREE) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = (mixed & TAG) | (id + 1);
  }

  private static long next(long hash, byte b) {
    return hash * BASE + (b & 0xFF) + 1;
  }

  private static long mix(long hash) {
    long folded = (hash ^ (hash >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
    return folded ^ (folded >>> 32);
  }

  /// The rank of every pair of tokens that spell a token together: that token's id.
  public PairRanks ranks() {
    // Published vocabularies have 2.2 such pairs a token.
    PairRanks ranks = new PairRanks((int) (2.25 * start.length));
    int[] beginning = new int[start.length]; // the longest token that a token begins with; or NONE
    int[] end = new int[start.length];
    findParts(beginning, end);
    int[] ends = new int[powers.length];
    for (int id = 0; id + 1 < start.length; id++) {
      int length = length(id);
      int left = length == 0 ? Vocabulary.NONE : beginning[id];
      int shortest = 0;
      for (int part = left < 0 ? left : end[id]; part >= 0; part = end[part]) {
        ends[shortest++] = part;
      }
      // Beginnings get shorter and ends longer: each pair of lengths is met once.
      while (left >= 0 && shortest > 0) {
        int right = ends[shortest - 1];
        int excess = length(left) + length(right) - length;
        if (excess == 0) {
          ranks.put(left, right, id);
        }
        left = excess >= 0 ? beginning[left] : left;
        shortest -= excess <= 0 ? 1 : 0;
      }
    }
    return ranks;
  }

  private void findParts(int[] beginning, int[] end) {
    long[] hashes = new long[powers.length];
    for (int id = 0; id + 1 < start.length; id++) {
      int from = start[id];
      int to = start[id + 1];
      long whole = 0;
      for (int i = from; i < to; i++) {
        hashes[i - from] = whole;
        whole = next(whole, arena[i]);
      }
      int left = Vocabulary.NONE;
      for (int cut = to - 1; cut > from && left < 0; cut--) {
        left = find(hashes[cut - from], from, cut);
      }
      beginning[id] = left;
      int right = Vocabulary.NONE;
      for (int cut = from + 1; cut < to && right < 0; cut++) {
        right = find(whole - hashes[cut - from] * powers[to - cut], cut, to);
      }
      end[id] = right;
    }
  }

  private int length(int id) {
    return start[id + 1] - start[id];
  }

  /// The token with this hash and the bytes `arena[from, to)`, or −1.
  private int find(long hash, int from, int to) {
    long mixed = mix(hash);
    long word = filter[(int) (mixed >>> (70 - FILTER_BITS))];
    if ((word & (1L << (mixed >>> (64 - FILTER_BITS)))) == 0) {
      return Vocabulary.NONE;
    }
    int slot = (int) mixed & (slots.length - 1);
    for (long entry = slots[slot]; entry != FREE; entry = slots[slot]) {
      int id = (int) entry - 1;
      if (((entry ^ mixed) & TAG) == 0
          && Arrays.equals(arena, start[id], start[id + 1], arena, from, to)) {
        return id;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return Vocabulary.NONE;
  }
}
