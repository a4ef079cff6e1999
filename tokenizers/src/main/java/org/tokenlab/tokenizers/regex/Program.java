package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern as instructions: three numbers each, run by [Backtracker] and, if there is nothing in
/// it but characters, choices and edges, by [Automaton]. Immutable.
///
/// Counted repeats are written out, so that a place in the program is all the state there is (but
/// for groups): at most [#MOST_INSTRUCTIONS].
final class Program {
  static final int MOST_INSTRUCTIONS = 1 << 20;

  /// A character of set `a`.
  static final int CHARS = 0;

  /// Go on at `a`; if that fails, at `b`.
  static final int SPLIT = 1;

  /// Go on at `a`.
  static final int JUMP = 2;

  /// Check edge `a`.
  static final int EDGE = 3;

  /// Note the place in slot `a`.
  static final int SAVE = 4;

  /// The end.
  static final int MATCH = 5;

  /// Remember in slot `a` how high the stack is.
  static final int OPEN = 6;

  /// Forget the choices made since slot `a` was set.
  static final int CUT = 7;

  /// As OPEN, and the place in slot `a + 1`, to return to.
  static final int OPEN_LOOK = 8;

  /// As CUT, and return to the place in slot `a + 1`.
  static final int CLOSE_LOOK = 9;

  /// If the body that follows fails, go on at `b`; slot `a` remembers how high the stack is.
  static final int OPEN_NOT = 10;

  /// The body matched: forget it and fail.
  static final int FAIL_NOT = 11;

  /// Go back, first by the fewest characters of look-behind `b`, then one more at a time; what
  /// follows reads nothing beyond this place. Slot `a + 2` keeps the limit that held before.
  static final int BACK = 12;

  /// Fail unless at the place in slot `a + 1`; the limit of slot `a + 2` holds again.
  static final int AT_PLACE = 13;

  /// The text of the last set of groups `a`, ignoring case if `b` is 1.
  static final int REFERENCE = 14;

  /// Go on at `b` if the place is still that of slot `a`: the loop's body matched nothing.
  static final int LOOPED = 15;

  /// Fail unless the search started here.
  static final int SEARCH_START = 16;

  final int[] code;
  final List<CodeSet> sets;
  final List<Node.Edge> edges;
  final List<int[]> references;
  final List<int[]> backs;
  final int slots;

  /// For each instruction, whether failing there once means failing there always.
  final boolean[] memorable;

  final Dialect dialect;

  private Program(Compilation from) {
    code = Arrays.copyOf(from.code, from.count);
    sets = List.copyOf(from.sets);
    edges = List.copyOf(from.edges);
    references = List.copyOf(from.references);
    backs = List.copyOf(from.backs);
    slots = from.slots;
    dialect = from.dialect;
    memorable = Arrays.copyOf(from.memorable, code.length / 3);
    if (!references.isEmpty()) {
      Arrays.fill(memorable, false);
    }
  }

  /// @param automaton whether it is for [Automaton], which needs no captures and no checks of
  ///   loops: it never visits a place twice without reading on
  static Program compile(Node node, Dialect dialect, boolean automaton) {
    Compilation compilation = new Compilation(dialect, hasReference(node), automaton);
    compilation.emit(node);
    compilation.add(MATCH, 0, 0);
    return new Program(compilation);
  }

  /// The pattern read backwards: matches the same texts from their ends.
  static Node reversed(Node node) {
    return switch (node) {
      case Node.Concat c ->
          new Node.Concat(c.parts().reversed().stream().map(Program::reversed).toList());
      case Node.Choice c -> new Node.Choice(c.options().stream().map(Program::reversed).toList());
      case Node.Repeat r -> new Node.Repeat(reversed(r.body()), r.min(), r.most(), r.greedy());
      case Node.Group g -> reversed(g.body());
      case Node.Edge e -> new Node.Edge(e.after(), e.atEnd(), e.before(), e.atStart());
      case Node.Chars _ -> node;
      default -> throw new IllegalArgumentException("not regular: " + node);
    };
  }

  /// Whether an automaton can run it with the dialect's choice of match.
  ///
  /// The regex crate itself runs automata, so any loop will do; Oniguruma leaves a loop after an
  /// empty iteration, which an automaton's order of states can't tell from a full one.
  static boolean isRegular(Node node, Dialect dialect) {
    return switch (node) {
      case Node.Chars _, Node.Edge _ -> true;
      case Node.Concat c -> c.parts().stream().allMatch(part -> isRegular(part, dialect));
      case Node.Choice c -> c.options().stream().allMatch(option -> isRegular(option, dialect));
      case Node.Repeat r ->
          isRegular(r.body(), dialect)
              && (dialect == Dialect.FANCY_REGEX || r.most() >= 0 || !r.body().isNullable());
      case Node.Group g -> isRegular(g.body(), dialect);
      default -> false;
    };
  }

  private static boolean hasReference(Node node) {
    return switch (node) {
      case Node.Concat c -> c.parts().stream().anyMatch(Program::hasReference);
      case Node.Choice c -> c.options().stream().anyMatch(Program::hasReference);
      case Node.Repeat r -> hasReference(r.body());
      case Node.Group g -> hasReference(g.body());
      case Node.Atomic a -> hasReference(a.body());
      case Node.Look l -> hasReference(l.body());
      case Node.BackReference _ -> true;
      default -> false;
    };
  }

  /// The program while it grows.
  private static final class Compilation {
    private final Dialect dialect;
    private final boolean captures;
    private final boolean automaton;
    private int[] code = new int[96];
    private boolean[] memorable = new boolean[32];
    private int count;
    private final List<CodeSet> sets = new ArrayList<>();
    private final List<Node.Edge> edges = new ArrayList<>();
    private final List<int[]> references = new ArrayList<>();
    private final List<int[]> backs = new ArrayList<>();
    private int slots = 2; // slot 0: where \K put the start; slot 1: where look-behind ends, or −1
    private int[] groupSlots = new int[0];
    private int inside; // atomic groups, look-around and nullable loops around this place

    Compilation(Dialect dialect, boolean captures, boolean automaton) {
      this.dialect = dialect;
      this.automaton = automaton;
      this.captures = captures;
    }

    int add(int op, int a, int b) {
      if (count + 3 > code.length) {
        if (count >= 3 * MOST_INSTRUCTIONS) {
          throw new IllegalArgumentException(
              "its repeat counts make it too large: more than " + MOST_INSTRUCTIONS + " steps");
        }
        code = Arrays.copyOf(code, 2 * code.length);
        memorable = Arrays.copyOf(memorable, 2 * memorable.length);
      }
      int at = count;
      code[at] = op;
      code[at + 1] = a;
      code[at + 2] = b;
      memorable[at / 3] = inside == 0;
      count += 3;
      return at;
    }

    private int here() {
      return count;
    }

    private int set(CodeSet set) {
      int found = sets.indexOf(set);
      if (found < 0) {
        sets.add(set);
        return sets.size() - 1;
      }
      return found;
    }

    private int groupSlot(int number) {
      if (number >= groupSlots.length) {
        groupSlots = Arrays.copyOf(groupSlots, number + 8);
      }
      if (groupSlots[number] == 0) {
        groupSlots[number] = slots;
        slots += 3; // start, end, and the start while the group is open
      }
      return groupSlots[number];
    }

    void emit(Node node) {
      switch (node) {
        case Node.Chars c -> add(CHARS, set(c.set()), 0);
        case Node.Concat c -> c.parts().forEach(this::emit);
        case Node.Choice c -> emitChoice(c.options());
        case Node.Repeat r -> emitRepeat(r);
        case Node.Group g -> {
          if (captures) {
            int slot = groupSlot(g.number());
            add(SAVE, slot + 2, -1);
            emit(g.body());
            add(SAVE, slot, slot + 2);
          } else {
            emit(g.body());
          }
        }
        case Node.Atomic a -> {
          int slot = slots++;
          add(OPEN, slot, 0);
          inside++;
          emit(a.body());
          add(CUT, slot, 0);
          inside--;
        }
        case Node.Look look -> emitLook(look);
        case Node.Edge e -> {
          int found = edges.indexOf(e);
          if (found < 0) {
            edges.add(e);
            found = edges.size() - 1;
          }
          add(EDGE, found, 0);
        }
        case Node.BackReference r -> {
          references.add(r.groups().stream().mapToInt(this::groupSlot).toArray());
          add(REFERENCE, references.size() - 1, r.anyCase() ? 1 : 0);
        }
        case Node.Keep _ -> add(SAVE, 0, -1);
        case Node.SearchStart _ -> add(SEARCH_START, 0, 0);
      }
    }

    private void emitChoice(List<Node> options) {
      List<Integer> ends = new ArrayList<>();
      for (int i = 0; i < options.size() - 1; i++) {
        int split = add(SPLIT, here() + 3, 0);
        emit(options.get(i));
        ends.add(add(JUMP, 0, 0));
        code[split + 2] = here();
      }
      emit(options.getLast());
      for (int end : ends) {
        code[end + 1] = here();
      }
    }

    private void emitRepeat(Node.Repeat r) {
      boolean nullable = r.body().isNullable();
      if (nullable && r.most() < 0 && dialect == Dialect.FANCY_REGEX) {
        emitAsRegexCrate(r);
        return;
      }
      for (int i = 0; i < r.min(); i++) {
        emit(r.body());
      }
      if (r.most() < 0) {
        int split = add(SPLIT, 0, 0);
        emitIteration(r, nullable, split);
        point(split, here(), r.greedy());
      } else {
        List<Integer> splits = new ArrayList<>();
        for (int i = r.min(); i < r.most(); i++) {
          splits.add(add(SPLIT, 0, 0));
          emit(r.body());
        }
        for (int split : splits) {
          point(split, here(), r.greedy());
        }
      }
    }

    /// `x{n,}` as `x{n-1}x+`, and `x*` as `(?:x+)?`, where the last x is the loop itself: so an
    /// empty iteration is not followed by another.
    private void emitAsRegexCrate(Node.Repeat r) {
      int skip = r.min() == 0 ? add(SPLIT, 0, 0) : -1;
      for (int i = 1; i < r.min(); i++) {
        emit(r.body());
      }
      int loop = here();
      int looped = -1;
      int slot = -1;
      if (!automaton) {
        slot = slots++;
        inside++;
        add(SAVE, slot, -1);
      }
      emit(r.body());
      if (!automaton) {
        looped = add(LOOPED, slot, 0);
        inside--;
      }
      int split = add(SPLIT, 0, 0);
      code[split + 1] = r.greedy() ? loop : here();
      code[split + 2] = r.greedy() ? here() : loop;
      if (looped >= 0) {
        code[looped + 2] = here();
      }
      if (skip >= 0) {
        point(skip, here(), r.greedy());
      }
    }

    private void point(int split, int exit, boolean greedy) {
      code[split + 1] = greedy ? split + 3 : exit;
      code[split + 2] = greedy ? exit : split + 3;
    }

    private void emitIteration(Node.Repeat r, boolean nullable, int split) {
      if (!nullable || automaton) {
        emit(r.body());
        add(JUMP, split, 0);
        return;
      }
      int slot = slots++;
      inside++;
      add(SAVE, slot, -1);
      emit(r.body());
      int looped = add(LOOPED, slot, 0);
      inside--;
      add(JUMP, split, 0);
      code[looped + 2] = here();
    }

    private void emitLook(Node.Look look) {
      int slot = slots;
      slots += 3;
      int open = add(look.negative() ? OPEN_NOT : OPEN_LOOK, slot, 0);
      inside++;
      if (look.behind()) {
        long longest = look.body().longest();
        backs.add(
            new int[] {
              (int) Math.min(look.body().shortest(), Integer.MAX_VALUE),
              longest < 0 ? Integer.MAX_VALUE : (int) Math.min(longest, Integer.MAX_VALUE)
            });
        add(BACK, slot, backs.size() - 1);
      }
      emit(look.body());
      if (look.behind()) {
        add(AT_PLACE, slot, 0);
      }
      add(look.negative() ? FAIL_NOT : CLOSE_LOOK, slot, 0);
      inside--;
      code[open + 2] = here();
    }
  }
}
