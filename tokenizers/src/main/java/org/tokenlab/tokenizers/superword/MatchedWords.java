package org.tokenlab.tokenizers.superword;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// The matches of an expression that may leave text out.
///
/// As fastboundlessbpe seeks them: for each, the text begins where the last one ended, so that
/// look-behind and `^` see nothing before. Time is the engine's; see the chapter of
/// [org.tokenlab.tokenizers.regex].
final class MatchedWords implements WordFinder {
  private final TextPattern.Regex regex;

  // As many as there were threads here at once: a matcher's memory is worth keeping.
  private final ConcurrentLinkedQueue<PatternMatcher> spare = new ConcurrentLinkedQueue<>();

  /// @throws IllegalArgumentException if the expression is not valid or not supported
  MatchedWords(TextPattern.Regex regex) {
    this.regex = regex;
    spare.add(regex.matcher());
  }

  @Override
  public int find(byte[] utf8, int from, int to, int[] ends) {
    PatternMatcher kept = spare.poll();
    PatternMatcher matcher = kept != null ? kept : regex.matcher();
    int count = 0;
    int at = from;
    // A gap and a match at a time, so that nothing is searched twice.
    while (at < to && count + 1 < ends.length) {
      if (!matcher.find(utf8, at, to, at)) {
        ends[count++] = ~to;
        break;
      }
      if (matcher.start() > at) {
        ends[count++] = ~matcher.start();
      }
      if (matcher.end() == matcher.start()) {
        throw new IllegalStateException(
            "an expression that finds words must not match the empty text; at byte "
                + matcher.start()
                + " this one does: "
                + regex.regex());
      }
      at = matcher.end();
      ends[count++] = at;
    }
    spare.add(matcher);
    return count;
  }

  @Override
  public boolean covers() {
    return false;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return false;
  }
}
