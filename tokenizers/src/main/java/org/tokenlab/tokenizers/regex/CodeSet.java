package org.tokenlab.tokenizers.regex;

import java.util.Arrays;

/// A set of code points as sorted ranges. Immutable.
///
/// Set operations take time linear in the number of ranges, a look-up logarithmic time.
final class CodeSet {
  /// U+0000 to U+10FFFF.
  static final CodeSet ALL = new CodeSet(new int[] {0, 0x110000});

  /// No code point.
  static final CodeSet NONE = new CodeSet(new int[0]);

  private final int[] bounds; // membership changes here: in from bounds[0], out from bounds[1], …

  private CodeSet(int[] bounds) {
    this.bounds = bounds;
  }

  /// The code points from `first` to `last`, both included.
  static CodeSet range(int first, int last) {
    return new CodeSet(new int[] {first, last + 1});
  }

  /// These code points, in any order.
  static CodeSet of(int... codePoints) {
    CodeSet set = NONE;
    for (int codePoint : codePoints) {
      set = set.or(range(codePoint, codePoint));
    }
    return set;
  }

  /// A set from bounds as [#bounds] gives them.
  static CodeSet ofBounds(int[] bounds) {
    return new CodeSet(bounds);
  }

  /// Where membership changes, ascending: an even number of bounds, in from the first.
  int[] bounds() {
    return bounds.clone();
  }

  boolean contains(int codePoint) {
    int found = Arrays.binarySearch(bounds, codePoint);
    return found >= 0 ? (found & 1) == 0 : (-found - 1 & 1) == 1;
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  CodeSet not() {
    return ALL.combine(this, 0b0010);
  }

  CodeSet or(CodeSet other) {
    return combine(other, 0b1110);
  }

  CodeSet and(CodeSet other) {
    return combine(other, 0b1000);
  }

  CodeSet minus(CodeSet other) {
    return combine(other, 0b0010);
  }

  CodeSet xor(CodeSet other) {
    return combine(other, 0b0110);
  }

  /// Merges two sets; bit `(inThis ? 1 : 0) + (inOther ? 2 : 0)` of `truth` says what is kept.
  private CodeSet combine(CodeSet other, int truth) {
    int[] out = new int[bounds.length + other.bounds.length];
    int count = 0;
    int i = 0;
    int j = 0;
    boolean in = false;
    while (i < bounds.length || j < other.bounds.length) {
      int next =
          j == other.bounds.length || (i < bounds.length && bounds[i] <= other.bounds[j])
              ? bounds[i]
              : other.bounds[j];
      if (i < bounds.length && bounds[i] == next) {
        i++;
      }
      if (j < other.bounds.length && other.bounds[j] == next) {
        j++;
      }
      boolean now = (truth >> ((i & 1) + 2 * (j & 1)) & 1) == 1;
      if (now != in) {
        out[count++] = next;
        in = now;
      }
    }
    return new CodeSet(Arrays.copyOf(out, count));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeSet that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }
}
