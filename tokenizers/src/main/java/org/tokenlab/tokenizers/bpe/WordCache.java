package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.cache.CacheSetting;

/// The ids of pieces met before: one thread's memory of its text, by piece.
///
/// Holds pieces of 1 to 63 bytes, and of each the piece itself, so that an answer is never wrong.
///
/// Entries lie one after the other in the order in which their pieces came, as short as they can
/// be; an index of hashes, half full at most, leads to them. Words that come often come early: most
/// of them lie at the index's first place for them, and close to each other, in the processor's
/// nearest caches. (With entries of 32 bytes at their hash's place, two a cache line, met text took
/// twice as long in English, and a third longer in code.)
///
/// Grows from 12 KiB as pieces come, up to a bound; then it forgets all and begins anew: what comes
/// often is back after a few thousand pieces.
///
/// Work goes in passes over a [PieceChunk]: keys, a touch of each entry, answers. The processor
/// then waits for many entries at once instead of one after the other. Between [#beginChunk] and
/// the next one, nothing moves.
///
/// A piece's key is two longs. Up to 15 bytes: bytes 0–7; bytes 8–14 and the length in the top
/// byte. Beyond: a hash; the length in the top byte. An entry is its key, then two ids and their
/// number and whether the piece is long, then three ids a long for what is beyond two, then for
/// long pieces the bytes. Ids are below 2²¹.
final class WordCache {
  /// The system property that bounds the number of entries.
  static final String PROPERTY = CacheSetting.PROPERTY;

  /// The most ids that [#answer] writes for a piece, and room that it needs for each.
  static final int AT_ONCE = 5;

  private static final int CHUNK = PieceChunk.MOST;
  private static final int ID_BITS = 21;
  private static final int ID_MASK = (1 << ID_BITS) - 1;
  private static final int COUNT_SHIFT = 2 * ID_BITS;
  private static final int COUNT_MASK = (1 << 6) - 1;
  private static final long LONG_PIECE = 1L << (COUNT_SHIFT + 6);

  // What of a place in the index is the entry's place; the rest is a tag.
  private static final int PLACE_MASK = (1 << 26) - 1;

  // Longs that may be read from an entry's place on.
  private static final int READ_AHEAD = 4;

  private static final int SMALLEST_INDEX = 1 << 10;
  private static final int LONGS_PER_ENTRY = 4;

  private final int mostEntries;
  private final int mostLongs;
  private int[] index = new int[SMALLEST_INDEX]; // places of entries and tags, by hash; 0: free
  private int shift = 64 - 10;
  private long[] entries = new long[1 << 10];
  private int used = READ_AHEAD; // the first longs are nobody's: a free place leads there
  private int count;
  private int timesForgotten;

  /// A cache of the size that the system property asks for; null for none.
  ///
  /// @throws IllegalArgumentException if the property is no number from 0 to 2²⁴
  static @Nullable WordCache ofSetting() {
    int entries = CacheSetting.entries();
    return entries == 0 ? null : new WordCache(entries);
  }

  /// @param mostEntries bound on the number of entries; 512 at least are held
  WordCache(int mostEntries) {
    this.mostEntries = Math.max(2 * CHUNK, mostEntries);
    mostLongs = (int) Math.min(PLACE_MASK - 64L, Math.max(1L << 13, 4L * this.mostEntries));
  }

  /// An empty cache of the same bound.
  WordCache another() {
    return new WordCache(mostEntries);
  }

  /// How often it was full and forgot all.
  int timesForgotten() {
    return timesForgotten;
  }

  /// The most entries that it holds.
  int mostEntries() {
    return mostEntries;
  }

  /// Makes sure that the next [#CHUNK] pieces have room.
  void beginChunk() {
    if (count + CHUNK > mostEntries || used + CHUNK * LONGS_PER_ENTRY > mostLongs) {
      Arrays.fill(index, 0);
      timesForgotten++;
      used = READ_AHEAD;
      count = 0;
    }
  }

  private void growIndex() {
    index = new int[2 * index.length];
    shift--;
    for (int at = READ_AHEAD; at < used; at += longsOf(at)) {
      enter(PieceChunk.hash(entries[at], entries[at + 1]), at);
    }
  }

  /// By how much to shift a [PieceChunk#hash] right for the place in the index where its entry is
  /// looked for first; good until the next [#beginChunk].
  int shift() {
    return shift;
  }

  /// Replaces places in the index by those of the entries that are there, and reads each of them,
  /// so that the processor has them near. Returns a number that means nothing; whoever keeps it
  /// keeps the compiler from leaving the reading out.
  long touch(PieceChunk chunk, int count) {
    // Two small loops: of those the processor has many rounds in flight, and waits for all their
    // reads at once.
    int[] places = chunk.places;
    int[] all = index;
    for (int i = 0; i < count; i++) {
      places[i] = all[places[i]] & PLACE_MASK;
    }
    long sum = 0;
    long[] longs = entries;
    for (int i = 0; i < count; i++) {
      sum += longs[places[i]];
    }
    return sum;
  }

  /// Writes the ids of pieces of a chunk, from number `from` on, to `ids` from index `size` on,
  /// where there must be room for [#AT_ONCE] each. Ends at the first piece whose entry is not the
  /// one that was touched, or that is long, or has more ids; [#find] may know it. Replaces the
  /// places of the pieces before by where their ids end.
  ///
  /// @return the number of the piece at which it ended; `count` if there is none
  int answer(PieceChunk chunk, int from, int count, int[] ids, int size) {
    return answer(entries, chunk.keys, chunk.places, from, count, ids, size);
  }

  private static int answer(
      long[] entries, long[] keys, int[] places, int from, int count, int[] ids, int size) {
    int at = size;
    for (int i = from; i < count; i++) {
      int entry = places[i];
      long some = entries[entry + 2];
      long difference = (entries[entry] ^ keys[2 * i]) | (entries[entry + 1] ^ keys[2 * i + 1]);
      if (difference != 0 || some >= (AT_ONCE + 1L) << COUNT_SHIFT) {
        return i;
      }
      long more = entries[entry + 3];
      ids[at] = (int) some & ID_MASK; // all five, there or not: cheaper than a branch
      ids[at + 1] = (int) (some >>> ID_BITS) & ID_MASK;
      ids[at + 2] = (int) more & ID_MASK;
      ids[at + 3] = (int) (more >>> ID_BITS) & ID_MASK;
      ids[at + 4] = (int) (more >>> (2 * ID_BITS)) & ID_MASK;
      at += (int) (some >>> COUNT_SHIFT);
      places[i] = at;
    }
    return count;
  }

  /// The place of the piece's entry, or −1. `low` and `high` are its key.
  int find(long low, long high, byte[] utf8, int start) {
    long hash = PieceChunk.hash(low, high);
    int tag = tag(hash);
    for (int slot = (int) (hash >>> shift);
        index[slot] != 0;
        slot = (slot + 1) & (index.length - 1)) {
      int at = index[slot] & PLACE_MASK;
      if ((index[slot] & ~PLACE_MASK) == tag
          && entries[at] == low
          && entries[at + 1] == high
          && (high >>> 56 <= PieceChunk.SHORT || holds(at, utf8, start))) {
        return at;
      }
    }
    return -1;
  }

  /// Whether the entry, whose key is that of the long piece at `start`, is of the same bytes.
  private boolean holds(int at, byte[] utf8, int start) {
    int end = start + (int) (entries[at + 1] >>> 56);
    int k = at + 3 + idLongs(entries[at + 2]);
    for (int i = start; i < end; i += Long.BYTES) {
      if (entries[k++] != PieceChunk.bytes(utf8, i, end)) {
        return false;
      }
    }
    return true;
  }

  private static int tag(long hash) {
    return (int) (hash >>> 8) & ~PLACE_MASK;
  }

  private static int ids(long first) {
    return (int) (first >>> COUNT_SHIFT) & COUNT_MASK;
  }

  private static int idLongs(long first) {
    return ids(first) / 3;
  }

  private int longsOf(int at) {
    int length = (int) (entries[at + 1] >>> 56);
    int keyLongs = length <= PieceChunk.SHORT ? 0 : (length + Long.BYTES - 1) / Long.BYTES;
    return 3 + idLongs(entries[at + 2]) + keyLongs;
  }

  private void enter(long hash, int at) {
    int slot = (int) (hash >>> shift);
    while (index[slot] != 0) {
      slot = (slot + 1) & (index.length - 1);
    }
    index[slot] = at | tag(hash);
  }

  /// Copies the ids of the entry at `at` to `ids` from index `to` on, and returns the index after
  /// the last.
  int copy(int at, int[] ids, int to) {
    long first = entries[at + 2];
    int size = to + ids(first);
    ids[to] = (int) first & ID_MASK;
    if (size > to + 1) {
      ids[to + 1] = (int) (first >>> ID_BITS) & ID_MASK;
    }
    for (int i = to + 2, k = at + 3; i < size; k++) {
      long three = entries[k];
      for (int j = 0; j < 3 && i < size; j++) {
        ids[i++] = (int) three & ID_MASK;
        three >>>= ID_BITS;
      }
    }
    return size;
  }

  /// Remembers that a piece that is not here has the ids `ids[from, to)`, unless there is no room.
  void put(long low, long high, byte[] utf8, int start, int[] ids, int from, int to) {
    int length = (int) (high >>> 56);
    int at = used;
    if (2 * count >= index.length) {
      growIndex();
    }
    if (!makeRoom(3 + (to - from) / 3 + (length + Long.BYTES - 1) / Long.BYTES)) {
      return;
    }
    entries[at] = low;
    entries[at + 1] = high;
    long second = to - from > 1 ? ids[from + 1] : 0;
    entries[at + 2] = (long) (to - from) << COUNT_SHIFT | second << ID_BITS | ids[from];
    int k = at + 3;
    for (int i = from + 2; i < to; i += 3) {
      long three = ids[i];
      three |= i + 1 < to ? (long) ids[i + 1] << ID_BITS : 0;
      three |= i + 2 < to ? (long) ids[i + 2] << COUNT_SHIFT : 0;
      entries[k++] = three;
    }
    if (length > PieceChunk.SHORT) {
      entries[at + 2] |= LONG_PIECE;
      for (int i = start; i < start + length; i += Long.BYTES) {
        entries[k++] = PieceChunk.bytes(utf8, i, start + length);
      }
    }
    used = k;
    count++;
    enter(PieceChunk.hash(low, high), at);
  }

  private boolean makeRoom(int longs) {
    int needed = used + longs + READ_AHEAD;
    if (needed > entries.length) {
      if (needed > mostLongs) {
        return false;
      }
      entries = Arrays.copyOf(entries, Math.min(mostLongs, 2 * entries.length));
    }
    return true;
  }
}
