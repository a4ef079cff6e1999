package org.tokenlab.tokenizers.internal.simd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// A set of bytes for [Kernels#firstOf], as a few ranges: what vectors compare with at once.
///
/// Immutable and thread-safe.
public final class ByteRanges {
  /// Ranges at most.
  static final int MOST = 4;

  /// First and last byte of each range, ascending and apart; at least one range.
  final byte[] bounds;

  private final boolean[] holds = new boolean[256];
  private final int size;

  private ByteRanges(List<int[]> ranges) {
    bounds = new byte[2 * ranges.size()];
    int count = 0;
    for (int i = 0; i < ranges.size(); i++) {
      int first = ranges.get(i)[0];
      int last = ranges.get(i)[1];
      bounds[2 * i] = (byte) first;
      bounds[2 * i + 1] = (byte) last;
      for (int b = first; b <= last; b++) {
        holds[b] = true;
        count++;
      }
    }
    size = count;
  }

  /// The smallest set of up to [#MOST] ranges, one at least, that holds all bytes, 0 to 255, that
  /// `isIn` tells; where they are more ranges, also what lies between those that are nearest.
  public static ByteRanges covering(IntPredicate isIn) {
    List<int[]> ranges = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      if (isIn.test(b)) {
        if (ranges.isEmpty() || ranges.getLast()[1] < b - 1) {
          ranges.add(new int[] {b, b});
        } else {
          ranges.getLast()[1] = b;
        }
      }
    }
    while (ranges.size() > MOST) {
      int nearest = 1;
      for (int i = 2; i < ranges.size(); i++) {
        nearest = gap(ranges, i) < gap(ranges, nearest) ? i : nearest;
      }
      ranges.get(nearest - 1)[1] = ranges.remove(nearest)[1];
    }
    return new ByteRanges(ranges.isEmpty() ? List.of(new int[] {255, 255}) : ranges);
  }

  private static int gap(List<int[]> ranges, int i) {
    return ranges.get(i)[0] - ranges.get(i - 1)[1];
  }

  /// Whether the set holds the byte.
  public boolean contains(byte b) {
    return holds[b & 0xFF];
  }

  /// How many bytes the set holds, 1 to 256.
  public int size() {
    return size;
  }
}
