package org.tokenlab.tokenizers.regex;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;

/// Splits at the matches of a regular expression.
///
/// What becomes of text between matches is the caller's choice: [#isolating] keeps it as pieces, as
/// HF's Split does with `behavior` Isolated; [#matching] drops it, as tiktoken does. Where the
/// expression matches everywhere, as nearly all splitting patterns do, the two are one.
///
/// This class, a [Splitter], is for regular expressions whose matches don't depend on what stands
/// before them. [#isolating] and [#matching] give one wherever they can, and a plain [PreTokenizer]
/// for the rest: look-behind, `\b`, `^`, back-references and the like need the whole text.
///
/// Runs an automaton, in time linear in what it reads; a piece's end is known one character later.
/// Only an expression such as `ab*c|a`, on a text of many a and b, reads on in vain after each
/// match, and takes quadratic time in all. Immutable and thread-safe.
public final class RegexSplitter implements Splitter {
  private static final int MOST_ROWS_FOR_CUTS = 4_000;

  private final TextPattern.Regex regex;
  private final CompiledPattern pattern;
  private final Automaton automaton;
  private volatile boolean @Nullable [][] cuts;

  private RegexSplitter(TextPattern.Regex regex, CompiledPattern pattern, Automaton automaton) {
    this.regex = regex;
    this.pattern = pattern;
    this.automaton = automaton;
  }

  /// Matches are pieces, and what lies between two matches is a piece; HF's Isolated.
  ///
  /// @throws IllegalArgumentException as [TextPattern#matcher]
  public static PreTokenizer isolating(TextPattern.Regex regex) {
    return CompiledPattern.of(regex).isolating(regex);
  }

  static PreTokenizer isolating(TextPattern.Regex regex, CompiledPattern pattern) {
    return pattern.anchored != null && !pattern.looksBack
        ? new RegexSplitter(regex, pattern, pattern.anchored)
        : new RegexPieces(regex, true);
  }

  /// Matches are pieces, and what lies between them is dropped; tiktoken's way.
  ///
  /// @throws IllegalArgumentException as [TextPattern#matcher]
  public static PreTokenizer matching(TextPattern.Regex regex) {
    CompiledPattern pattern = CompiledPattern.of(regex);
    Automaton automaton = pattern.anchored;
    return automaton != null && !pattern.looksBack && matchesEverywhere(automaton)
        ? new RegexSplitter(regex, pattern, automaton)
        : new RegexPieces(regex, false);
  }

  /// Whether a match that is not empty starts at each character, whatever follows.
  private static boolean matchesEverywhere(Automaton automaton) {
    int start = automaton.start(-1);
    java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>();
    java.util.Set<Integer> seen = new java.util.HashSet<>();
    for (int kind = 0; kind < automaton.end(); kind++) {
      int step = automaton.step(start, kind);
      if (step == 0 || (step & 1) != 0 || step >>> 1 == automaton.deadRow()) {
        return false; // an empty match, or none
      }
      if (seen.add(step >>> 1)) {
        open.add(step >>> 1);
      }
    }
    while (!open.isEmpty()) {
      int row = open.remove();
      for (int kind = 0; kind <= automaton.end(); kind++) {
        int step = automaton.step(row, kind);
        if (step == 0 || seen.size() > MOST_ROWS_FOR_CUTS) {
          return false;
        }
        if ((step & 1) == 0) { // not matched so far: it must be later
          int target = step >>> 1;
          if (target == automaton.deadRow()) {
            return false;
          }
          if (seen.add(target)) {
            open.add(target);
          }
        }
      }
    }
    return true;
  }

  /// The expression.
  public TextPattern.Regex regex() {
    return regex;
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int count = 0;
    int at = from;
    int[] read = new int[1];
    while (at < to && count < ends.length) {
      int end = automaton.match(utf8, from, to, at, read);
      if (end > at) {
        ends[count++] = end;
        at = end;
        continue;
      }
      // No match here, or an empty one: a gap up to the next match, which may be an empty one and
      // then parts the gap in two.
      PatternMatcher matcher = new PatternMatcher(pattern);
      int search = end == at ? CompiledPattern.after(utf8, at) : at;
      if (search < to && matcher.find(utf8, from, to, search)) {
        // It can be right here only if the automaton gave up, and then is not empty.
        ends[count++] = matcher.start() > at ? matcher.start() : Math.max(matcher.end(), at + 1);
      } else {
        ends[count++] = to;
      }
      at = ends[count - 1];
    }
    return count;
  }

  /// Whether, whatever state the automaton is in before `left`, it matches up to `right` and can't
  /// read on, and does so at the text's end too. Then a piece ends there in the whole text and in
  /// the part, and what comes after doesn't know what came before. Exact but for states that no
  /// text leads to from `left`; false where the automaton has thousands of states.
  @Override
  public boolean cutsBetween(int left, int right) {
    boolean[][] known = cuts;
    if (known == null) {
      known = findCuts();
      cuts = known;
    }
    return known.length > 0 && known[automaton.classOf(left)][automaton.classOf(right)];
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return cutsBetween(left, right) || pattern.endsBetween(left, right);
  }

  private boolean[][] findCuts() {
    int classes = automaton.end();
    int[] rows = automaton.reachable(MOST_ROWS_FOR_CUTS);
    if (rows == null) {
      return new boolean[0][];
    }
    int dead = automaton.deadRow();
    int cut = dead << 1 | 1;
    int start = automaton.start(-1);
    boolean[][] cuts = new boolean[classes][classes];
    for (int left = 0; left < classes; left++) {
      // A character that starts no match could be in a gap that goes on; an empty match, likewise.
      int first = automaton.step(start, left);
      boolean sound = first != 0 && first >>> 1 != dead && (first & 1) == 0;
      java.util.Arrays.fill(cuts[left], sound);
      for (int row : rows) {
        int step = automaton.step(row, left);
        int target = step >>> 1;
        if (step == 0 || target == dead) {
          continue;
        }
        boolean endsHere = (automaton.step(target, classes) & 1) == 1;
        for (int right = 0; right < classes && sound; right++) {
          cuts[left][right] &= endsHere && automaton.step(target, right) == cut;
        }
      }
    }
    return cuts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegexSplitter that && regex.equals(that.regex);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(regex);
  }

  @Override
  public String toString() {
    return "RegexSplitter[" + regex + "]";
  }
}
