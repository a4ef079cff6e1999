package org.tokenlab.training;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;

/// Puts words that come in the order of their bytes in the order of [WordCounts], most frequent
/// first, in memory for one copy of them: it sees them twice.
///
/// First all are [announced][#announce], so that it is known how many there are of each count and
/// how long they are; then they are [placed][#place], in the same order, each behind the last one
/// of the same count. Counts that differ are few: of `n` words in all, at most √(2n).
final class WordPlaces {
  private final Long2IntOpenHashMap classOf = new Long2IntOpenHashMap(); // by count
  private long[] words = new long[64]; // by class
  private long[] bytes = new long[64];

  private byte[] arena = {};
  private int[] starts = {};
  private long[] counts = {};
  private int[] nextWord = {}; // by class
  private int[] nextByte = {};

  WordPlaces() {
    classOf.defaultReturnValue(-1);
  }

  void announce(int length, long count) {
    int group = classOf.get(count);
    if (group < 0) {
      group = classOf.size();
      classOf.put(count, group);
      if (group == words.length) {
        words = Arrays.copyOf(words, 2 * group);
        bytes = Arrays.copyOf(bytes, 2 * group);
      }
    }
    words[group]++;
    bytes[group] += length;
  }

  /// Makes room; all words have been announced.
  ///
  /// @throws IllegalStateException if arrays can't hold them
  void makeRoom() {
    long most = Integer.MAX_VALUE - 16L;
    long allWords = Arrays.stream(words).sum();
    long allBytes = Arrays.stream(bytes).sum();
    if (allBytes > most || allWords >= most) {
      throw new IllegalStateException(
          "the %,d distinct pieces have %,d bytes together, and at most 2^31 can be trained on; leave"
                  .formatted(allWords, allBytes)
              + " out rare ones (a minimum count), or split more finely");
    }
    arena = new byte[(int) allBytes];
    starts = new int[(int) allWords + 1];
    counts = new long[(int) allWords];
    starts[(int) allWords] = (int) allBytes;
    nextWord = new int[classOf.size()];
    nextByte = new int[classOf.size()];
    long[] falling = classOf.keySet().toLongArray();
    Arrays.sort(falling);
    int word = 0;
    int at = 0;
    for (int i = falling.length - 1; i >= 0; i--) {
      int group = classOf.get(falling[i]);
      nextWord[group] = word;
      nextByte[group] = at;
      Arrays.fill(counts, word, word + (int) words[group], falling[i]);
      word += (int) words[group];
      at += (int) bytes[group];
    }
  }

  void place(byte[] utf8, int from, int to, long count) {
    int group = classOf.get(count);
    int at = nextByte[group];
    System.arraycopy(utf8, from, arena, at, to - from);
    starts[nextWord[group]++] = at;
    nextByte[group] = at + (to - from);
  }

  WordCounts counts() {
    return new WordCounts(arena, starts, counts);
  }
}
