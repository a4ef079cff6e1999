package org.tokenlab.training;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Byte strings and how often each was added: open addressing, at most two thirds full.
///
/// A word of up to 15 bytes, nearly every one in most languages, lies in the table itself: an entry
/// is two `long`s of key and one of count, next to each other, so that a look-up misses the cache
/// once. The key holds the bytes in big-endian order and the length in its last byte, so that keys
/// compare as the words do. A longer word has its first 15 bytes there, 16 for its length, and lies
/// in an arena.
///
/// Not thread-safe.
final class WordTable {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final long MULTIPLIER_2 = 0xD6E8_FEB8_6659_FD93L;
  static final int INLINE = 15;
  static final int ENTRY = 3;
  private static final int GROUP = 64;
  private static final long[] FIRST_MASKS = new long[INLINE + 2]; // by a word's length
  private static final long[] SECOND_MASKS = new long[INLINE + 2];

  static {
    for (int length = 1; length <= INLINE; length++) {
      FIRST_MASKS[length] = length < 8 ? -1L << (64 - 8 * length) : -1;
      SECOND_MASKS[length] = length <= 8 ? 0 : -1L << (128 - 8 * length);
    }
  }

  private long[] entries; // key, key, count; a second key of 0 is free
  private int mask;
  private int shift;
  private int size;
  private final int skippedBits; // of hashes

  private final LongWords longWords = new LongWords();
  private final long[] firsts = new long[GROUP]; // keys of words that are being added
  private final long[] seconds = new long[GROUP];
  private final int[] slots = new int[GROUP];
  private final int[] otherWords = new int[GROUP];
  private final long[] differences = new long[GROUP];

  WordTable() {
    this(0, 0);
  }

  /// A table of about so many words whose hashes have so many first bits in common. It may be
  /// filled in the order of the hashes, as far as it need not grow.
  WordTable(int words, int skippedBits) {
    this.skippedBits = skippedBits;
    allocate(Math.max(1 << 12, Integer.highestOneBit(words) << 2));
  }

  private void allocate(int capacity) {
    entries = new long[Math.multiplyExact(ENTRY, capacity)];
    mask = capacity - 1;
    shift = Long.numberOfLeadingZeros(mask);
  }

  /// Adds `count` to the word `bytes[from, to)`, which is not empty.
  void add(byte[] bytes, int from, int to, long count) {
    int length = to - from;
    if (length > INLINE) {
      longWords.add(bytes, from, to, count);
    } else if (from + 16 <= bytes.length) {
      long first = (long) LONGS.get(bytes, from);
      if (length <= 8) {
        addKey(first & (-1L << (64 - 8 * length)), length, count);
      } else {
        long second = (long) LONGS.get(bytes, from + 8);
        addKey(first, (second & (-1L << (128 - 8 * length))) | length, count);
      }
    } else {
      addKey(
          slowKey(bytes, from, Math.min(to, from + 8)),
          slowKey(bytes, from + 8, to) | length,
          count);
    }
  }

  /// Adds `times` to each of the words that lie one behind the other from `from` on, and end at the
  /// first `words` of `ends`; none is empty.
  ///
  /// Some at a time, in rounds: making keys; comparing them with what lies where their hashes say,
  /// where nearly every word is unless it is new; counting those that were there; adding the
  /// others. A third of the reads of the table wait for memory. The second round is so short that
  /// as many of them run side by side as the processor can have; in one loop with the first and
  /// third they took 40 % longer.
  void addAll(byte[] bytes, int from, int[] ends, int words, long times) {
    int start = from;
    if (bytes.length < 16) {
      for (int i = 0; i < words; i++) {
        add(bytes, start, ends[i], times);
        start = ends[i];
      }
      return;
    }
    for (int next = 0; next < words; next += GROUP) {
      int count = Math.min(GROUP, words - next);
      makeKeys(bytes, start, ends, next, count);
      compare(count);
      int others = addKnown(count, times);
      for (int i = 0; i < others; i++) {
        int word = otherWords[i];
        if (isKey(word)) {
          addKey(firsts[word], seconds[word], times);
        } else {
          add(bytes, word == 0 ? start : ends[next + word - 1], ends[next + word], times);
        }
      }
      start = ends[next + count - 1];
    }
  }

  /// Makes the keys of so many words, and says where their hashes say they are.
  private void makeKeys(byte[] bytes, int from, int[] ends, int next, int count) {
    int last = bytes.length - 16; // from behind here 16 bytes can't be read at once
    int start = from;
    for (int i = 0; i < count; i++) {
      int end = ends[next + i];
      int length = start > last ? INLINE + 1 : Math.min(end - start, INLINE + 1);
      int readable = Math.min(start, last);
      long first = (long) LONGS.get(bytes, readable) & FIRST_MASKS[length];
      long second = ((long) LONGS.get(bytes, readable + 8) & SECOND_MASKS[length]) | length;
      firsts[i] = first;
      seconds[i] = second;
      slots[i] = slot(first, second) * ENTRY;
      start = end;
    }
  }

  /// Whether a word's key was made: not if it is a long one, or at the very end of its array.
  private boolean isKey(int word) {
    return (seconds[word] & 0xFF) <= INLINE;
  }

  /// Compares the keys with those that lie where the hashes say.
  private void compare(int count) {
    long[] table = entries;
    for (int i = 0; i < count; i++) {
      int at = slots[i];
      differences[i] = (table[at] ^ firsts[i]) | (table[at + 1] ^ seconds[i]);
    }
  }

  /// Adds those that lie where their hashes say, and returns how many don't.
  private int addKnown(int count, long times) {
    long[] table = entries;
    int others = 0;
    for (int i = 0; i < count; i++) {
      boolean there = differences[i] == 0;
      table[slots[i] + 2] += there ? times : 0;
      otherWords[others] = i;
      others += there ? 0 : 1;
    }
    return others;
  }

  private static long slowKey(byte[] bytes, int from, int to) {
    long key = 0;
    for (int i = from; i < to; i++) {
      key |= (bytes[i] & 0xFFL) << (56 - 8 * (i - from));
    }
    return key;
  }

  /// Adds `count` to the word of this key, which is not a long one.
  void addKey(long first, long second, long count) {
    int slot = slot(first, second);
    long[] table = entries;
    while (true) {
      int at = slot * ENTRY;
      if (table[at + 1] == second && table[at] == first) {
        table[at + 2] += count;
        return;
      }
      if (table[at + 1] == 0) {
        table[at] = first;
        table[at + 1] = second;
        table[at + 2] = count;
        size++;
        if (3L * size > 2L * mask) {
          grow();
        }
        return;
      }
      slot = slot + 1 & mask;
    }
  }

  private int slot(long first, long second) {
    return (int) ((hash(first, second) << skippedBits) >>> shift);
  }

  private static long hash(long first, long second) {
    long hash = (first * MULTIPLIER) ^ (second * MULTIPLIER_2);
    return (hash ^ hash >>> 32) * MULTIPLIER;
  }

  private void grow() {
    long[] old = entries;
    if (mask >= 1 << 28) {
      throw new IllegalStateException(
          "more than " + size + " distinct pieces; count in several parts, or split more finely");
    }
    allocate(2 * (mask + 1));
    for (int at = 0; at < old.length; at += ENTRY) {
      if (old[at + 1] != 0) {
        int slot = slot(old[at], old[at + 1]);
        while (entries[slot * ENTRY + 1] != 0) {
          slot = slot + 1 & mask;
        }
        System.arraycopy(old, at, entries, slot * ENTRY, ENTRY);
      }
    }
  }

  /// Sees a word of up to [#INLINE] bytes: its key, and how often it was added.
  @FunctionalInterface
  interface EntryVisitor {
    void entry(long first, long second, long count);
  }

  /// Shows the words in every so many of the slots; no long ones.
  void forEach(int stride, EntryVisitor visitor) {
    for (int slot = 0; slot <= mask; slot += stride) {
      visit(slot, visitor);
    }
  }

  private boolean visit(int slot, EntryVisitor visitor) {
    int at = slot * ENTRY;
    if (entries[at + 1] == 0) {
      return false;
    }
    visitor.entry(entries[at], entries[at + 1], entries[at + 2]);
    return true;
  }

  /// Number of a hash's first bits that tell a slot.
  int hashBits() {
    return Integer.bitCount(mask);
  }

  /// Shows the words whose hashes begin with the `bits` bits of `part`; no long ones.
  ///
  /// @param bits at most [#hashBits]
  void forEachOf(int part, int bits, EntryVisitor visitor) {
    int slots = (mask + 1) >>> bits;
    EntryVisitor itsOwn =
        (first, second, count) -> {
          if (bits == 0 || hash(first, second) >>> (Long.SIZE - bits) == part) {
            visitor.entry(first, second, count);
          }
        };
    int from = part * slots;
    for (int slot = from; slot < from + slots; slot++) {
      visit(slot, itsOwn);
    }
    int beyond = (from + slots) & mask; // where some are that found their slots taken
    while (beyond != from && visit(beyond, itsOwn)) {
      beyond = (beyond + 1) & mask;
    }
  }

  LongWords longWords() {
    return longWords;
  }

  int size() {
    return size + longWords.size();
  }

  /// Most bytes that the table takes while so many more words of so many bytes together come in, at
  /// a time when it grows and keeps old and new.
  long bytesWith(int moreWords, long moreBytes) {
    long capacity = mask + 1L;
    boolean grows = 3L * (size + (long) moreWords) > 2L * mask;
    return ENTRY * (long) Long.BYTES * capacity * (grows ? 3 : 1)
        + longWords.bytesWith(moreWords, moreBytes);
  }

  /// Bytes of the words of 16 bytes and more.
  long longBytes() {
    return longWords.start(longWords.size());
  }

  /// Shows all words in the order of their bytes (unsigned), and forgets them. They are sorted
  /// where they lie, and the table keeps its room.
  void drain(WordRunMerge.Sink to) throws IOException {
    int words = TableEntries.pack(entries);
    TableEntries.sort(entries, words);
    int[] longs = longWords.order();
    byte[] word = new byte[16];
    int next = 0;
    for (int i = 0; i < words; i++) {
      int at = ENTRY * i;
      while (next < longs.length && longWords.isBefore(longs[next], entries[at], entries[at + 1])) {
        longWords.show(longs[next++], to);
      }
      to.word(word, 0, spell(entries[at], entries[at + 1], word), entries[at + 2]);
    }
    while (next < longs.length) {
      longWords.show(longs[next++], to);
    }
    clear();
  }

  /// Writes the word of a key to the first bytes of `word`, which has 16, and returns its length.
  static int spell(long first, long second, byte[] word) {
    LONGS.set(word, 0, first);
    LONGS.set(word, 8, second);
    return word[INLINE];
  }

  /// Forgets all words, but keeps the room.
  void clear() {
    Arrays.fill(entries, 0);
    size = 0;
    longWords.clear();
  }

  /// The words, most frequent first, equally frequent ones in the order of their bytes (unsigned).
  WordCounts sorted() {
    return sorted(1);
  }

  /// The same, of the words that were added `least` times or more.
  WordCounts sorted(long least) {
    return WordSorter.sorted(new ArrayList<>(List.of(this)), least, /* threads= */ 1);
  }
}
