package org.tokenlab.training.superword;

import java.util.List;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.training.internal.Parallel;
import org.tokenlab.training.internal.merge.PairRule;
import org.tokenlab.training.internal.merge.Symbols;

/// Runs cut where no merge can join them, which makes documents into short phrases, most of which
/// come many times.
///
/// **Why the cuts change nothing.** Say all merges of a training have counts of `floor` or more,
/// and let `(x, y)` be two first tokens side by side, those that runs are made of in the beginning.
/// A later token is one sequence of first tokens and no other (no string is learned twice). So when
/// later `X`, which ends in `x`, stands before `Y`, which begins with `y`, each place where the
/// pair `(X, Y)` stands is one where `(x, y)` stood in the beginning, and other places other ones:
/// the count of `(X, Y)`, every window counted, is at most that of `(x, y)`. If that is below the
/// floor, the pair is never merged, whatever `X` and `Y` are; and nothing else is counted across
/// the junction. Cut there, the corpus has the same counts for all pairs that reach the floor, and
/// so the same merges, one by one, down to the first whose count would be below it. Likewise where
/// a [PairRule] forbids `(x, y)`, and so everything that holds it.
///
/// Counts of junctions are summed by hash, so that memory does not grow with the number of distinct
/// ones; where two share a sum, that is larger than either count, and fewer are cut than could be.
final class Junctions {
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
  private static final int TASK = 1 << 12; // runs

  private final TokenRuns runs;
  private final PairRule rule;
  private final int threads;
  private final int shift;
  private final long[] sums;
  private final long corpusTokens;

  /// Counts the junctions of all runs.
  Junctions(TokenRuns runs, PairRule rule, int threads) {
    this.runs = runs;
    this.rule = rule;
    this.threads = threads;
    int pieces = runs.runs().sequence().length;
    int bits = Math.clamp(33 - Integer.numberOfLeadingZeros(pieces), 10, 24);
    shift = Long.SIZE - bits;
    List<Counter> counters =
        Parallel.run(
            tasks(), threads, Counter::new, (counter, number) -> forEachRun(number, counter::add));
    sums = counters.getFirst().sums;
    long tokens = counters.getFirst().tokens;
    for (Counter other : counters.subList(1, counters.size())) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += other.sums[i];
      }
      tokens += other.tokens;
    }
    corpusTokens = tokens;
  }

  private int tasks() {
    return Math.ceilDiv(runs.runs().size(), TASK);
  }

  private void forEachRun(int task, java.util.function.IntConsumer visitor) {
    int end = (int) Math.min(runs.runs().size(), (task + 1L) * TASK);
    for (int r = task * TASK; r < end; r++) {
      visitor.accept(r);
    }
  }

  private int slot(int left, int right) {
    return (int) ((((long) left << 32 | right) * MULTIPLIER) >>> shift);
  }

  private final class Counter {
    private final TokenRuns.Reader reader = runs.reader();
    private final long[] sums = new long[1 << (Long.SIZE - shift)];
    private long tokens;

    void add(int run) {
      IntSink ids = reader.read(run);
      long count = runs.runs().count(run);
      for (int i = 0; i + 1 < ids.size(); i++) {
        if (ids.get(i) != TokenRuns.BREAK && ids.get(i + 1) != TokenRuns.BREAK) {
          sums[slot(ids.get(i), ids.get(i + 1))] += count;
        }
      }
      tokens = Math.addExact(tokens, Math.multiplyExact(count, (long) ids.size()));
    }
  }

  /// Number of tokens and breaks of the corpus.
  long corpusTokens() {
    return corpusTokens;
  }

  /// Lays the corpus out, cut at all junctions that are less frequent than `floor`.
  ///
  /// @param tokenCount number of first tokens
  Symbols cut(long floor, int tokenCount) {
    SequenceTable phrases =
        Parallel.run(
                tasks(),
                threads,
                () -> new Cutter(floor),
                (cutter, number) -> forEachRun(number, cutter::add))
            .stream()
            .map(cutter -> cutter.phrases)
            .reduce(Junctions::both)
            .orElseThrow();
    long places = 1L + phrases.size() + (phrases.size() == 0 ? 0 : phrases.end(phrases.size() - 1));
    Symbols.Layout layout = new Symbols.Layout(places);
    for (int phrase : phrases.order()) {
      int length = phrases.end(phrase) - phrases.start(phrase);
      System.arraycopy(
          phrases.arena(), phrases.start(phrase), layout.places(), layout.position(), length);
      layout.end(layout.position() + length, phrases.count(phrase));
    }
    return layout.symbols(tokenCount);
  }

  private static SequenceTable both(SequenceTable a, SequenceTable b) {
    SequenceTable larger = a.size() < b.size() ? b : a;
    larger.addAll(larger == a ? b : a);
    return larger;
  }

  private final class Cutter {
    private final long floor;
    private final TokenRuns.Reader reader = runs.reader();
    private final SequenceTable phrases = new SequenceTable();

    Cutter(long floor) {
      this.floor = floor;
    }

    void add(int run) {
      IntSink ids = reader.read(run);
      long count = runs.runs().count(run);
      int start = 0;
      for (int i = 1; i <= ids.size(); i++) {
        if (i < ids.size() && holds(ids.get(i - 1), ids.get(i))) {
          continue;
        }
        if (i - start > 1) { // in a single token there is nothing to merge
          phrases.add(ids.room(0), start, i, count);
        }
        start = i;
      }
    }

    private boolean holds(int left, int right) {
      return left != TokenRuns.BREAK
          && right != TokenRuns.BREAK
          && sums[slot(left, right)] >= floor
          && rule.allows(left, right);
    }
  }
}
