package org.tokenlab.tokenizers;

import java.util.Arrays;

/// A growing `int[]`: where ids go without a box or a copy. Not thread-safe.
public final class IntSink {
  private int[] values;
  private int size;

  /// An empty sink with room for `capacity` values before it first grows.
  public IntSink(int capacity) {
    values = new int[Math.max(capacity, 8)];
  }

  /// Appends one value, in amortised constant time.
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, grown(size + 1L));
    }
    values[size++] = value;
  }

  /// Makes room for `more` values, so that the next `more` calls of [#add] don't grow the array.
  public void ensureRoom(int more) {
    if (values.length - size < more) {
      values = Arrays.copyOf(values, grown((long) size + more));
    }
  }

  /// The array that holds the values, with room for `more` after the first [#size]. Whoever writes
  /// there says how many by [#advance]. Good until the sink next grows.
  public int[] room(int more) {
    ensureRoom(more);
    return values;
  }

  /// Takes `count` values that were written to [#room] as appended.
  public void advance(int count) {
    size += count;
  }

  private int grown(long needed) {
    if (needed > Integer.MAX_VALUE - 8) {
      throw new OutOfMemoryError("more than 2^31 tokens in one call; encode in parts");
    }
    return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, values.length * 2L));
  }

  /// Number of values.
  public int size() {
    return size;
  }

  /// The value at `index`. Checks only the array's own bounds.
  public int get(int index) {
    return values[index];
  }

  /// The value added last. Checks only the array's own bounds.
  public int last() {
    return values[size - 1];
  }

  /// Writes `value` in place of the one at `index`. Checks only the array's own bounds.
  public void set(int index, int value) {
    values[index] = value;
  }

  /// Adds `by` to every value from `index` on.
  void shift(int index, int by) {
    if (by != 0) {
      for (int i = index; i < size; i++) {
        values[i] += by;
      }
    }
  }

  /// Drops the values from `newSize` on.
  public void truncate(int newSize) {
    size = Math.min(size, newSize);
  }

  /// Drops all values and keeps the room.
  public void clear() {
    size = 0;
  }

  /// A copy of the values.
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
