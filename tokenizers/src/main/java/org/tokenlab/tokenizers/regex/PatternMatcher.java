package org.tokenlab.tokenizers.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds a [TextPattern] in well-formed UTF-8. Not thread-safe: one thread's; cheap to make.
///
/// [#find] finds one match. [#scan] and [#next] find one after the other as HF's `find_matches` and
/// tiktoken's `find_iter` do.
public final class PatternMatcher {
  private static final byte[] NO_TEXT = {};

  private final @Nullable CompiledPattern pattern;
  private final byte[] literal;
  private @Nullable Backtracker backtracker;
  private final int[] read = new int[1];
  private int start;
  private int end;

  private byte[] text = NO_TEXT;
  private int textFrom;
  private int textTo;
  private int searchFrom = 1;
  private int lastEnd = -1;

  PatternMatcher(CompiledPattern pattern) {
    this.pattern = pattern;
    literal = NO_TEXT;
  }

  PatternMatcher(byte[] literal) {
    pattern = null;
    this.literal = literal;
  }

  /// Finds the leftmost match that starts at or after byte `start` of the haystack `utf8[from,
  /// to)`: the text, for the pattern, starts at `from` and ends at `to`, whatever the array holds
  /// besides. Look-behind sees back to `from`; `\G` is `start`.
  ///
  /// A match may be empty. For a regular pattern, time is linear in what is read, which ends one
  /// character after what decides the match; see the package for the others.
  ///
  /// @param start where a character starts, or `to`; from `from` to `to`
  public boolean find(byte[] utf8, int from, int to, int start) {
    if (pattern == null) {
      return findLiteral(utf8, to, start);
    }
    Automaton automaton = pattern.anchored;
    if (automaton != null) {
      int found = findRegular(automaton, pattern, utf8, from, to, start);
      if (found != Automaton.GAVE_UP) {
        return found >= 0;
      }
    }
    return findAny(pattern, utf8, from, to, start);
  }

  /// Tries place after place; where attempts that fail read far, searches for the match's end and
  /// goes back from there to its start, so that the time stays linear.
  private int findRegular(
      Automaton automaton, CompiledPattern pattern, byte[] utf8, int from, int to, int first) {
    MatchStarts starts = pattern.starts();
    int at = starts.next(utf8, first, to);
    long wasted = 0;
    while (wasted <= 64 + 4L * (at - first)) {
      int found = automaton.match(utf8, from, to, at, read);
      if (found == Automaton.GAVE_UP) {
        return found;
      }
      if (found >= 0) {
        start = at;
        end = found;
        return found;
      }
      if (at == to) {
        return Automaton.NONE;
      }
      wasted += read[0] - at;
      at = starts.next(utf8, CompiledPattern.after(utf8, at), to);
    }
    int found = pattern.search().match(utf8, from, to, at, read);
    if (found >= 0) {
      int begins = pattern.backwards().matchBackwards(utf8, from, to, found, at);
      if (begins == Automaton.GAVE_UP) {
        return begins;
      }
      if (begins < at) {
        throw new IllegalStateException("the match that ends at " + found + " has no start");
      }
      start = begins;
      end = found;
    }
    return found;
  }

  private boolean findAny(CompiledPattern pattern, byte[] utf8, int from, int to, int first) {
    Backtracker runs = backtracker;
    if (runs == null) {
      runs = new Backtracker(pattern.program);
      backtracker = runs;
    }
    runs.begin();
    MatchStarts starts = pattern.starts();
    int at = starts.next(utf8, first, to);
    for (; ; at = starts.next(utf8, CompiledPattern.after(utf8, at), to)) {
      int found = runs.match(utf8, from, to, first, at);
      if (found >= 0) {
        start = runs.start();
        end = found;
        return true;
      }
      if (at >= to) {
        return false;
      }
    }
  }

  private boolean findLiteral(byte[] utf8, int to, int first) {
    int length = literal.length;
    if (length == 0) {
      start = first;
      end = first;
      return true;
    }
    for (int at = first; at + length <= to; at++) {
      if (utf8[at] == literal[0] && Arrays.equals(utf8, at, at + length, literal, 0, length)) {
        start = at;
        end = at + length;
        return true;
      }
    }
    return false;
  }

  /// Byte offset where the match found last starts. (With `\K` inside look-ahead it can be beyond
  /// [#end].)
  public int start() {
    return start;
  }

  /// Byte offset where the match found last ends, exclusive.
  public int end() {
    return end;
  }

  /// Starts over in `utf8[from, to)`, for [#next].
  public void scan(byte[] utf8, int from, int to) {
    text = utf8;
    textFrom = from;
    textTo = to;
    searchFrom = from;
    lastEnd = -1;
  }

  /// Finds the next match as both peers do: the search goes on where the last match ended; an empty
  /// match there is passed over, and after an empty match the search goes on one character later.
  /// Matches, empty ones included, are thus in order and don't overlap.
  public boolean next() {
    while (searchFrom <= textTo) {
      if (!find(text, textFrom, textTo, searchFrom)) {
        searchFrom = textTo + 1;
        return false;
      }
      boolean empty = start == end;
      boolean passedOver = empty && end == lastEnd;
      searchFrom = !empty ? end : end < textTo ? CompiledPattern.after(text, end) : textTo + 1;
      if (!passedOver) {
        lastEnd = end;
        return true;
      }
    }
    return false;
  }
}
