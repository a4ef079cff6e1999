package org.tokenlab.tokenizers.normalize;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.tokenlab.tokenizers.Utf8;

/// A trie over bytes as a Darts-clone double array: each unit holds a label, the way to its
/// children and whether a key ends there.
///
/// A look-up takes time linear in the key, whatever the units hold, and reads no unit that isn't
/// there. Immutable and thread-safe.
final class DoubleArray {
  private final int[] units;

  DoubleArray(int[] units) {
    this.units = units;
  }

  private static int label(int unit) {
    return unit & 0x8000_00FF; // a value's unit has the high bit and so is no byte's
  }

  private static int offset(int unit) {
    return (unit >>> 10) << ((unit & 0x200) >>> 6);
  }

  private static boolean endsKey(int unit) {
    return (unit & 0x100) != 0;
  }

  private int value(int base) {
    return base < units.length ? units[base] & 0x7FFF_FFFF : 0;
  }

  /// The longest key that `utf8[from, to)` starts with, as `length << 32 | value`; 0 if there is
  /// none.
  long longest(byte[] utf8, int from, int to) {
    long found = 0;
    int base = offset(units[0]);
    for (int at = from; at < to; at++) {
      int node = base ^ (utf8[at] & 0xFF);
      if (node >= units.length || label(units[node]) != (utf8[at] & 0xFF)) {
        return found;
      }
      base = node ^ offset(units[node]);
      if (endsKey(units[node])) {
        found = (long) (at + 1 - from) << 32 | value(base);
      }
    }
    return found;
  }

  /// The shortest key that `utf8[from, to)` starts with, which holds no zero byte, as `length << 32
  /// | value`; 0 if there is none.
  long shortest(byte[] utf8, int from, int to) {
    int base = offset(units[0]);
    for (int at = from; at < to && utf8[at] != 0; at++) {
      int node = base ^ (utf8[at] & 0xFF);
      if (node >= units.length || label(units[node]) != (utf8[at] & 0xFF)) {
        return 0;
      }
      base = node ^ offset(units[node]);
      if (endsKey(units[node])) {
        return (long) (at + 1 - from) << 32 | value(base);
      }
    }
    return 0;
  }

  /// What a walk over the whole trie tells.
  interface Visitor {
    /// A key ends; its value.
    ///
    /// @param unit where the value stands
    void value(int unit, int value);

    /// The units that the children of `unit` would have lie outside the trie.
    ///
    /// @param target the first of them
    void outside(int unit, int target);

    /// A character ends on the way to a key.
    ///
    /// @param isFirst whether it is the key's first
    /// @param goesOn whether some key goes on after it
    /// @param asciiFollows whether with an ASCII character
    void character(int codePoint, boolean isFirst, boolean goesOn, boolean asciiFollows);

    /// Bytes on the way are not UTF-8, or the trie is too tangled: what [#character] tells may not
    /// be all.
    void irregular();
  }

  /// Visits every unit that a key leads to, in each of the ways in which a character can be under
  /// way there: keys share their ends.
  ///
  /// Takes time linear in the number of units; a trie that is no trie is given up on.
  void walk(Visitor visitor) {
    new Walk(visitor).run();
  }

  private final class Walk {
    private static final int WAYS_PER_UNIT = 16; // far more than in any table that a tool wrote

    private final Visitor visitor;
    private final int[] firstChild = new int[units.length];
    private final int[] nextChild = new int[units.length];
    private final Set<Long> seen = new HashSet<>();
    private final ArrayDeque<Long> open = new ArrayDeque<>();

    Walk(Visitor visitor) {
      this.visitor = visitor;
      // A unit is a child of the base that its own label leads back to.
      Arrays.fill(firstChild, -1);
      for (int child = units.length - 1; child >= 0; child--) {
        int label = label(units[child]);
        if (label > 0 && (child ^ label) < units.length) {
          nextChild[child] = firstChild[child ^ label];
          firstChild[child ^ label] = child;
        }
      }
    }

    // A unit, whether in the first character, how many of its bytes are to come, its bits so far.
    private void open(int unit, boolean first, int missing, int bits) {
      long way = (long) unit << 24 | (first ? 1L << 23 : 0) | (long) missing << 21 | bits;
      if (seen.size() > WAYS_PER_UNIT * (long) units.length) {
        visitor.irregular();
      } else if (seen.add(way)) {
        open.push(way);
      }
    }

    void run() {
      open(0, true, 0, 0);
      while (!open.isEmpty()) {
        long way = open.pop();
        int unit = (int) (way >>> 24);
        int base = unit ^ offset(units[unit]);
        if (base >= units.length) {
          visitor.outside(unit, base);
          continue;
        }
        if (unit != 0 && endsKey(units[unit])) {
          visitor.value(base, value(base));
        }
        for (int child = firstChild[base]; child >= 0; child = nextChild[child]) {
          step(child, (way & 1L << 23) != 0, (int) (way >>> 21) & 3, (int) way & 0x1F_FFFF);
        }
      }
    }

    private void step(int child, boolean first, int missing, int bits) {
      int label = label(units[child]);
      boolean continues = (label & 0xC0) == 0x80;
      if (continues != missing > 0) {
        visitor.irregular();
      }
      int left = continues ? Math.max(0, missing - 1) : Utf8.sequenceLength(label) - 1;
      int codePoint =
          continues
              ? (bits << 6 | (label & 0x3F)) & 0x1F_FFFF
              : left == 0 ? label : label & (0x3F >> left);
      if (left > 0) {
        open(child, first, left, codePoint);
        return;
      }
      int base = child ^ offset(units[child]);
      boolean goesOn = false;
      boolean asciiFollows = false;
      if (base < units.length) {
        for (int next = firstChild[base]; next >= 0; next = nextChild[next]) {
          goesOn = true;
          asciiFollows |= label(units[next]) < 0x80;
        }
      }
      visitor.character(codePoint, first, goesOn, asciiFollows);
      open(child, false, 0, 0);
    }
  }
}
