package org.tokenlab.tokenizers.regex;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.simd.ByteRanges;
import org.tokenlab.tokenizers.internal.simd.WarmKernels;

/// Where in a text a match may begin, by two bytes at a time: a pattern that matches rarely is then
/// tried rarely, and most of the text is passed over at a look-up a byte.
///
/// A bit for every two bytes, whether a match may begin at the first of them. It says yes if in
/// doubt. 8 KiB. Where few bytes can be a match's first, kernels pass over the others. Immutable
/// and thread-safe.
final class MatchStarts {
  private static final int RARE = 128; // of 256 bytes, at most
  private static final int BY_PAIRS = 32; // bytes

  /// Of a pattern that may match anywhere.
  static final MatchStarts ANYWHERE = new MatchStarts();

  static {
    Arrays.fill(ANYWHERE.bits, -1);
  }

  private final long[] bits = new long[1 << 10];

  private @Nullable ByteRanges rareFirsts; // first bytes, where they are few; set once

  private MatchStarts() {}

  /// Those of a pattern; [#ANYWHERE] if a match may begin anywhere.
  ///
  /// @param anchored the automaton of the same pattern, whose matches don't depend on what stands
  ///   before; null if there is none
  static MatchStarts of(Program program, @Nullable Automaton anchored) {
    BitSet sets = firstSets(program);
    if (sets == null) {
      return ANYWHERE;
    }
    MatchStarts starts = new MatchStarts();
    byte[] utf8 = new byte[4];
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      int codePoint = c;
      boolean isText = c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE;
      if (isText && sets.stream().anyMatch(set -> program.sets.get(set).contains(codePoint))) {
        Utf8.put(c, utf8, 0);
        if (c >= 0x80) {
          starts.set(utf8[0], utf8[1] & 0xFF);
        } else {
          for (int next = 0; next < 256; next++) {
            starts.set(utf8[0], next);
          }
        }
      }
    }
    if (anchored != null) {
      starts.dropDeadEnds(anchored);
    }
    ByteRanges firsts = ByteRanges.covering(starts::isFirst);
    starts.rareFirsts = firsts.size() <= RARE ? firsts : null;
    return starts;
  }

  /// The sets of which a match's first character, or what look-ahead asks of it, must be; null if a
  /// match may be empty or start otherwise.
  private static @Nullable BitSet firstSets(Program program) {
    BitSet sets = new BitSet();
    BitSet seen = new BitSet();
    BitSet open = new BitSet();
    open.set(0);
    while (!open.isEmpty()) {
      int pc = open.nextSetBit(0);
      open.clear(pc);
      if (seen.get(pc)) {
        continue;
      }
      seen.set(pc);
      int a = program.code[pc + 1];
      int b = program.code[pc + 2];
      switch (program.code[pc]) {
        case Program.CHARS -> sets.set(a);
        case Program.SPLIT -> {
          open.set(a);
          open.set(b);
        }
        case Program.JUMP -> open.set(a);
        case Program.OPEN_NOT -> open.set(b); // what must not be there says nothing
        case Program.EDGE,
            Program.SAVE,
            Program.OPEN,
            Program.CUT,
            Program.OPEN_LOOK,
            Program.CLOSE_LOOK ->
            open.set(pc + 3);
        default -> {
          return null;
        }
      }
    }
    return sets;
  }

  private boolean isFirst(int b) {
    return (bits[4 * b] | bits[4 * b + 1] | bits[4 * b + 2] | bits[4 * b + 3]) != 0;
  }

  private void set(byte first, int second) {
    int pair = (first & 0xFF) << 8 | second;
    bits[pair >>> 6] |= 1L << pair;
  }

  /// Clears what leads the automaton nowhere after an ASCII character and the first byte of the
  /// next.
  private void dropDeadEnds(Automaton automaton) {
    BitSet[] kinds = kindsByFirstByte(automaton);
    for (int first = 0; first < 128; first++) {
      int step = automaton.step(automaton.start(-1), automaton.classOf(first));
      if (step == 0 || (step & 1) != 0) {
        continue; // a match already, or unknown
      }
      for (int second = 0; second < 256; second++) {
        if (kinds[second].stream().noneMatch(kind -> goesOn(automaton, step >>> 1, kind))) {
          // A continuing byte can't follow, but a text may end there.
          int pair = first << 8 | second;
          bits[pair >>> 6] &= ~(1L << pair);
        }
      }
    }
  }

  private static boolean goesOn(Automaton automaton, int row, int kind) {
    if (row == automaton.deadRow()) {
      return false;
    }
    int step = automaton.step(row, kind);
    return step == 0 || (step & 1) != 0 || step >>> 1 != automaton.deadRow();
  }

  private static BitSet[] kindsByFirstByte(Automaton automaton) {
    BitSet[] kinds = new BitSet[256];
    for (int b = 0; b < 256; b++) {
      kinds[b] = new BitSet();
    }
    byte[] utf8 = new byte[4];
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        Utf8.put(c, utf8, 0);
        kinds[utf8[0] & 0xFF].set(automaton.classOf(c));
      }
    }
    return kinds;
  }

  /// The first place from `at` on, before `to`, where a match may begin; the last byte and `to` are
  /// such places.
  int next(byte[] utf8, int at, int to) {
    int i =
        rareFirsts == null ? nextPair(utf8, at, to - 1) : nextRare(rareFirsts, utf8, at, to - 1);
    while (i > at && i < to && (utf8[i] & 0xC0) == 0x80) {
      i--; // the last character, from its start
    }
    return i;
  }

  private int nextPair(byte[] utf8, int at, int last) {
    long[] table = bits;
    int i = at;
    while (i < last) {
      int pair = (utf8[i] & 0xFF) << 8 | (utf8[i + 1] & 0xFF);
      if ((table[pair >>> 6] >>> pair & 1) != 0) {
        return i;
      }
      i++;
    }
    return i;
  }

  /// By kernels up to a first byte that may be one, and then by pairs for a while, as such bytes
  /// come together.
  private int nextRare(ByteRanges rare, byte[] utf8, int at, int last) {
    int i = at;
    int stop = at;
    while (i == stop && i < last) {
      i = WarmKernels.chosen().firstOf(rare, utf8, i, last);
      stop = Math.min(last, i + BY_PAIRS);
      i = nextPair(utf8, i, stop);
    }
    WarmKernels.read(i - at);
    return i;
  }
}
