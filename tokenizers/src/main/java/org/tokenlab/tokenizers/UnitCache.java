package org.tokenlab.tokenizers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.cache.CacheSetting;

/// The ids of units met before: one thread's memory of its text, by unit.
///
/// Holds units of 1 to 30 bytes, the unit itself as the key, so that an answer is never wrong. A
/// line of 64 bytes holds two units of up to 15 bytes or one longer one, and a unit has its place
/// in a set of two neighbouring lines, mostly in the first. (With one line, and three of four
/// places in use, two fifths of the words of an English text drove each other out again and again.)
/// Grows from 16 KiB as units come, up to a bound; beyond it new units drive out old ones.
///
/// A line is eight longs. Of a short unit: bytes 0–7; bytes 8–14 and the length in the top byte (0:
/// free); two ids; two ids. Of a long one: bytes 0–7; bytes 8–14 and the length; bytes 15–22; bytes
/// 23–29; four times two ids, with nothing in the top byte of the second pair, so that it isn't
/// taken for a short unit's length. Ids are below 2²¹, and bits 53 and up of the last long of
/// either tell how many there are. More than fit lie in an array of their own, at the place that
/// the first pair names.
final class UnitCache {
  /// The system property that bounds the number of entries; the byte-level models' caches have the
  /// same.
  static final String PROPERTY = CacheSetting.PROPERTY;

  /// Most bytes of a unit of which a line holds two.
  static final int SHORT = 15;

  /// Most bytes of a unit.
  static final int LONGEST = 30;

  /// Most ids that the line of a short unit holds.
  static final int SHORT_IDS = 4;

  /// Most ids that the line of a long unit holds.
  static final int LONG_IDS = 8;

  /// What [#count] gives for ids that lie apart.
  static final int MANY = 62;

  /// What [#count] gives for a unit whose ids depend on more than itself.
  static final int DEPENDS = 63;

  /// Added to what [#count] gives for a unit some of whose ids stand for unknown characters: behind
  /// its ids lie the numbers of these.
  static final int WITH_STEPS = 16;

  static final int ID_LIMIT = 1 << 21;
  static final int ID_MASK = ID_LIMIT - 1;
  private static final int COUNT_SHIFT = 53;
  private static final int SECOND = 4; // where the second short unit of a line begins
  private static final int LINE = 8;
  private static final int SET = 2 * LINE;
  private static final int MANY_PER_SET = 16;
  private static final int SMALLEST_BITS = 7; // sets
  // An array's first element lies 16 bytes into it, and large arrays begin on a page: with six
  // longs left out, lines of the table are lines of the cache.
  private static final int SKIPPED = 6;

  private final int mostBits;
  private long[] table = {};
  private int shift;
  private int entries;
  private int[] many = new int[256];
  private int manySize;

  /// A cache of the size that the system property asks for; null for none.
  ///
  /// @throws IllegalArgumentException if the property is no number from 0 to 2²⁴
  static @Nullable UnitCache ofSetting() {
    int entries = CacheSetting.entries();
    return entries == 0 ? null : new UnitCache(entries);
  }

  /// @param mostEntries bound on the number of short entries, rounded down to a power of two
  UnitCache(int mostEntries) {
    mostBits = Math.max(SMALLEST_BITS, 29 - Integer.numberOfLeadingZeros(mostEntries));
    allocate(SMALLEST_BITS);
  }

  private void allocate(int bits) {
    table = new long[(SET << bits) + SKIPPED];
    shift = 64 - bits;
    entries = 0;
  }

  /// A number to find a unit by, from its first two longs; and [#hash(long, long, long)] from all.
  static long hash(long low, long high) {
    return CacheSetting.hash(low, high);
  }

  /// Goes on with a long unit's other longs.
  static long hash(long soFar, long third, long fourth) {
    return hash(soFar ^ third, fourth);
  }

  /// The place of the set of two lines where a unit of this hash would be.
  int set(long hash) {
    return (int) (hash >>> shift) * SET + SKIPPED;
  }

  /// Reads a set, so that it is in the processor's cache when it is asked for.
  long touch(int set) {
    return table[set];
  }

  /// The table itself; good until the next [#put].
  long[] table() {
    return table;
  }

  /// The place of a short unit's ids in [#table], or −1.
  int find(int set, long low, long high) {
    long[] t = table;
    if (t[set] == low && t[set + 1] == high) {
      return set + 2;
    }
    if (t[set + SECOND] == low && t[set + SECOND + 1] == high) {
      return first(set) + 2;
    }
    int line = set + LINE;
    if (t[line] == low && t[line + 1] == high) {
      return line + 2;
    }
    if (t[line + SECOND] == low && t[line + SECOND + 1] == high) {
      return first(line) + 2;
    }
    return -1;
  }

  /// Makes the second unit of a line the first.
  private int first(int line) {
    long[] t = table;
    for (int i = line; i < line + SECOND; i++) {
      long first = t[i];
      t[i] = t[i + SECOND];
      t[i + SECOND] = first;
    }
    return line;
  }

  /// The place of a long unit's ids in [#table], or −1.
  int find(int set, long low, long high, long third, long fourth) {
    return is(set, low, high, third, fourth)
        ? set + SECOND
        : is(set + LINE, low, high, third, fourth) ? set + LINE + SECOND : -1;
  }

  private boolean is(int line, long low, long high, long third, long fourth) {
    long[] t = table;
    return t[line] == low && t[line + 1] == high && t[line + 2] == third && t[line + 3] == fourth;
  }

  /// The number of ids, or [#MANY] or [#DEPENDS].
  ///
  /// @param last the last long of an answer
  static int count(long last) {
    return (int) (last >>> COUNT_SHIFT);
  }

  /// Number of ids that lie apart.
  static int countOfMany(long first) {
    return (int) (first >>> 32);
  }

  /// Copies ids that lie apart.
  void copyMany(long first, int[] ids, int at) {
    System.arraycopy(many, (int) first, ids, at, countOfMany(first));
  }

  /// Remembers a short unit's ids, all below [#ID_LIMIT].
  ///
  /// @param ids the ids, then `steps` other numbers
  /// @param steps −1 if the unit depends on more than itself
  void put(long low, long high, int[] ids, int from, int to, int steps) {
    growIfFull();
    long first = 0;
    long last = (long) DEPENDS << COUNT_SHIFT;
    if (steps >= 0 && to - from <= SHORT_IDS) {
      first = pair(ids, from, to);
      last = pair(ids, from + 2, to) | count(from, to, steps);
    } else if (steps == 0) {
      first = putMany(ids, from, to);
      last = (long) MANY << COUNT_SHIFT;
      if (first < 0) {
        return;
      }
    }
    insert(low, high, first, last);
  }

  /// The same for a long unit.
  void put(long low, long high, long third, long fourth, int[] ids, int from, int to, int steps) {
    growIfFull();
    long first = 0;
    long last = (long) DEPENDS << COUNT_SHIFT;
    boolean fits = steps >= 0 && to - from <= LONG_IDS;
    if (fits) {
      first = pair(ids, from, to);
      last = pair(ids, from + 6, to) | count(from, to, steps);
    } else if (steps == 0) {
      first = putMany(ids, from, to);
      last = (long) MANY << COUNT_SHIFT;
      if (first < 0) {
        return;
      }
    }
    int line = emptier(hash(hash(low, high), third, fourth), 2);
    entries += 2 - used(line);
    long[] t = table;
    t[line] = low;
    t[line + 1] = high;
    t[line + 2] = third;
    t[line + 3] = fourth;
    t[line + 4] = first;
    t[line + 5] = fits ? pair(ids, from + 2, to) : 0;
    t[line + 6] = fits ? pair(ids, from + 4, to) : 0;
    t[line + 7] = last;
  }

  private static long count(int from, int to, int steps) {
    return (long) (to - from - steps + (steps > 0 ? WITH_STEPS : 0)) << COUNT_SHIFT;
  }

  private static long pair(int[] ids, int at, int to) {
    return (at < to ? ids[at] : 0) | (long) (at + 1 < to ? ids[at + 1] : 0) << 32;
  }

  private void growIfFull() {
    if (entries > table.length / SECOND / 2 && 64 - shift < mostBits) {
      grow();
    }
  }

  /// The line to put a new unit into: the first of its set that has room for `needed` short ones,
  /// else the emptier one, else either.
  private int emptier(long hash, int needed) {
    int set = set(hash);
    int first = used(set);
    int second = first <= 2 - needed ? 2 : used(set + LINE);
    return first <= 2 - needed || first < second || (first == second && (hash & 1) == 0)
        ? set
        : set + LINE;
  }

  private int used(int line) {
    int first = (int) (table[line + 1] >>> 56);
    return first == 0 ? 0 : first > SHORT ? 2 : table[line + SECOND + 1] >>> 56 == 0 ? 1 : 2;
  }

  private void insert(long low, long high, long first, long last) {
    int line = emptier(hash(low, high), 1);
    long[] t = table;
    int length = (int) (t[line + 1] >>> 56);
    if (length > SHORT) { // drives out a long one
      entries -= 1;
      Arrays.fill(t, line + SECOND, line + LINE, 0);
    } else if (length != 0) {
      entries += t[line + SECOND + 1] >>> 56 == 0 ? 1 : 0;
      System.arraycopy(t, line, t, line + SECOND, SECOND);
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
    for (int line = SKIPPED; line < old.length; line += LINE) {
      if (old[line + 1] >>> 56 > SHORT) {
        long hash = hash(hash(old[line], old[line + 1]), old[line + 2], old[line + 3]);
        int to = emptier(hash, 2);
        if (used(to) == 0) {
          entries += 2;
          System.arraycopy(old, line, table, to, LINE);
        }
        continue;
      }
      // A line's second entry is the older one.
      for (int i = line + SECOND; i >= line; i -= SECOND) {
        if (old[i + 1] != 0) {
          insert(old[i], old[i + 1], old[i + 2], old[i + 3]);
        }
      }
    }
  }

  /// Puts ids apart and tells where, as [#copyMany] takes it; −1 if there is no room.
  private long putMany(int[] ids, int from, int to) {
    int count = to - from;
    if (manySize + count > many.length && !makeRoomForMany(count)) {
      return -1;
    }
    System.arraycopy(ids, from, many, manySize, count);
    manySize += count;
    return (long) count << 32 | (manySize - count);
  }

  private boolean makeRoomForMany(int count) {
    int limit = MANY_PER_SET << mostBits;
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

  /// Keeps of the ids that lie apart those that an entry still names.
  private void dropForgottenMany() {
    int[] all = many.clone();
    int kept = 0;
    for (int line = SKIPPED; line < table.length; line += LINE) {
      if (table[line + 1] >>> 56 > SHORT) {
        kept = keep(all, line + SECOND, line + LINE - 1, kept);
      } else {
        kept = keep(all, line + 2, line + 3, kept);
        kept = keep(all, line + SECOND + 2, line + SECOND + 3, kept);
      }
    }
    manySize = kept;
  }

  private int keep(int[] all, int first, int last, int kept) {
    if (count(table[last]) != MANY) {
      return kept;
    }
    int count = countOfMany(table[first]);
    System.arraycopy(all, (int) table[first], many, kept, count);
    table[first] = (long) count << 32 | kept;
    return kept + count;
  }
}
