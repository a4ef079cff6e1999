package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The ids of pieces met before: one thread's memory of its text, by piece.
///
/// Holds pieces of 1 to 15 bytes, the piece itself as the key, so that an answer is never wrong.
/// Two entries share a cache line, and a piece has its place in one line only: a look-up costs one
/// cache miss at most, and what is not found there is not there. Of the two the one used last
/// stays. Grows from 16 KiB as pieces come, up to a bound; beyond it new pieces drive out old ones.
///
/// Work goes in three passes over a chunk of pieces: keys, a touch of each line, answers. The
/// processor then waits for many lines at once instead of one after the other; in one loop it would
/// wait at each unforeseen branch (measured: a fifth faster).
///
/// An entry is four longs: bytes 0–7; bytes 8–14 and the length in the top byte (0: free); two ids;
/// two ids. The ids are below 2²¹, and bits 53 and up of the last long tell how many there are.
/// More than four ids lie in an array of their own, at the place that the third long names.
final class WordCache {
  /// The system property that bounds the number of entries.
  static final String PROPERTY = "org.tokenlab.wordCache";

  private static final int DEFAULT_ENTRIES = 1 << 18;
  private static final int LARGEST = 1 << 24;

  /// Pieces in one chunk.
  static final int CHUNK = 256;

  /// The longest piece, in bytes.
  static final int LONGEST = 15;

  static final int ID_MASK = (1 << 21) - 1;
  static final int COUNT_SHIFT = 53;
  private static final int MANY = 7;
  private static final int ENTRY = 4;
  private static final int LINE = 2 * ENTRY;
  private static final int MANY_PER_LINE = 8; // ids in long answers; two entries a line
  private static final int SMALLEST_BITS = 8; // lines
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  // An array's first element lies 16 bytes into it, and large arrays begin on a page: with six
  // longs left out, lines of the table are lines of the cache.
  private static final int SKIPPED = 6;

  private final int mostBits;
  private long[] table;
  private int shift;
  private int entries;
  private int[] many = new int[256];
  private int manySize;

  /// A cache of the size that the system property asks for; null for none.
  ///
  /// @throws IllegalArgumentException if the property is no number from 0 to 2²⁴
  static @Nullable WordCache ofSetting() {
    String setting = System.getProperty(PROPERTY);
    if (setting == null) {
      return new WordCache(DEFAULT_ENTRIES);
    }
    try {
      int entries = Integer.parseInt(setting);
      if (entries >= 0 && entries <= LARGEST) {
        return entries == 0 ? null : new WordCache(entries);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "-D"
            + PROPERTY
            + " must be a number of pieces from 0 (no cache) to "
            + LARGEST
            + "; got: "
            + setting);
  }

  /// @param mostEntries bound on the number of entries, rounded down to a power of two
  WordCache(int mostEntries) {
    mostBits = Math.max(SMALLEST_BITS, 30 - Integer.numberOfLeadingZeros(mostEntries));
    table = new long[0];
    allocate(SMALLEST_BITS);
  }

  private void allocate(int bits) {
    table = new long[(LINE << bits) + SKIPPED];
    shift = 64 - bits;
    entries = 0;
  }

  /// The place of the line where a piece would be.
  int line(long low, long high) {
    return (int) (mix(low, high) >>> shift) * LINE + SKIPPED;
  }

  private static long mix(long low, long high) {
    long mixed = (low ^ Long.rotateLeft(high * MULTIPLIER, 32)) * MULTIPLIER;
    return (mixed ^ mixed >>> 29) * MULTIPLIER;
  }

  /// Reads a line, so that it is in the processor's cache when it is asked for.
  long touch(int line) {
    return table[line];
  }

  /// The table itself; good until the next [#put].
  long[] table() {
    return table;
  }

  /// The place of the piece's ids in [#table], or −1.
  int find(int line, long low, long high) {
    long[] t = table;
    if (t[line] == low && t[line + 1] == high) {
      return line + 2;
    }
    if (t[line + ENTRY] == low && t[line + ENTRY + 1] == high) {
      swap(t, line);
      return line + 2;
    }
    return -1;
  }

  private static void swap(long[] t, int line) {
    for (int i = line; i < line + ENTRY; i++) {
      long first = t[i];
      t[i] = t[i + ENTRY];
      t[i + ENTRY] = first;
    }
  }

  /// Whether an answer's ids are in its longs.
  static boolean isInline(long last) {
    return last >>> COUNT_SHIFT < MANY;
  }

  /// Number of ids of an answer that is not [#isInline].
  static int countOfMany(long first) {
    return (int) (first >>> 32);
  }

  /// Copies the ids of an answer that is not [#isInline].
  void copyMany(long first, int[] ids, int at) {
    System.arraycopy(many, (int) first, ids, at, countOfMany(first));
  }

  /// Remembers that a piece has the ids `ids[from, to)`.
  void put(long low, long high, int[] ids, int from, int to) {
    if (entries > table.length / ENTRY * 3 / 4 && 64 - shift < mostBits) {
      grow();
    }
    long first;
    long last;
    int count = to - from;
    if (count <= 4) {
      first = ids[from] | (long) (count > 1 ? ids[from + 1] : 0) << 32;
      last = (count > 2 ? ids[from + 2] : 0) | (long) (count > 3 ? ids[from + 3] : 0) << 32;
      last |= (long) count << COUNT_SHIFT;
    } else {
      if (manySize + count > many.length && !makeRoomForMany(count)) {
        return;
      }
      System.arraycopy(ids, from, many, manySize, count);
      first = (long) count << 32 | manySize;
      last = (long) MANY << COUNT_SHIFT;
      manySize += count;
    }
    insert(low, high, first, last);
  }

  private void insert(long low, long high, long first, long last) {
    int line = line(low, high);
    long[] t = table;
    if (t[line + 1] != 0) {
      entries += t[line + ENTRY + 1] == 0 ? 1 : 0;
      System.arraycopy(t, line, t, line + ENTRY, ENTRY);
    } else {
      entries++;
    }
    t[line] = low;
    t[line + 1] = high;
    t[line + 2] = first;
    t[line + 3] = last;
  }

  private void grow() {
    long[] old = table;
    allocate(64 - shift + 1);
    // A line's second entry is the older one.
    for (int line = SKIPPED; line < old.length; line += LINE) {
      for (int i = line + ENTRY; i >= line; i -= ENTRY) {
        if (old[i + 1] != 0) {
          insert(old[i], old[i + 1], old[i + 2], old[i + 3]);
        }
      }
    }
  }

  private boolean makeRoomForMany(int count) {
    int limit = MANY_PER_LINE << mostBits;
    if (many.length < limit) {
      many = Arrays.copyOf(many, Math.min(limit, Math.max(manySize + count, 2 * many.length)));
    } else {
      dropForgottenMany();
      if (manySize > limit / 4 * 3) { // else the next few answers would bring us here again
        manySize = 0;
        Arrays.fill(table, 0);
        entries = 0;
      }
    }
    return manySize + count <= many.length;
  }

  /// Keeps of the long answers those that an entry still names.
  private void dropForgottenMany() {
    int[] all = many.clone();
    int kept = 0;
    for (int i = SKIPPED; i < table.length; i += ENTRY) {
      if (table[i + 1] != 0 && !isInline(table[i + 3])) {
        int count = countOfMany(table[i + 2]);
        System.arraycopy(all, (int) table[i + 2], many, kept, count);
        table[i + 2] = (long) count << 32 | kept;
        kept += count;
      }
    }
    manySize = kept;
  }
}
