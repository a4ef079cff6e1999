package org.tokenlab.tokenizers;

/// Cuts a text into units wherever a [CutRule] lets it, and remembers what the rule said; but not
/// between a space of which nothing becomes and the word behind it: the two are looked up at once.
///
/// The rule asks for the two characters beside a place alone, so one answer holds for all places
/// where they stand. For two ASCII characters it is an array read and no branch: where words end
/// can't be foreseen, and a branch there would cost more than all else. One thread's. Not
/// thread-safe.
final class UnitCuts {
  // 512 KiB. A megabyte of Chinese, Japanese and Thai has 76,000 different pairs; one in six that
  // are asked for isn't there.
  private static final int MEMO_BITS = 17;
  private static final int PAIR_BITS = 42; // two code points
  private static final int TAG_BITS = PAIR_BITS - MEMO_BITS;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L; // odd, so no two pairs become one
  private static final byte NO = 0;
  private static final byte YES = 1;
  private static final byte UNASKED = -128;

  private final CutRule rule;
  private final byte[] ascii = new byte[1 << 14]; // left << 7 | right
  // What of the multiplied pair isn't the place in the table; whether it may be cut; 1.
  private final int[] memo = new int[1 << MEMO_BITS];

  UnitCuts(CutRule rule) {
    this.rule = rule;
    java.util.Arrays.fill(ascii, UNASKED);
  }

  /// Finds the next units of the well-formed UTF-8 in `utf8[from, to)`, of which the first starts
  /// at `from`, and returns how many; at least one, at most as many as `ends` has room for. Their
  /// ends go to `ends`. The last one may end where no cut is only at `to`.
  int split(byte[] utf8, int from, int to, int[] ends) {
    int found = 0;
    int at = from; // the character to the left of the place in question
    while (true) {
      int left = utf8[at];
      if (left >= 0) {
        // As far as there is room if each character were a unit.
        int stop = (int) Math.min(to, at + 1L + ends.length - found);
        int sum = 0;
        int i = at + 1;
        for (; i < stop; i++) {
          int right = utf8[i];
          if (right < 0) {
            break;
          }
          int answer = ascii[left << 7 | right];
          ends[found] = i;
          found += answer & 1;
          sum |= answer;
          left = right;
        }
        if (sum < 0) { // some pair was not known: ask, and go over this part again
          ask(utf8, at, i);
          found = withoutEndsAfter(at, ends, found);
          continue;
        }
        at = i - 1;
        if (found == ends.length) {
          return found;
        }
        if (i == to) {
          break;
        }
        if (utf8[i] >= 0) {
          continue;
        }
      }
      int next = at + Utf8.sequenceLength(utf8[at] & 0xFF);
      if (next >= to) {
        break;
      }
      if (cuts(Utf8.codePointAt(utf8, at, to), Utf8.codePointAt(utf8, next, to))) {
        ends[found++] = next;
        if (found == ends.length) {
          return found;
        }
      }
      at = next;
    }
    ends[found] = to; // there is room: a full array was returned
    return found + 1;
  }

  private static int withoutEndsAfter(int at, int[] ends, int found) {
    int kept = found;
    while (kept > 0 && ends[kept - 1] > at) {
      kept--;
    }
    return kept;
  }

  private void ask(byte[] utf8, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int pair = utf8[i - 1] << 7 | utf8[i];
      if (ascii[pair] == UNASKED) {
        ascii[pair] = mayCut(utf8[i - 1], utf8[i]) ? YES : NO;
      }
    }
  }

  private boolean mayCut(int left, int right) {
    return rule.between(left, right)
        && (left >= 0x80 || !rule.isDropped(left) || rule.isDropped(right));
  }

  private boolean cuts(int left, int right) {
    long mixed = ((long) left << 21 | right) * MULTIPLIER;
    int slot = (int) (mixed >>> TAG_BITS) & (1 << MEMO_BITS) - 1;
    int tag = (int) mixed << (Integer.SIZE - TAG_BITS) >>> (Integer.SIZE - TAG_BITS - 2) | 1;
    int entry = memo[slot];
    if ((entry & ~2) == tag) {
      return (entry & 2) != 0;
    }
    boolean may = mayCut(left, right);
    memo[slot] = tag | (may ? 2 : 0);
    return may;
  }
}
