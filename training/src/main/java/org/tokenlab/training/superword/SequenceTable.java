package org.tokenlab.training.superword;

import java.util.Arrays;
import org.tokenlab.training.internal.HashSlots;

/// Distinct sequences of ints from 0 to 2³¹ − 2, and how often each was added. Open addressing, at
/// most half full; the sequences lie in one array of at most 2³¹ ints. Not thread-safe.
final class SequenceTable {
  /// Most sequences, and most values together.
  static final int MOST = Integer.MAX_VALUE - 16;

  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private int[] arena;
  private int[] starts;
  private long[] counts;
  private int size;
  private long[] slots = new long[1 << 11]; // hash << 32 | sequence + 1, or 0 for free

  /// Empty.
  SequenceTable() {
    this(1 << 10, 1 << 12);
  }

  /// Empty, with room for so many sequences of so many values together.
  SequenceTable(int sequences, int values) {
    arena = new int[values];
    starts = new int[sequences + 1];
    counts = new long[sequences + 1];
  }

  /// Adds `count` to the sequence `values[from, to)`, which is not empty.
  void add(int[] values, int from, int to, long count) {
    long hash = hash(values, from, to);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      int sequence = (int) slots[slot] - 1;
      if (slots[slot] >>> 32 == hash
          && Arrays.equals(arena, starts[sequence], starts[sequence + 1], values, from, to)) {
        counts[sequence] = Math.addExact(counts[sequence], count);
        return;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = hash << 32 | size + 1;
    append(values, from, to, count);
    if (2 * size > slots.length) {
      slots = HashSlots.doubled(slots);
    }
  }

  /// Adds a sequence that is not there yet, which only [#order] and the likes find.
  void append(int[] values, int from, int to, long count) {
    int start = starts[size];
    long end = (long) start + (to - from);
    if (end > arena.length) {
      if (end > MOST) {
        throw new IllegalStateException(
            "the distinct runs of words are longer than 2^31 pieces together; count in several"
                + " parts, or cut more finely");
      }
      arena = Arrays.copyOf(arena, (int) Math.min(MOST, end * 3 / 2));
    }
    System.arraycopy(values, from, arena, start, to - from);
    if (size + 1 == starts.length) {
      int capacity = Math.toIntExact(starts.length * 3L / 2);
      starts = Arrays.copyOf(starts, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    counts[size++] = count;
    starts[size] = (int) end;
  }

  /// A hash in the low 32 bits.
  private static long hash(int[] values, int from, int to) {
    long hash = (to - from) * MULTIPLIER;
    for (int i = from; i < to; i++) {
      hash = (hash ^ values[i]) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return (hash * MULTIPLIER) >>> 32;
  }

  /// Adds everything that `other` holds, with each value `v` replaced by `numbers[v]`.
  void addAll(SequenceTable other, int[] numbers) {
    int[] sequence = new int[64];
    for (int s = 0; s < other.size; s++) {
      int length = other.starts[s + 1] - other.starts[s];
      if (length > sequence.length) {
        sequence = new int[Math.max(length, (int) Math.min(MOST, 2L * length))];
      }
      for (int i = 0; i < length; i++) {
        sequence[i] = numbers[other.arena[other.starts[s] + i]];
      }
      add(sequence, 0, length, other.counts[s]);
    }
  }

  /// Adds everything that `other` holds.
  void addAll(SequenceTable other) {
    for (int s = 0; s < other.size; s++) {
      add(other.arena, other.starts[s], other.starts[s + 1], other.counts[s]);
    }
  }

  int size() {
    return size;
  }

  /// Most bytes of memory that it takes while a sequence of so many values comes in.
  long bytesWith(int values) {
    long needed = starts[size] + (long) values;
    long bytes = Integer.BYTES * (arena.length + (needed > arena.length ? needed * 3 / 2 : 0));
    long perSequence = Integer.BYTES + Long.BYTES;
    bytes += perSequence * starts.length * (size + 1 == starts.length ? 5 : 2) / 2;
    return bytes + Long.BYTES * (long) slots.length * (2 * (size + 1) > slots.length ? 3 : 1);
  }

  /// Forgets all sequences, but keeps the room.
  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }

  /// How many values the sequences have together.
  int values() {
    return starts[size];
  }

  /// Where the values lie.
  int[] arena() {
    return arena;
  }

  int start(int sequence) {
    return starts[sequence];
  }

  /// Where the sequence ends.
  int end(int sequence) {
    return starts[sequence + 1];
  }

  long count(int sequence) {
    return counts[sequence];
  }

  /// Replaces each value `v` by `numbers[v]`, which must keep distinct what is distinct. Nothing
  /// can be added afterwards.
  void renumber(int[] numbers) {
    slots = new long[0];
    for (int i = 0; i < starts[size]; i++) {
      arena[i] = numbers[arena[i]];
    }
  }

  /// All sequences, most frequent first, equally frequent ones in lexicographic order.
  int[] order() {
    return new SequenceSorter(this).sorted();
  }
}
