package org.tokenlab.tokenizers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// All tokens' bytes in one arena, found through an open-addressing table of ids.
final class ByteStringVocabulary implements Vocabulary {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final byte[] arena;
  private final int[] start; // token id is arena[start[id], start[id + 1])
  private final int[] slots; // id + 1, or 0 for free
  private final int size;

  ByteStringVocabulary(byte[][] tokens) {
    start = new int[tokens.length + 1];
    int used = 0;
    for (int id = 0; id < tokens.length; id++) {
      start[id + 1] = Math.addExact(start[id], tokens[id].length);
      used += tokens[id].length == 0 ? 0 : 1;
    }
    arena = new byte[start[tokens.length]];
    // At most half full: a miss then ends after 1.5 probes or so.
    slots = new int[Math.max(16, Integer.highestOneBit(Math.max(used, 1)) << 2)];
    for (int id = 0; id < tokens.length; id++) {
      byte[] token = tokens[id];
      if (token.length > 0) {
        System.arraycopy(token, 0, arena, start[id], token.length);
        insert(id, token);
      }
    }
    size = used;
  }

  private void insert(int id, byte[] token) {
    int slot = slot(token, 0, token.length);
    while (slots[slot] != 0) {
      int other = slots[slot] - 1;
      if (matches(other, token, 0, token.length)) {
        throw new IllegalArgumentException(
            "tokens " + other + " and " + id + " have the same bytes: " + Arrays.toString(token));
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = id + 1;
  }

  private int slot(byte[] bytes, int from, int to) {
    long hash = (to - from) * MULTIPLIER;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, i)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    long tail = 0;
    for (; i < to; i++) {
      tail = (tail << 8) | (bytes[i] & 0xFF);
    }
    hash = (hash ^ tail) * MULTIPLIER;
    return (int) (hash >>> 32) & slots.length - 1;
  }

  private boolean matches(int id, byte[] bytes, int from, int to) {
    int s = start[id];
    int length = start[id + 1] - s;
    return length == to - from && Arrays.equals(arena, s, s + length, bytes, from, to);
  }

  @Override
  public int id(byte[] utf8, int from, int to) {
    if (from == to) {
      return NONE;
    }
    int slot = slot(utf8, from, to);
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (matches(id, utf8, from, to)) {
        return id;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return NONE;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int idLimit() {
    return start.length - 1;
  }

  @Override
  public boolean contains(int id) {
    return id >= 0 && id < idLimit() && start[id + 1] > start[id];
  }

  @Override
  public int length(int id) {
    requireToken(id);
    return start[id + 1] - start[id];
  }

  @Override
  public byte[] bytes(int id) {
    requireToken(id);
    return Arrays.copyOfRange(arena, start[id], start[id + 1]);
  }

  @Override
  public int copy(int id, byte[] out, int at) {
    requireToken(id);
    int length = start[id + 1] - start[id];
    System.arraycopy(arena, start[id], out, at, length);
    return at + length;
  }

  private void requireToken(int id) {
    if (!contains(id)) {
      throw new IllegalArgumentException(
          "no token has id " + id + "; ids run from 0 to " + (idLimit() - 1));
    }
  }
}
