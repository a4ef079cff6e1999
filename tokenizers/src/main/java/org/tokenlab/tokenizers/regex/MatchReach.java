package org.tokenlab.tokenizers.regex;

import java.util.BitSet;

/// Whether a match, or what it looks at, may reach over the place between two characters.
///
/// Who has read the left character may read the right one next; then it might fare otherwise than
/// at the end of a text. Where no instruction that takes the left one leads to one that takes the
/// right one, nor to an edge that tells the right one from the end, whatever was begun before the
/// place ends there in any case, and alike. (Who reads a character that it does not take fails, as
/// it does at the end.) So texts that meet there have the matches that they have apart.
///
/// Says yes if in doubt: for programs that look back, or refer to groups. Immutable.
final class MatchReach {
  private final Program program;
  private final boolean unknown;

  /// @param looksBack whether a match may depend on what stands before it
  MatchReach(Program program, boolean looksBack) {
    this.program = program;
    unknown = looksBack || !program.references.isEmpty();
  }

  /// Whether one may reach over from `left` to `right`. O(instructions).
  boolean over(int left, int right) {
    if (unknown) {
      return true;
    }
    BitSet open = new BitSet();
    for (int pc = 0; pc < program.code.length; pc += 3) {
      if (program.code[pc] == Program.CHARS
          && program.sets.get(program.code[pc + 1]).contains(left)) {
        open.set(pc + 3);
      }
    }
    BitSet seen = new BitSet();
    for (int pc = open.nextSetBit(0); pc >= 0; pc = open.nextSetBit(0)) {
      open.clear(pc);
      if (seen.get(pc)) {
        continue;
      }
      seen.set(pc);
      int a = program.code[pc + 1];
      int b = program.code[pc + 2];
      switch (program.code[pc]) {
        case Program.CHARS -> {
          if (program.sets.get(a).contains(right)) {
            return true;
          }
        }
        case Program.EDGE -> {
          Node.Edge edge = program.edges.get(a);
          if (edge.before().contains(left)) {
            if (edge.after().contains(right) != edge.atEnd()) {
              return true;
            }
            if (edge.atEnd()) {
              open.set(pc + 3);
            }
          }
        }
        case Program.SPLIT -> {
          open.set(a);
          open.set(b);
        }
        case Program.JUMP -> open.set(a);
        case Program.OPEN_NOT, Program.LOOPED -> {
          open.set(pc + 3);
          open.set(b);
        }
        case Program.SAVE, Program.OPEN, Program.CUT, Program.OPEN_LOOK, Program.CLOSE_LOOK ->
            open.set(pc + 3);
        case Program.MATCH, Program.FAIL_NOT -> {
          // It ends here, in any case.
        }
        default -> {
          return true;
        }
      }
    }
    return false;
  }
}
