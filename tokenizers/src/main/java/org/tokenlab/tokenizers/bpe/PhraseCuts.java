package org.tokenlab.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tokenlab.tokenizers.internal.merge.WordBorders;

/// Cuts a long piece into phrases: before words where no token is thought to go on.
///
/// A word starts behind a border of words ([WordBorders]). A phrase is one word or more, and more
/// than [WordCache#LONGEST] bytes long only if it is a single word.
///
/// Words are found first, then all guesses are made, then phrases: small loops whose branches and
/// reads the processor foresees. Working memory of one thread.
final class PhraseCuts {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long LOW_BITS = 0x7F * ONES;
  private static final long HIGH_BITS = ONES << 7;
  private static final long GATHER = 0x0002_0408_1020_4081L; // bits 7, 15, ... 63 to bits 56 to 63
  private static final int BLOCK = 64;
  private static final int MOST_WORDS = PieceChunk.MOST - 1; // and what is left to the piece's end
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final JoinGuess guess;
  private final int[] starts = new int[MOST_WORDS + BLOCK];
  private final byte[] cut = new byte[MOST_WORDS];
  private int words; // how many starts are good
  private int settled; // up to where all starts are known

  /// The phrases' ends.
  final int[] ends = new int[PieceChunk.MOST];

  PhraseCuts(JoinGuess guess) {
    this.guess = guess;
  }

  /// Finds the next phrases of `utf8[from, to)`, which is not empty, and returns how many. They end
  /// at `to` or where a word starts.
  int find(byte[] utf8, int from, int to) {
    findWords(utf8, from, to);
    for (int i = 0; i < words; i++) {
      cut[i] = (byte) (guess.joins(utf8, starts[i]) ? 0 : 1);
    }
    int count = 0;
    int phrase = from;
    int word = from; // the last one that goes on the phrase
    for (int i = 0; i < words; i++) {
      int start = starts[i];
      if (start - phrase > PieceChunk.LONGEST && word > phrase) {
        ends[count++] = word;
        phrase = word;
      }
      ends[count] = start; // stays if it is a cut
      count += cut[i];
      phrase = cut[i] != 0 ? start : phrase;
      word = start;
    }
    if (settled < to) {
      return count; // of so many words some were cut; what follows may go on the last phrase
    }
    if (to - phrase > PieceChunk.LONGEST && word > phrase) {
      ends[count++] = word;
    }
    ends[count++] = to;
    return count;
  }

  /// Finds the starts of words beyond `from`: all up to `to`, or some at least.
  private void findWords(byte[] utf8, int from, int to) {
    int found = 0;
    int at = from + 1;
    int last = to - BLOCK;
    while (at < last && found < MOST_WORDS) {
      long space = 0;
      long letter = 0;
      for (int i = 0; i < BLOCK; i += Long.BYTES) {
        long bytes = (long) LONGS.get(utf8, at + i);
        space |= ((spaces(bytes) * GATHER) >>> 56) << i;
        letter |= ((letters(bytes) * GATHER) >>> 56) << i;
      }
      byte before = utf8[at - 1];
      long afterSpace = space << 1 | (before == ' ' ? 1 : 0);
      long afterLetter = letter << 1 | (WordBorders.isLetter(before) ? 1 : 0);
      long word = (space & ~afterSpace) | (afterLetter & ~letter & ~space);
      int here = Long.bitCount(word);
      for (int i = 0; i < here; i++) {
        starts[found + i] = at + Long.numberOfTrailingZeros(word);
        word &= word - 1;
      }
      found += here;
      at += BLOCK;
    }
    for (; at < to && at >= last && found < MOST_WORDS; at++) {
      starts[found] = at;
      found += WordBorders.isBefore(utf8, at) ? 1 : 0;
    }
    settled = at;
    words = found;
    if (found > MOST_WORDS) {
      words = MOST_WORDS;
      settled = starts[MOST_WORDS];
    }
  }

  /// The highest bit of each byte that is a space.
  private static long spaces(long bytes) {
    long others = bytes ^ ' ' * ONES;
    return ~(((others & LOW_BITS) + LOW_BITS) | others) & HIGH_BITS;
  }

  /// The highest bit of each byte that [WordBorders#isLetter].
  private static long letters(long bytes) {
    long low = bytes & LOW_BITS;
    long digit = (low + (0x80 - '0') * ONES) & ~(low + (0x7F - '9') * ONES);
    long lower = low | 0x20 * ONES;
    long letter = (lower + (0x80 - 'a') * ONES) & ~(lower + (0x7F - 'z') * ONES);
    return (bytes | digit | letter) & HIGH_BITS;
  }
}
