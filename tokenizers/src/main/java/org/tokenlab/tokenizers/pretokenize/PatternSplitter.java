package org.tokenlab.tokenizers.pretokenize;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Isolates the matches of a pattern that never looks back before where a match begins, so that a
/// text can be taken up again at any piece. Thread-safe.
final class PatternSplitter implements Splitter {
  private final Split split;
  private final TextPattern pattern;

  // As many as there were threads here at once: a matcher's memory is worth keeping.
  private final ConcurrentLinkedQueue<PatternMatcher> spare = new ConcurrentLinkedQueue<>();

  /// @param split whose splitter this is; its behaviour is Isolated
  PatternSplitter(Split split) {
    this.split = split;
    pattern = split.pattern();
    spare.add(pattern.matcher());
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    PatternMatcher kept = spare.poll();
    PatternMatcher matcher = kept != null ? kept : pattern.matcher();
    int count = 0;
    int covered = from;
    int search = from;
    while (count < ends.length && search <= to && matcher.find(utf8, from, to, search)) {
      if (matcher.start() > covered) {
        covered = matcher.start();
        ends[count++] = covered;
      }
      if (matcher.end() > matcher.start()) {
        if (count < ends.length) {
          covered = matcher.end();
          ends[count++] = covered;
        }
        search = matcher.end();
      } else {
        // An empty match cuts before it, and the next one is sought a character later, unless one
        // that is not empty begins here; the engine would have preferred that if the pattern did.
        search = matcher.end() < to ? Scanner.after(utf8, matcher.end(), to) : to + 1;
      }
    }
    if (count < ends.length && covered < to) {
      ends[count++] = to;
    }
    spare.add(matcher);
    return count;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return split.cutsBetween(left, right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return split.keepsApart(left, right);
  }
}
