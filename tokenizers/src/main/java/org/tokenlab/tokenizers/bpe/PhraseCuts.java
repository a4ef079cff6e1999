package org.tokenlab.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Cuts a long piece into phrases: before words where no token is thought to go on.
///
/// A word starts at the last space before what is none. A phrase is one word or more, and more than
/// [WordCache#LONGEST] bytes long only if it is a single word.
///
/// Working memory of one thread.
final class PhraseCuts {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F * ONES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final JoinGuess guess;

  /// The phrases' ends, up to [WordCache#CHUNK].
  final int[] ends = new int[WordCache.CHUNK];

  PhraseCuts(JoinGuess guess) {
    this.guess = guess;
  }

  /// Finds the next phrases of `utf8[from, to)`, which is not empty, and returns how many: none
  /// but the last is more than [WordCache#LONGEST] bytes long.
  int find(byte[] utf8, int from, int to) {
    int count = 0;
    int phrase = from;
    int word = from; // the last word that was thought to belong to the phrase
    int at = from;
    while (at < to) {
      long spaces;
      int step = Long.BYTES;
      if (at + Long.BYTES < to) {
        // The eighth space, whose right side is in the next eight bytes, is looked at there.
        spaces = spaces((long) LONGS.get(utf8, at));
        spaces &= ~(spaces >>> 8);
        if (spaces < 0 && utf8[at + Long.BYTES] == ' ') {
          spaces &= Long.MAX_VALUE;
        }
      } else {
        spaces = utf8[at] == ' ' && at + 1 < to && utf8[at + 1] != ' ' ? 0x80 : 0;
        step = 1;
      }
      for (; spaces != 0; spaces &= spaces - 1) {
        int start = at + (Long.numberOfTrailingZeros(spaces) >>> 3);
        if (start == phrase) {
          continue;
        }
        if (start - phrase > WordCache.LONGEST && word > phrase) {
          ends[count++] = word;
          phrase = word;
          if (count == WordCache.CHUNK) {
            return count;
          }
        }
        if (start - phrase > WordCache.LONGEST || !guess.joins(utf8, start)) {
          ends[count++] = start;
          if (count == WordCache.CHUNK || start - phrase > WordCache.LONGEST) {
            return count;
          }
          phrase = start;
        }
        word = start;
      }
      at += step;
    }
    if (to - phrase > WordCache.LONGEST && word > phrase) {
      ends[count++] = word;
      if (count == WordCache.CHUNK) {
        return count;
      }
    }
    ends[count++] = to;
    return count;
  }

  /// The highest bit of each byte that is a space.
  private static long spaces(long bytes) {
    long others = bytes ^ ' ' * ONES;
    return ~((others & LOW_BITS) + LOW_BITS | others | LOW_BITS);
  }
}
