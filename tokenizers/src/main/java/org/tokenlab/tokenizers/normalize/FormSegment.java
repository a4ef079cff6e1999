package org.tokenlab.tokenizers.normalize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;

/// Decomposes, orders and composes one stretch of text that nothing outside it can touch.
///
/// Takes O(n log n) for a run of n marks, else linear time. Not thread-safe.
final class FormSegment {
  private static final int ORDER_SHIFT = 57;
  private static final int INDEX_SHIFT = 22;
  private static final int ADDED = 1 << 21; // not the first of its decomposition
  private static final int CODE_POINT = ADDED - 1;

  private final boolean compatibility;
  private final boolean composes;

  // Order of the mark, index, whether added, code point: sorting runs of it is stable.
  private long[] parts = new long[32];
  private int size;

  private int[] codePoints = new int[32];
  private int[] changes = new int[32];
  private int count;

  FormSegment(boolean compatibility, boolean composes) {
    this.compatibility = compatibility;
    this.composes = composes;
  }

  /// Rewrites `utf8[from, to)`. The results are read with [#size], [#codePoint] and [#change].
  void rewrite(byte[] utf8, int from, int to) {
    size = 0;
    count = 0;
    for (int at = from; at < to; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
      decompose(Utf8.codePointAt(utf8, at, to));
    }
    finish();
  }

  /// Rewrites a text of one character.
  void rewrite(int codePoint) {
    size = 0;
    count = 0;
    decompose(codePoint);
    finish();
  }

  /// Number of characters of the result.
  int size() {
    return count;
  }

  /// A character of the result.
  int codePoint(int index) {
    return codePoints[index];
  }

  /// What character `index` does to the old ones; see [CharTransform#put].
  int change(int index) {
    return changes[index];
  }

  private void decompose(int codePoint) {
    int @Nullable [] to = HfUnicode.decomposition(codePoint, compatibility);
    if (to == null) {
      add(codePoint, 0);
      return;
    }
    for (int i = 0; i < to.length; i++) {
      add(to[i], i == 0 ? 0 : ADDED);
    }
  }

  private void add(int codePoint, int added) {
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, 2 * size);
    }
    parts[size] =
        (long) HfUnicode.order(codePoint) << ORDER_SHIFT
            | (long) size << INDEX_SHIFT
            | added
            | codePoint;
    size++;
  }

  private void finish() {
    int marks = 0;
    for (int i = 0; i <= size; i++) {
      if (i == size || parts[i] >>> ORDER_SHIFT == 0) {
        if (i - marks > 1) {
          Arrays.sort(parts, marks, i);
        }
        marks = i + 1;
      }
    }
    if (composes) {
      compose();
    } else {
      for (int i = 0; i < size; i++) {
        put((int) (parts[i] & CODE_POINT), change(parts[i]));
      }
    }
  }

  private static int change(long part) {
    return (part & ADDED) == 0 ? 0 : 1;
  }

  private void compose() {
    int starter = -1; // index in the result
    int lastOrder = 0; // of the marks behind the starter that didn't compose
    for (int i = 0; i < size; i++) {
      int codePoint = (int) (parts[i] & CODE_POINT);
      int order = (int) (parts[i] >>> ORDER_SHIFT);
      if (starter >= 0 && (lastOrder == 0 || lastOrder < order)) {
        int composed = HfUnicode.compose(codePoints[starter], codePoint);
        if (composed >= 0) {
          codePoints[starter] = composed;
          changes[starter] += change(parts[i]) - 1;
          continue;
        }
      }
      if (order == 0) {
        starter = count;
        lastOrder = 0;
      } else if (starter >= 0) {
        lastOrder = order;
      }
      put(codePoint, change(parts[i]));
    }
  }

  private void put(int codePoint, int change) {
    if (count == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, 2 * count);
      changes = Arrays.copyOf(changes, 2 * count);
    }
    codePoints[count] = codePoint;
    changes[count++] = change;
  }
}
