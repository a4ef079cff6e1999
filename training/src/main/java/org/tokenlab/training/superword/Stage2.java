package org.tokenlab.training.superword;

import java.util.Arrays;
import java.util.function.Supplier;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.SavedMerges;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;

/// Goes on merging across words, from the tokens of stage 1.
///
/// The corpus is cut at junctions below a floor ([Junctions]). If the vocabulary is filled by
/// merges that reach the floor, these are the merges of the uncut corpus. If not, they are its
/// first ones, and it goes on behind them with a corpus cut at a lower floor.
///
/// @param stage1 what it starts from
/// @param size number of tokens wanted
/// @param minFrequency a pair that stands less often is not merged
/// @param rules makes the rule for pairs, anew for each training
/// @param threads how many threads take part
/// @param saved the merges of this run before it was stopped, and where they are saved
record Stage2(
    Stage1 stage1,
    int size,
    long minFrequency,
    Supplier<SuperwordRule> rules,
    int threads,
    SavedMerges saved) {

  /// The merges.
  ///
  /// @param wished the floor to start with, or 0 for a guess
  MergeLog train(RunCounts counts, long wished, PacedListener listener) {
    byte[][] tokens = stage1.tokens();
    listener.mark(Phase.INDEXING, 0, counts.size());
    Junctions junctions =
        new Junctions(new RunTokens(counts, stage1.model()), rules.get(), threads);
    MergeLog log = new MergeLog(Arrays.asList(tokens), "", junctions.corpusTokens());
    saved.readInto(log, size - tokens.length);
    if (log.tokenCount() >= size) {
      return log;
    }
    long start = Math.min(wished > 0 ? wished : guess(), log.leastPairCount());
    long floor = Math.max(minFrequency, start);
    while (true) {
      MergeRules merging = MergeRules.of(floor).withAllowed(rules.get());
      MergeLoop loop =
          MergeLoop.of(junctions.cut(floor, tokens.length), log, size, merging, threads, listener);
      listener.mark(Phase.INDEXING, counts.size(), counts.size());
      loop.onPause(saved::saveIfDue);
      loop.run();
      saved.save(log);
      if (log.tokenCount() >= size || floor <= minFrequency) {
        return log;
      }
      floor = Math.max(minFrequency, floor / 4);
    }
  }

  /// A guess at the last merge's count: a share of what the last one of stage 1 had. Too high costs
  /// a second reading, too low costs memory.
  private long guess() {
    long[] counts = stage1.pairCounts();
    long last = counts.length == 0 ? 0 : counts[counts.length - 1];
    return (long) (0.5 * last * (256 + counts.length) / size);
  }
}
