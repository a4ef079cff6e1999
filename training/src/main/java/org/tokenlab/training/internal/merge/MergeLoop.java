package org.tokenlab.training.internal.merge;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.Crew;
import org.tokenlab.training.internal.PacedListener;

/// Learns merges from words, or other sequences of symbols.
///
/// Incremental: a merge visits only the places where its pair stands, and corrects only the counts
/// of the pairs around them. Over a whole run each byte of the distinct words is merged away at
/// most once, so the work is near linear in their length, whatever the vocabulary size. Memory is 4
/// bytes for each byte of the distinct words, and what the [PairIndex] takes for the pairs that are
/// frequent enough to matter.
public final class MergeLoop {
  private final int wanted;
  private final MergeRules rules;
  private final PacedListener listener;
  private final MergeLog log;
  private final int firstCount; // tokens before the first merge
  private final Symbols symbols;
  private final int threads;
  private @Nullable Merging merging;
  private PairIndex index;
  private Consumer<MergeLog> pause = _ -> {};

  private MergeLoop(
      Symbols symbols,
      MergeLog log,
      int wanted,
      MergeRules rules,
      int threads,
      PacedListener listener) {
    this.symbols = symbols;
    this.threads = threads;
    this.log = log;
    firstCount = log.tokenCount();
    this.wanted = wanted;
    this.rules = rules;
    this.listener = listener;
  }

  /// A run over the bytes of words.
  ///
  /// @param log holds the bytes, and may hold merges that another run over the same words, by the
  ///   same rules, has learned. It goes on as that run would: what is merged next depends on how
  ///   often pairs stand, and on nothing else
  /// @param bytesById the byte with each id from 0 to 255
  /// @param wanted number of tokens, the bytes and those of the log included
  /// @param rules allow all pairs
  /// @param threads how many take part; what comes out is the same
  /// @throws IllegalArgumentException if the log's merges make the words as long as they did not in
  ///   the other run
  public static MergeLoop ofBytes(
      WordCounts words,
      byte[] bytesById,
      MergeLog log,
      int wanted,
      MergeRules rules,
      int threads,
      PacedListener listener) {
    int size = words.size();
    listener.mark(Phase.INDEXING, 0, size);
    Symbols symbols = Symbols.of(words, bytesById); // from here on nobody here needs the words
    MergeLoop loop;
    if (log.size() > 0) {
      loop = ofFrequent(symbols, log, wanted, rules, threads, listener);
    } else {
      loop = new MergeLoop(symbols, log, wanted, rules, threads, listener);
      try (Crew crew = new Crew(threads)) {
        loop.index = PairIndex.ofBytes(symbols, loop::firstFloor, rules, crew);
      }
    }
    listener.mark(Phase.INDEXING, size, size);
    return loop;
  }

  /// A run over symbols of another kind than bytes, which have been laid out.
  ///
  /// @param log holds the symbols' texts, and may hold merges, as in [#ofBytes]
  /// @param wanted number of tokens, the symbols included
  /// @param threads how many take part; what comes out is the same
  /// @throws IllegalArgumentException as [#ofBytes]
  public static MergeLoop of(
      Symbols symbols,
      MergeLog log,
      int wanted,
      MergeRules rules,
      int threads,
      PacedListener listener) {
    MergeLoop loop = new MergeLoop(symbols, log, wanted, rules, threads, listener);
    loop.replayLog();
    loop.index = PairIndex.of(symbols, rules.minFrequency(), rules);
    return loop;
  }

  /// The same, but rare pairs are only looked at when it is their turn: faster, and smaller. Not
  /// for [#replay] and [#forEachPairEver].
  ///
  /// @param threads how many take part; what comes out is the same
  public static MergeLoop ofFrequent(
      Symbols symbols,
      MergeLog log,
      int wanted,
      MergeRules rules,
      int threads,
      PacedListener listener) {
    MergeLoop loop = new MergeLoop(symbols, log, wanted, rules, threads, listener);
    loop.replayLog();
    loop.index = PairIndex.of(symbols, loop.firstFloor(PairIndex.topBound(symbols, rules)), rules);
    return loop;
  }

  /// Brings the symbols to where they stood after the merges of the log.
  private void replayLog() {
    if (log.size() == 0) {
      return;
    }
    long removed = new MergeReplay(symbols, log).run(threads);
    if (log.corpusTokens(0) - removed != log.corpusTokens(log.size())) {
      throw new IllegalArgumentException(
          "the %,d merges should leave %,d tokens, and leave %,d: they were learned from another text"
              .formatted(log.size(), log.corpusTokens(log.size()), log.corpusTokens(0) - removed));
    }
    int[] triples = log.triples(log.size());
    for (int at = 0; at < triples.length; at += 3) {
      rules.allowed().learned(triples[at], triples[at + 1], triples[at + 2]);
    }
  }

  /// Counts fall about as the rank rises, so the last merge's should be near the first one's
  /// divided by their number; half of that spares most runs a second reading and loses little.
  private long firstFloor(long top) {
    return floor(top / (2L * Math.max(1, wanted - firstCount)));
  }

  private long floor(long wished) {
    return wished < 4 ? rules.minFrequency() : Math.max(wished, rules.minFrequency());
  }

  /// Has this done every few merges, between two.
  public void onPause(Consumer<MergeLog> action) {
    pause = action;
  }

  /// Merges until the vocabulary has the size asked for, or no pair comes often enough.
  public MergeLog run() {
    return run((_, _, _) -> Verdict.MERGE);
  }

  /// Merges until the vocabulary has the size asked for, no pair comes often enough, or `judge` has
  /// it stop.
  public MergeLog run(Judge judge) {
    try (Crew crew = new Crew(threads)) {
      merging = new Merging(symbols, crew);
      return learnAll(judge);
    } finally {
      merging = null;
    }
  }

  private MergeLog learnAll(Judge judge) {
    listener.mark(Phase.MERGING, log.tokenCount(), wanted);
    Verdict verdict = Verdict.MERGE;
    while (log.tokenCount() < wanted && verdict != Verdict.STOP) {
      int pair = index.takeBest();
      if (pair != PairTable.NONE) {
        verdict = judge.judge(index.left(pair), index.right(pair), index.count(pair));
        if (verdict == Verdict.MERGE) {
          learn(pair);
        }
      } else if (index.floor() > rules.minFrequency()) {
        index = PairIndex.of(symbols, floor(index.floor() / 8), rules);
      } else {
        break;
      }
      if ((log.size() & 63) == 0) {
        pause.accept(log);
        listener.tick(Phase.MERGING, log.tokenCount(), wanted);
      }
    }
    listener.mark(Phase.MERGING, log.tokenCount(), wanted);
    return log;
  }

  /// Says what becomes of the best pair.
  @FunctionalInterface
  public interface Judge {
    /// Sees the best pair, and how often it stands.
    Verdict judge(int left, int right, long count);
  }

  /// What becomes of a pair.
  public enum Verdict {
    /// It is merged.
    MERGE,
    /// It is passed over, for good unless the corpus is read again.
    SKIP,
    /// The run ends before it.
    STOP,
  }

  /// What has been learned so far.
  public MergeLog log() {
    return log;
  }

  /// Does the merge of these two, learned elsewhere, if the pair stands or has stood in the corpus
  /// as it was after some merge; that is known of all pairs if the minimum frequency is 1.
  ///
  /// @return whether it did
  public boolean replay(int left, int right) {
    int pair = index.findIfStood(left, right);
    if (pair == PairTable.NONE) {
      return false;
    }
    learn(pair);
    return true;
  }

  /// Shows all pairs that stood in the corpus at some time, if only within a merge: in `abab` the
  /// merge of `ab` makes a pair of `ab` and `a` before it makes one of `ab` and `ab`. In no order.
  public void forEachPairEver(LongConsumer visitor) {
    index.forEach(visitor);
  }

  private void learn(int pair) {
    int left = index.left(pair);
    int right = index.right(pair);
    int merged = log.add(left, right, index.count(pair));
    rules.allowed().learned(left, right, merged);
    symbols.addToken(merged, symbols.length(left) + symbols.length(right));
    if (merging == null) { // a replay: merges one by one are not worth a second thread
      merging = new Merging(symbols, new Crew(1));
    }
    log.shrink(merging.merge(index, pair, merged));
  }
}
