package org.tokenlab.tokenizers.pretokenize;

import java.util.concurrent.atomic.AtomicReference;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Isolates the matches of a pattern that never looks back before where a match begins, so that a
/// text can be taken up again at any piece. Thread-safe.
final class PatternSplitter implements Splitter {
  private final TextPattern pattern;

  // One matcher is kept for the next call; threads that come meanwhile make their own.
  private final AtomicReference<PatternMatcher> spare = new AtomicReference<>();

  PatternSplitter(TextPattern pattern) {
    this.pattern = pattern;
    spare.set(pattern.matcher());
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    PatternMatcher kept = spare.getAndSet(null);
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
    spare.set(matcher);
    return count;
  }
}
