package org.tokenlab.tokenizers.bpe;

import java.util.function.IntPredicate;
import org.tokenlab.tokenizers.Vocabulary;

/// The tokens that, as pieces, are one token: by the piece's key ([PieceChunk]), up to 12 bytes.
///
/// For encoders without a cache: nine of ten words of English and code are such tokens. Looked up
/// some dozens at a time they wait for memory once, where merging waits a dozen times (125 ns a
/// word against 350). Behind a cache it is no gain: what is new there is a single token half the
/// time at best, and the other half pays for the look-up.
///
/// A hash table of lines of four entries, each line a cache line's size; what does not find room in
/// its line goes on in the next. An entry is two longs: bytes 0–7; bytes 8–11, the length, the id +
/// 1 (0: free). 20 bytes a token. Immutable and thread-safe.
final class WholePieces {
  /// The longest token, in bytes.
  static final int LONGEST = 12;

  private static final int LINE = 8;
  private static final int LENGTH_SHIFT = 32;
  private static final int ID_SHIFT = 36;
  private static final long KEY_MASK = (1L << ID_SHIFT) - 1;
  // An array's first element lies 16 bytes into it, and large arrays begin on a page: with six
  // longs left out, lines of the table are lines of the cache.
  private static final int SKIPPED = 6;

  private final long[] slots;
  private final int shift;

  private WholePieces(int tokens) {
    // Three to a line on average at most.
    int lines = Math.max(2, Integer.highestOneBit(Math.max(1, tokens * 5 / 16)) << 1);
    slots = new long[lines * LINE + SKIPPED];
    shift = Long.numberOfLeadingZeros(lines - 1L);
  }

  /// The tokens of `vocabulary` that `isWhole` says are whole pieces. O(tokens).
  static WholePieces of(Vocabulary vocabulary, IntPredicate isWhole) {
    WholePieces table = new WholePieces(vocabulary.size());
    byte[] bytes = new byte[2 * Long.BYTES];
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      int length = vocabulary.contains(id) ? vocabulary.length(id) : 0;
      if (length > 0 && length <= LONGEST && isWhole.test(id)) {
        vocabulary.copy(id, bytes, 0);
        table.put(PieceChunk.low(bytes, 0, length), PieceChunk.high(bytes, 0, length), id);
      }
    }
    return table;
  }

  private void put(long low, long high, int id) {
    int slot = slot(line(low, high));
    while (slots[slot + 1] != 0) {
      slot = next(slots, slot);
    }
    slots[slot] = low;
    slots[slot + 1] = packed(high) | (id + 1L) << ID_SHIFT;
  }

  private static int next(long[] table, int slot) {
    return slot + 2 == table.length ? SKIPPED : slot + 2;
  }

  private static long packed(long high) {
    return (high & 0xFFFF_FFFFL) | high >>> 56 << LENGTH_SHIFT;
  }

  /// By how much to shift a [PieceChunk#hash] right for the number of the line where a piece would
  /// be.
  int shift() {
    return shift;
  }

  private int line(long low, long high) {
    return (int) (PieceChunk.hash(low, high) >>> shift);
  }

  private static int slot(int line) {
    return line * LINE + SKIPPED;
  }

  /// Reads the line of each piece of a chunk, so that the processor has it near, as
  /// [WordCache#touch] does.
  long touch(PieceChunk chunk, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += slots[slot(chunk.places[i])];
    }
    return sum;
  }

  /// Writes the ids of pieces of a chunk, from number `from` on, to `ids` from index `size` on.
  /// Ends at the first piece that is not here. Replaces the lines of the pieces before by where
  /// their ids end.
  ///
  /// @return the number of the piece at which it ended; `count` if there is none
  int answer(PieceChunk chunk, int from, int count, int[] ids, int size) {
    long[] keys = chunk.keys;
    int[] places = chunk.places;
    long[] table = slots;
    int at = size;
    for (int i = from; i < count; i++) {
      long high = keys[2 * i + 1];
      int id = high >>> 56 > LONGEST ? -1 : id(table, places[i], keys[2 * i], packed(high));
      if (id < 0) {
        return i;
      }
      ids[at++] = id;
      places[i] = at;
    }
    return count;
  }

  /// The id of the piece with this key, or −1.
  ///
  /// @param line the key's
  int id(int line, long low, long high) {
    return high >>> 56 > LONGEST ? -1 : id(slots, line, low, packed(high));
  }

  private static int id(long[] table, int line, long low, long rest) {
    int slot = slot(line);
    while (true) {
      long second = table[slot + 1];
      if (second == 0) {
        return -1;
      }
      if (table[slot] == low && (second & KEY_MASK) == rest) {
        return (int) (second >>> ID_SHIFT) - 1;
      }
      slot = next(table, slot);
    }
  }
}
