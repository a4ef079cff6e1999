package org.tokenlab.tokenizers.regex;

import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.Utf8;

/// Runs a [Program] by trying choices in order, with a stack of its own. One thread's.
///
/// Remembers, after some thousands of failures in one search, where in the program and in the text
/// it failed, and doesn't try there again: without look-around, atomic groups, loops of nothing and
/// references the time is O(program · text). Those keep what they do inside out of the memory, so a
/// pattern that nests repeats within them can take polynomial time, and one with references
/// exponential time, as in any backtracking engine. Memory: the stack grows with the choices open,
/// at most a few for each character; the record of failures is bounded.
final class Backtracker {
  private static final int FAILURES_BEFORE_MEMORY = 4_096;
  private static final int MOST_REMEMBERED = 1 << 22;
  private static final int RESTORE = -1;
  private static final int BACK_FURTHER = -2;

  private final Program program;
  private final int[] slots;
  private int[] stack = new int[256]; // frames of four: place in the program or a kind, then data
  private int height;
  private long[] failed = new long[0];
  private int remembered;
  private int failures;

  Backtracker(Program program) {
    this.program = program;
    slots = new int[program.slots];
  }

  /// Forgets failures; call before a search in other text or with another start.
  void begin() {
    if (remembered > 0) {
      Arrays.fill(failed, 0);
      remembered = 0;
    }
    failures = 0;
  }

  /// The start of the match last found, which `\K` may have moved.
  int start() {
    return slots[0];
  }

  /// The end of the match that starts at `at`, or −1.
  int match(byte[] utf8, int from, int to, int searchStart, int at) {
    Arrays.fill(slots, -1);
    slots[0] = at;
    height = 0;
    int[] code = program.code;
    int pc = 0;
    int place = at;
    while (true) {
      boolean ok = true;
      int a = code[pc + 1];
      switch (code[pc]) {
        case Program.CHARS -> {
          ok =
              place < (slots[1] < 0 ? to : slots[1])
                  && program.sets.get(a).contains(Utf8.codePointAt(utf8, place, to));
          if (ok) {
            place += Utf8.sequenceLength(utf8[place] & 0xFF);
            pc += 3;
          }
        }
        case Program.SPLIT -> {
          push(code[pc + 2], place, 0, 0);
          pc = a;
        }
        case Program.JUMP -> pc = a;
        case Program.EDGE -> {
          ok = holds(program.edges.get(a), utf8, from, to, place);
          pc += 3;
        }
        case Program.SAVE -> {
          int other = code[pc + 2];
          if (other >= 0) {
            set(a + 1, place);
            set(a, slots[other]);
          } else {
            set(a, place);
          }
          pc += 3;
        }
        case Program.MATCH -> {
          return place;
        }
        case Program.OPEN -> {
          set(a, 0);
          slots[a] = height;
          pc += 3;
        }
        case Program.CUT -> {
          cut(slots[a]);
          pc += 3;
        }
        case Program.OPEN_LOOK -> {
          set(a, 0);
          set(a + 1, place);
          slots[a] = height;
          pc += 3;
        }
        case Program.CLOSE_LOOK -> {
          place = slots[a + 1];
          cut(slots[a]);
          pc += 3;
        }
        case Program.OPEN_NOT -> {
          set(a, 0);
          set(a + 1, place);
          slots[a] = height;
          push(code[pc + 2], place, 0, 0);
          pc += 3;
        }
        case Program.FAIL_NOT -> {
          undo(slots[a]);
          ok = false;
        }
        case Program.BACK -> {
          int[] limits = program.backs.get(code[pc + 2]);
          int back = stepsBack(utf8, from, place, limits[0]);
          ok = back >= 0;
          if (ok) {
            set(a + 2, slots[1]);
            set(1, place);
            if (limits[1] > limits[0]) {
              push(BACK_FURTHER, pc, back, limits[1] - limits[0]);
            }
            place = back;
            pc += 3;
          }
        }
        case Program.AT_PLACE -> {
          ok = place == slots[a + 1];
          if (ok) {
            set(1, slots[a + 2]);
          }
          pc += 3;
        }
        case Program.REFERENCE -> {
          int end = reference(utf8, to, place, program.references.get(a), code[pc + 2] == 1);
          ok = end >= 0;
          place = end;
          pc += 3;
        }
        case Program.LOOPED -> {
          if (place == slots[a]) {
            pc = code[pc + 2];
          } else {
            pc += 3;
          }
        }
        case Program.SEARCH_START -> {
          ok = place == searchStart;
          pc += 3;
        }
        default -> throw new IllegalStateException("instruction " + code[pc]);
      }
      if (ok) {
        continue;
      }
      // Back to the last choice that was not yet seen to fail.
      while (true) {
        if (height == 0) {
          return -1;
        }
        height -= 4;
        int kind = stack[height];
        if (kind == RESTORE) {
          slots[stack[height + 1]] = stack[height + 2];
        } else if (kind == BACK_FURTHER) {
          int open = stack[height + 1];
          int left = stack[height + 3];
          int back = stepsBack(utf8, from, stack[height + 2], 1);
          if (back >= 0) {
            if (left > 1) {
              push(BACK_FURTHER, open, back, left - 1);
            }
            place = back;
            pc = open + 3;
            break;
          }
        } else {
          pc = kind;
          place = stack[height + 1];
          if (!program.memorable[pc / 3] || !seen(pc, place, from)) {
            break;
          }
        }
      }
    }
  }

  private void push(int kind, int a, int b, int c) {
    if (height + 4 > stack.length) {
      if (stack.length > Integer.MAX_VALUE / 2) {
        throw new IllegalStateException("a regular expression left more than 2^29 choices open");
      }
      stack = Arrays.copyOf(stack, 2 * stack.length);
    }
    stack[height] = kind;
    stack[height + 1] = a;
    stack[height + 2] = b;
    stack[height + 3] = c;
    height += 4;
  }

  private void set(int slot, int value) {
    push(RESTORE, slot, slots[slot], 0);
    slots[slot] = value;
  }

  /// Drops the choices above `floor`, but keeps what is to be restored.
  private void cut(int floor) {
    int kept = floor;
    for (int i = floor; i < height; i += 4) {
      if (stack[i] == RESTORE) {
        stack[kept] = RESTORE;
        stack[kept + 1] = stack[i + 1];
        stack[kept + 2] = stack[i + 2];
        kept += 4;
      }
    }
    height = kept;
  }

  private void undo(int floor) {
    while (height > floor) {
      height -= 4;
      if (stack[height] == RESTORE) {
        slots[stack[height + 1]] = stack[height + 2];
      }
    }
  }

  /// Whether it has failed here before; remembers that it does now.
  private boolean seen(int pc, int place, int from) {
    if (++failures < FAILURES_BEFORE_MEMORY) {
      return false;
    }
    if (remembered * 2 >= failed.length) {
      if (remembered >= MOST_REMEMBERED) {
        return false;
      }
      long[] old = failed;
      failed = new long[Math.max(1 << 14, 2 * old.length)];
      for (long key : old) {
        if (key != 0) {
          failed[slotOf(key)] = key;
        }
      }
    }
    long key = ((long) pc << 32 | place - from) + 1;
    int slot = slotOf(key);
    if (failed[slot] == key) {
      return true;
    }
    failed[slot] = key;
    remembered++;
    return false;
  }

  private int slotOf(long key) {
    int mask = failed.length - 1;
    int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 40) & mask;
    while (failed[slot] != 0 && failed[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  static boolean holds(Node.Edge edge, byte[] utf8, int from, int to, int place) {
    boolean before =
        place == from
            ? edge.atStart()
            : edge.before().contains(Utf8.codePointAt(utf8, back(utf8, place), to));
    return before
        && (place == to ? edge.atEnd() : edge.after().contains(Utf8.codePointAt(utf8, place, to)));
  }

  private static int back(byte[] utf8, int place) {
    int at = place - 1;
    while ((utf8[at] & 0xC0) == 0x80) {
      at--;
    }
    return at;
  }

  private static int stepsBack(byte[] utf8, int from, int place, int steps) {
    int at = place;
    for (int i = 0; i < steps; i++) {
      if (at == from) {
        return -1;
      }
      at = back(utf8, at);
    }
    return at;
  }

  private int reference(byte[] utf8, int to, int place, int[] groups, boolean anyCase) {
    for (int group : groups) {
      int start = slots[group];
      int end = slots[group + 1];
      if (start < 0 || end < 0) {
        continue;
      }
      int after =
          anyCase
              ? sameInAnyCase(utf8, start, end, place, to)
              : place + end - start <= to
                      && Arrays.equals(utf8, start, end, utf8, place, place + end - start)
                  ? place + end - start
                  : -1;
      if (after >= 0) {
        return after;
      }
    }
    return -1;
  }

  private int sameInAnyCase(byte[] utf8, int start, int end, int place, int to) {
    int at = place;
    for (int i = start; i < end; i += Utf8.sequenceLength(utf8[i] & 0xFF)) {
      if (at >= to) {
        return -1;
      }
      int wanted = Utf8.codePointAt(utf8, i, end);
      int found = Utf8.codePointAt(utf8, at, to);
      if (wanted != found && !equal(wanted, found)) {
        return -1;
      }
      at += Utf8.sequenceLength(utf8[at] & 0xFF);
    }
    return at;
  }

  private boolean equal(int wanted, int found) {
    if (program.dialect == Dialect.ONIGURUMA) {
      List<Integer> fold = UnicodeData.fold(wanted);
      return fold.equals(UnicodeData.fold(found));
    }
    return UnicodeData.simplyFolded(CodeSet.of(wanted)).contains(found);
  }
}
