package org.tokenlab.training.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Distinct byte strings, numbered in the order of appearance. Open addressing, at most half full;
/// the strings lie in one arena of at most 2³¹ bytes. Not thread-safe.
public final class PieceTable {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private byte[] arena = new byte[1 << 12];
  private int[] starts = new int[1 << 10];
  private int size;
  private long[] slots = new long[1 << 11]; // hash << 32 | piece + 1, or 0 for free

  /// The number of `bytes[from, to)`, which becomes a piece if it is none.
  public int intern(byte[] bytes, int from, int to) {
    long hash = hash(bytes, from, to);
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      int piece = (int) slots[slot] - 1;
      if (slots[slot] >>> 32 == hash
          && Arrays.equals(arena, starts[piece], starts[piece + 1], bytes, from, to)) {
        return piece;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = hash << 32 | size + 1;
    append(bytes, from, to);
    if (2 * size > slots.length) {
      slots = HashSlots.doubled(slots);
    }
    return size - 1;
  }

  private void append(byte[] bytes, int from, int to) {
    int start = starts[size];
    long end = (long) start + (to - from);
    if (end > arena.length) {
      if (end > Integer.MAX_VALUE - 16) {
        throw new IllegalStateException(
            "the distinct pieces are longer than 2^31 bytes together; count in several parts, or"
                + " split more finely");
      }
      arena = Arrays.copyOf(arena, (int) Math.min(Integer.MAX_VALUE - 16L, end * 3 / 2));
    }
    System.arraycopy(bytes, from, arena, start, to - from);
    if (size + 1 == starts.length) {
      starts = Arrays.copyOf(starts, Math.toIntExact(starts.length * 3L / 2));
    }
    starts[++size] = (int) end;
  }

  /// A hash in the low 32 bits.
  private static long hash(byte[] bytes, int from, int to) {
    long hash = (to - from) * MULTIPLIER;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, i)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = rest << 8 | (bytes[i] & 0xFF);
    }
    hash = (hash ^ rest) * MULTIPLIER;
    return ((hash ^ hash >>> 29) * MULTIPLIER) >>> 32;
  }

  /// A hash of a piece's bytes, whatever its number.
  public long hash(int piece) {
    return hash(arena, starts[piece], starts[piece + 1]);
  }

  /// How many bytes of memory it takes.
  public long bytes() {
    return arena.length + Integer.BYTES * (long) starts.length + Long.BYTES * (long) slots.length;
  }

  /// How many pieces there are.
  public int size() {
    return size;
  }

  /// Where the pieces lie, one behind the other; not to be changed.
  public byte[] arena() {
    return arena;
  }

  /// Where the piece starts.
  public int start(int piece) {
    return starts[piece];
  }

  /// Where the piece ends.
  public int end(int piece) {
    return starts[piece + 1];
  }
}
