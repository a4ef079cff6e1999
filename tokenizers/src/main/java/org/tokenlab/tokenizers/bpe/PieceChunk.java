package org.tokenlab.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tokenlab.tokenizers.internal.cache.CacheSetting;

/// The next pieces of a text, up to [#MOST]: the key of each, as [WordCache] has it, and a place in
/// some table, which whoever works on the chunk replaces by what is to be known next.
///
/// Work on a chunk goes in small loops that call nothing. What a loop needs again after a call, if
/// only of a rare one, the compiler keeps on the stack all the time: keys, touches and answers of a
/// word took 12.3 ns with rare calls inside, and take 7.8 now that whatever is rare ends the loop.
///
/// One thread's.
final class PieceChunk {
  /// Pieces in one chunk at most.
  static final int MOST = 256;

  /// The longest piece whose key is its bytes, in bytes.
  static final int SHORT = 15;

  /// The longest piece that has a key, in bytes.
  static final int LONGEST = 63;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int AT_ONCE = 2 * Long.BYTES; // bytes that are read, whatever the length
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final long[] LOW_MASK = new long[SHORT + 1];
  private static final long[] HIGH_MASK = new long[SHORT + 1];

  static {
    for (int length = 0; length <= SHORT; length++) {
      LOW_MASK[length] = length >= 8 ? -1 : (1L << (8 * length)) - 1;
      HIGH_MASK[length] = length <= 8 ? 0 : (1L << (8 * (length - 8))) - 1;
    }
  }

  /// Two longs a piece: its key.
  final long[] keys = new long[2 * MOST];

  /// By piece: what is left of its hash after the shift; then a place, then an end.
  final int[] places = new int[MOST];

  long low(int piece) {
    return keys[2 * piece];
  }

  long high(int piece) {
    return keys[2 * piece + 1];
  }

  /// Reads the keys of the pieces that end at `ends[first, first + most)`, the first of which
  /// starts at `from`, or those of them that come before the first of more than [#LONGEST] bytes.
  /// Returns how many.
  ///
  /// @param shift by how much to shift a key's hash right for its place
  int read(byte[] utf8, int from, int[] ends, int first, int most, int shift) {
    int whole = most; // of these, sixteen bytes can be read at once
    while (whole > 0 && (whole == 1 ? from : ends[first + whole - 2]) > utf8.length - AT_ONCE) {
      whole--;
    }
    int start = from;
    for (int i = 0; i < most; i++) {
      if (i < whole) {
        int before = i;
        i = readShort(utf8, start, ends, first, i, whole, shift, keys, places);
        if (i == most) {
          break;
        }
        start = i > before ? ends[first + i - 1] : start;
      }
      int end = ends[first + i];
      if (end - start > LONGEST) {
        return i;
      }
      long high = high(utf8, start, end);
      long low = low(utf8, start, end);
      keys[2 * i] = low;
      keys[2 * i + 1] = high;
      places[i] = (int) (hash(low, high) >>> shift);
      start = end;
    }
    return most;
  }

  /// The same from piece `from` on, up to the first of more than [#SHORT] bytes.
  private static int readShort(
      byte[] utf8,
      int at,
      int[] ends,
      int first,
      int from,
      int to,
      int shift,
      long[] keys,
      int[] places) {
    int start = at;
    for (int i = from; i < to; i++) {
      int end = ends[first + i];
      int length = end - start;
      if (length > SHORT) {
        return i;
      }
      long low = (long) LONGS.get(utf8, start) & LOW_MASK[length];
      long rest = (long) LONGS.get(utf8, start + Long.BYTES) & HIGH_MASK[length];
      long high = rest | (long) length << 56;
      keys[2 * i] = low;
      keys[2 * i + 1] = high;
      places[i] = (int) (hash(low, high) >>> shift);
      start = end;
    }
    return to;
  }

  /// The first half of the key of the piece `utf8[start, end)`: its first eight bytes, or, beyond
  /// [#SHORT] bytes, a hash of them all.
  static long low(byte[] utf8, int start, int end) {
    if (end - start <= SHORT) {
      return bytes(utf8, start, end);
    }
    long hash = (long) end - start;
    for (int at = start; at < end; at += Long.BYTES) {
      hash = (hash ^ bytes(utf8, at, end)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /// The second half: the length in the top byte, and below it, up to [#SHORT] bytes, those from
  /// the ninth on.
  static long high(byte[] utf8, int start, int end) {
    int length = end - start;
    boolean hasNinth = length > Long.BYTES && length <= SHORT;
    return (long) length << 56 | (hasNinth ? bytes(utf8, start + Long.BYTES, end) : 0);
  }

  /// The hash of a key; its upper bits are mixed best.
  static long hash(long low, long high) {
    return CacheSetting.hash(low, high);
  }

  /// Up to eight bytes from `at` on, the first one lowest; those from `end` on are 0.
  static long bytes(byte[] utf8, int at, int end) {
    int length = end - at;
    if (length >= Long.BYTES) {
      return (long) LONGS.get(utf8, at);
    }
    if (at + Long.BYTES <= utf8.length) {
      return (long) LONGS.get(utf8, at) & ((1L << (8 * length)) - 1);
    }
    long bytes = 0;
    for (int i = end - 1; i >= at; i--) {
      bytes = bytes << 8 | (utf8[i] & 0xFF);
    }
    return bytes;
  }
}
