package org.tokenlab.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Guesses that a token goes over a place if one did where the three bytes before it and the five
/// from it on were the same.
///
/// Of the places before words in English, two thirds are ends of tokens for a SuperBPE of 200,000,
/// and of these four fifths are guessed right once the text is known. No other place is taken for
/// an end then. (Windows of 4 + 4 and 5 + 3 bytes, whole words on both sides, and counters that
/// unlearn made as many errors or more.)
///
/// A set of hashes, 128 KiB. One thread's.
final class LearnedJoins implements JoinGuess {
  private static final int BEFORE = 3;
  private static final int LOG_BITS = 20;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // Beyond, too many places would be joined that only share a hash: begin anew.
  private static final int MOST = 1 << (LOG_BITS - 3);

  private final long[] bits = new long[1 << (LOG_BITS - 6)];
  private int size;

  @Override
  public boolean joins(byte[] utf8, int at) {
    int hash = hash(utf8, at);
    return (bits[hash >>> 6] >>> hash & 1) != 0;
  }

  @Override
  public void joined(byte[] utf8, int at) {
    if (size == MOST) {
      Arrays.fill(bits, 0);
      size = 0;
    }
    int hash = hash(utf8, at);
    size += (bits[hash >>> 6] >>> hash & 1) == 0 ? 1 : 0;
    bits[hash >>> 6] |= 1L << hash;
  }

  /// Near the ends of the array, where the window isn't whole, all places have one hash.
  private static int hash(byte[] utf8, int at) {
    int from = at - BEFORE;
    if (from < 0 || from + Long.BYTES > utf8.length) {
      return 0;
    }
    long window = (long) LONGS.get(utf8, from) * MULTIPLIER;
    return (int) ((window ^ window >>> 32) * MULTIPLIER >>> (64 - LOG_BITS));
  }
}
