package org.tokenlab.tokenizers.superword;

import org.tokenlab.tokenizers.Utf8;

/// Takes a text apart into runs of one script, and finds the words of each run by one of two
/// expressions: that of certain scripts, or the main one.
///
/// As fastboundlessbpe does it: a run ends behind its last character of its script or inherited
/// one, so that spaces, digits and punctuation go to what follows; at the text's beginning and end
/// they belong to the only run there is beside them, and a text of nothing else is the main one's.
///
/// What follows a run's last character thus depends on what comes later, and what a combining mark
/// belongs to on what came before. A [Cursor] knows what run it is in. A call of [#find] without
/// one goes on to the end of a run or to a place between two letters of the run's script where its
/// expression always cuts, and only there it stops: what follows is found without knowing what was
/// before. Either way time is linear.
final class ScriptWords implements WordFinder {
  private static final int BLOCK = 1 << 12; // bytes: where a place to stop is looked for first

  private final WordFinder main;
  private final WordFinder special;
  private final boolean[] isSpecial; // by script

  /// @param isSpecial by script: whether `special` finds its words
  ScriptWords(WordFinder main, WordFinder special, boolean[] isSpecial) {
    this.main = main;
    this.special = special;
    this.isSpecial = isSpecial;
  }

  @Override
  public int find(byte[] utf8, int from, int to, int[] ends) {
    int[] found = new int[64];
    int count = 0;
    int at = from;
    // What of a stretch finds no room is found in vain, so the last one has half of it.
    while (at < to && count <= ends.length / 2) {
      long stretch = stretch(utf8, at, to, BLOCK);
      int end = (int) stretch;
      WordFinder finder = of((int) (stretch >>> 32));
      int start = count;
      while (at < end) {
        int pieces = finder.find(utf8, at, end, found);
        if (pieces == 0) {
          found = new int[2 * found.length];
          continue;
        }
        if (pieces > ends.length - count) {
          return start;
        }
        System.arraycopy(found, 0, ends, count, pieces);
        count += pieces;
        at = end(found[pieces - 1]);
        if (pieces == found.length && found.length < ends.length) {
          found = new int[2 * found.length];
        }
      }
    }
    return count;
  }

  @Override
  public Cursor newCursor() {
    return new RunCursor();
  }

  /// Knows the run that it is in, whose end may be far off.
  private final class RunCursor implements Cursor {
    private final Cursor mainWords = main.newCursor();
    private final Cursor specialWords = special.newCursor();
    private int[] found = new int[64];
    private int runEnd = -1; // −1: a text begins
    private Cursor words = mainWords;

    @Override
    public void begin() {
      runEnd = -1;
    }

    @Override
    public int next(byte[] utf8, int from, int to, int[] ends) {
      if (runEnd < 0 || from == runEnd) {
        beginRun(utf8, from, to);
      }
      int count = words.next(utf8, from, runEnd, ends);
      if (count == 0) {
        return 0;
      }
      // Runs may be short: as many as there is surely room for.
      int at = end(ends[count - 1]);
      while (at == runEnd && at < to && count + found.length <= ends.length) {
        beginRun(utf8, at, to);
        int more = words.next(utf8, at, runEnd, found);
        if (more == 0) {
          found = new int[2 * found.length];
          break;
        }
        System.arraycopy(found, 0, ends, count, more);
        count += more;
        at = end(ends[count - 1]);
      }
      return count;
    }

    private void beginRun(byte[] utf8, int from, int to) {
      long run = stretch(utf8, from, to, Integer.MAX_VALUE);
      runEnd = (int) run;
      words = isSpecial[(int) (run >>> 32)] ? specialWords : mainWords;
      words.begin();
    }
  }

  private static int end(int found) {
    return found < 0 ? ~found : found;
  }

  private WordFinder of(int script) {
    return isSpecial[script] ? special : main;
  }

  /// Where what starts at `at`, a place to stop, goes up to the next one; and in the upper half the
  /// script whose expression finds its words.
  ///
  /// @param block from how many bytes on a place inside the run will do
  private long stretch(byte[] utf8, int at, int to, int block) {
    int script = Scripts.COMMON;
    int scriptEnd = at; // behind the last character that is surely the run's
    int left = -1;
    int leftScript = Scripts.COMMON;
    int next;
    for (int i = at; i < to; i = next) {
      int right = utf8[i];
      next = i + 1;
      if (right < 0) {
        next = i + Utf8.sequenceLength(right & 0xFF);
        right = Utf8.codePointAt(utf8, i, to);
      }
      int rightScript = Scripts.of(right);
      if (Scripts.isOwn(rightScript)) {
        if (Scripts.isOwn(script) && rightScript != script) {
          return (long) script << 32 | scriptEnd;
        }
        if (i - at >= block
            && leftScript == rightScript
            && of(rightScript).cutsBetween(left, right)) {
          return (long) script << 32 | i;
        }
        script = rightScript;
        scriptEnd = next;
      } else if (rightScript == Scripts.INHERITED) {
        scriptEnd = next;
      }
      left = right;
      leftScript = rightScript;
    }
    return (long) script << 32 | to;
  }

  @Override
  public boolean covers() {
    return main.covers() && special.covers();
  }

  /// Only between letters: what their run is like, each says by itself.
  @Override
  public boolean cutsBetween(int left, int right) {
    return Scripts.isOwn(Scripts.of(right)) && cutsBehind(left, right);
  }

  /// Behind a letter: it says what run it is in.
  @Override
  public boolean cutsBehind(int left, int right) {
    int before = Scripts.of(left);
    int after = Scripts.of(right);
    if (!Scripts.isOwn(before)) {
      return false;
    }
    return (Scripts.isOwn(after) && after != before) || of(before).cutsBetween(left, right);
  }

  @Override
  public boolean looksBehind() {
    return true;
  }
}
