package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;

/// A regular [Program] as a deterministic automaton, made while it is used: constant time for each
/// character read.
///
/// A state is a list of places in the program, those that are tried first in front, before it is
/// known which of them edges let through; and of the character read before, what edges ask about
/// it. A step reads a character's class, or the end of the text: first it follows choices and
/// edges, which now see the characters on both sides, and so finds whether the text matches up to
/// here; places behind the one that matches are dropped, as a match by a choice made earlier is
/// preferred. Then the rest reads the character. A match is thus known one character later, and
/// look-ahead by one character costs nothing.
///
/// Shared by all threads: steps known already are read without a lock, new ones made under one. At
/// most [#MOST_STEPS] are kept; a pattern that needs more has to be run otherwise.
final class Automaton {
  /// Steps kept: 4 bytes each.
  static final int MOST_STEPS = 1 << 20;

  /// No match.
  static final int NONE = -1;

  /// The automaton has grown too large.
  static final int GAVE_UP = -2;

  private final int[] code;
  private final CodeClasses classes;
  private final boolean[][] contains; // set, class
  private final Node.Edge[] edges;
  private final boolean[][] edgeBefore; // edge, what was before: a class, or the start
  private final boolean[][] edgeAfter; // edge, what comes after: a class, or the end
  private final int[] contextOf; // what edges can tell about a class, or the start, before a place
  private final int[] contextMember;
  private final boolean searches;
  private final boolean longest;

  private final int end; // the class of the text's end
  private final int stride;
  private final Map<State, Integer> numbers = new HashMap<>();
  private final List<State> states = new ArrayList<>();
  // (row << 1 | matched) for each state's row and class; 0 while not known. A step is only written
  // to an array that has its row, so a reader of an old array finds no row beyond its end.
  private volatile int[] steps;
  private volatile boolean full;
  private final int[] startRow; // by context
  private final int deadRow;

  /// A state: places in order, the context, and whether new attempts may still begin.
  private record State(List<Integer> places, int context, boolean searching) {}

  /// @param searches whether a match may begin later than where it is started
  /// @param longest whether the longest match is wanted, whatever choice leads to it
  Automaton(Program program, CodeClasses classes, boolean searches, boolean longest) {
    code = program.code;
    this.classes = classes;
    this.searches = searches;
    this.longest = longest;
    end = classes.count();
    stride = end + 1;
    contains = new boolean[program.sets.size()][end];
    for (int s = 0; s < contains.length; s++) {
      for (int c = 0; c < end; c++) {
        contains[s][c] = program.sets.get(s).contains(classes.member(c));
      }
    }
    edges = program.edges.toArray(new Node.Edge[0]);
    edgeBefore = new boolean[edges.length][stride];
    edgeAfter = new boolean[edges.length][stride];
    for (int e = 0; e < edges.length; e++) {
      for (int c = 0; c < end; c++) {
        edgeBefore[e][c] = edges[e].before().contains(classes.member(c));
        edgeAfter[e][c] = edges[e].after().contains(classes.member(c));
      }
      edgeBefore[e][end] = edges[e].atStart();
      edgeAfter[e][end] = edges[e].atEnd();
    }
    Map<List<Boolean>, Integer> contexts = new HashMap<>();
    contextOf = new int[stride];
    int[] member = new int[stride];
    for (int c = 0; c < stride; c++) {
      List<Boolean> seen = new ArrayList<>();
      for (boolean[] before : edgeBefore) {
        seen.add(before[c]);
      }
      int next = contexts.size();
      contextOf[c] = contexts.computeIfAbsent(seen, _ -> next);
      member[contextOf[c]] = c;
    }
    contextMember = Arrays.copyOf(member, contexts.size());
    steps = new int[stride * 16];
    number(new State(List.of(-1), 0, false)); // row 0 is not used
    deadRow = row(number(new State(List.of(), 0, false)));
    startRow = new int[contexts.size()];
    for (int c = 0; c < startRow.length; c++) {
      startRow[c] = row(number(new State(List.of(0), c, searches)));
    }
  }

  /// All sets that a program's steps ask about.
  static List<CodeSet> setsOf(Program program) {
    List<CodeSet> sets = new ArrayList<>(program.sets);
    for (Node.Edge edge : program.edges) {
      sets.add(edge.before());
      sets.add(edge.after());
    }
    return sets.stream().distinct().toList();
  }

  private int row(int state) {
    return state * stride;
  }

  private int number(State state) {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    int number = states.size();
    numbers.put(state, number);
    states.add(state);
    if (row(number + 1) > steps.length) {
      steps = Arrays.copyOf(steps, 2 * steps.length);
    }
    return number;
  }

  /// Row of the start state where the class `before`, or −1 for the text's start, stands before.
  int start(int before) {
    return startRow[contextOf[before < 0 ? end : before]];
  }

  /// The end of the match that starts at `at` — or later, if the automaton searches — or [#NONE];
  /// [#GAVE_UP] if the automaton would grow too large.
  ///
  /// @param read receives at index 0 the byte after the last character that was looked at
  int match(byte[] utf8, int from, int to, int at, int[] read) {
    int row = startRow.length == 1 ? startRow[0] : start(before(utf8, from, to, at));
    int[] steps = this.steps;
    int[] ascii = classes.ascii;
    int dead = deadRow;
    int matched = NONE;
    int i = at;
    while (i < to) {
      int b = utf8[i];
      int length = 1;
      int kind;
      if (b >= 0) {
        kind = ascii[b];
      } else {
        kind = classes.of(Utf8.codePointAt(utf8, i, to));
        length = Utf8.sequenceLength(b & 0xFF);
      }
      int step = steps[row + kind];
      if (step == 0) {
        step = step(row, kind);
        if (step == 0) {
          return GAVE_UP;
        }
        steps = this.steps;
      }
      if ((step & 1) != 0) {
        matched = i;
      }
      row = step >>> 1;
      if (row == dead) {
        read[0] = i;
        return matched;
      }
      i += length;
    }
    read[0] = to;
    int step = step(row, end);
    return step == 0 ? GAVE_UP : (step & 1) != 0 ? to : matched;
  }

  /// The start of the longest match that ends at `at` and starts at or after `least`, for an
  /// automaton of the reversed program; [#NONE] or [#GAVE_UP] as there.
  int matchBackwards(byte[] utf8, int from, int to, int at, int least) {
    int row = start(at == to ? -1 : classes.at(utf8, at, to));
    int matched = NONE;
    int i = at;
    while (true) {
      int previous = i == from ? -1 : back(utf8, i);
      int step = step(row, previous < 0 ? end : classes.at(utf8, previous, to));
      if (step == 0) {
        return GAVE_UP;
      }
      if ((step & 1) != 0) {
        matched = i;
      }
      row = step >>> 1;
      if (row == deadRow || previous < least) {
        return matched;
      }
      i = previous;
    }
  }

  private int before(byte[] utf8, int from, int to, int at) {
    return at == from ? -1 : classes.at(utf8, back(utf8, at), to);
  }

  private static int back(byte[] utf8, int place) {
    int at = place - 1;
    while ((utf8[at] & 0xC0) == 0x80) {
      at--;
    }
    return at;
  }

  /// One step, known or new; 0 if there is no room for it.
  int step(int row, int kind) {
    int known = steps[row + kind];
    return known != 0 ? known : newStep(row, kind);
  }

  /// The row that leads nowhere.
  int deadRow() {
    return deadRow;
  }

  /// The class that stands for the text's end; those below are classes of characters.
  int end() {
    return end;
  }

  private synchronized int newStep(int row, int kind) {
    int known = steps[row + kind];
    if (known != 0) {
      return known;
    }
    if (full || row(states.size() + 1) > MOST_STEPS) {
      full = true;
      return 0;
    }
    State state = states.get(row / stride);
    boolean matched = false;
    List<Integer> next = new ArrayList<>();
    boolean[] visited = new boolean[code.length / 3];
    boolean[] listed = new boolean[code.length / 3];
    int before = contextMember[state.context];
    for (int place : state.places) {
      matched |= follow(place, before, kind, visited, listed, next, matched);
      if (matched && !longest) {
        break;
      }
    }
    boolean searching = state.searching && !matched;
    if (kind == end) {
      next.clear();
      searching = false;
    } else if (searching) {
      next.add(0); // an attempt that starts later comes last
      searching = searches;
    }
    int target =
        next.isEmpty() && !searching
            ? deadRow
            : row(number(new State(distinct(next), contextOf[kind], searching)));
    int step = target << 1 | (matched ? 1 : 0);
    steps[row + kind] = step;
    return step;
  }

  private static List<Integer> distinct(List<Integer> places) {
    return places.stream().distinct().toList();
  }

  /// Follows choices and edges from `place` in order; adds what reads the character to `next`.
  /// Returns whether the match was reached; then nothing after it was followed.
  private boolean follow(
      int place,
      int before,
      int kind,
      boolean[] visited,
      boolean[] listed,
      List<Integer> next,
      boolean matchedAlready) {
    boolean matched = matchedAlready;
    int[] stack = new int[16];
    int height = 0;
    stack[height++] = place;
    while (height > 0) {
      int pc = stack[--height];
      if (visited[pc / 3]) {
        continue;
      }
      visited[pc / 3] = true;
      if (height + 2 > stack.length) {
        stack = Arrays.copyOf(stack, 2 * stack.length);
      }
      switch (code[pc]) {
        case Program.CHARS -> {
          if (kind != end && contains[code[pc + 1]][kind] && !listed[(pc + 3) / 3]) {
            listed[(pc + 3) / 3] = true;
            next.add(pc + 3);
          }
        }
        case Program.SPLIT -> {
          stack[height++] = code[pc + 2];
          stack[height++] = code[pc + 1];
        }
        case Program.JUMP -> stack[height++] = code[pc + 1];
        case Program.EDGE -> {
          int edge = code[pc + 1];
          if (edgeBefore[edge][before] && edgeAfter[edge][kind]) {
            stack[height++] = pc + 3;
          }
        }
        default -> {
          matched = true;
          if (!longest) {
            return true;
          }
        }
      }
    }
    return matched;
  }

  /// The rows that can be reached from the start, or null if there are more than `most`.
  int @Nullable [] reachable(int most) {
    List<Integer> rows = new ArrayList<>();
    Map<Integer, Boolean> seen = new HashMap<>();
    for (int row : startRow) {
      if (seen.put(row, true) == null) {
        rows.add(row);
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      for (int kind = 0; kind <= end; kind++) {
        int step = step(rows.get(i), kind);
        if (step == 0 || rows.size() > most) {
          return null;
        }
        int target = step >>> 1;
        if (target != deadRow && seen.put(target, true) == null) {
          rows.add(target);
        }
      }
    }
    return rows.stream().mapToInt(r -> r).toArray();
  }

  /// The class of a code point.
  int classOf(int codePoint) {
    return classes.of(codePoint);
  }
}
