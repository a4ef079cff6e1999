package org.tokenlab.training.superword;

import java.util.Arrays;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounter;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;

/// What stage 2 takes over from stage 1.
///
/// @param model the tokens and merges
/// @param pairCounts by rank: how often the merge's pair stood in stage 1
@SuppressWarnings("ArrayRecordComponent") // handed on, and compared by nobody
record Stage1(BpeModel model, long[] pairCounts) {

  /// All of it.
  static Stage1 of(BpeTraining training) {
    long[] counts = new long[training.merges().size()];
    Arrays.setAll(counts, training::pairCount);
    return new Stage1(training.model(), counts);
  }

  Merges merges() {
    return model.merges().orElseThrow();
  }

  byte[][] tokens() {
    byte[][] tokens = new byte[model.vocabulary().size()][];
    Arrays.setAll(tokens, model.vocabulary()::bytes);
    return tokens;
  }

  /// What the original takes over: it does the merges one after the other on the runs, and leaves
  /// out a merge whose pair has not stood side by side in any of them at any time before, and all
  /// merges that need its token. Those are tokens that stage 2 cuts inside, such as a space and a
  /// line end.
  Stage1 without(RunCounts runs, byte[] bytesById) {
    WordCounter stretches = new WordCounter(PreTokenizer.none());
    RunTokens joined = new RunTokens(runs, model);
    RunTokens.JoinBuffer buffer = new RunTokens.JoinBuffer();
    boolean[] seen = new boolean[runs.pieces()];
    RunTokens.StretchVisitor visitor =
        new RunTokens.StretchVisitor() {
          @Override
          public void piece(int piece) {
            if (!seen[piece]) {
              stretches.add(runs.arena(), runs.pieceStart(piece), runs.pieceStart(piece + 1));
              seen[piece] = true;
            }
          }

          @Override
          public void joined(byte[] utf8, int length) {
            stretches.add(utf8, 0, length);
          }
        };
    for (int r = 0; r < runs.size(); r++) {
      joined.forEachStretch(r, buffer, visitor);
    }
    WordCounts counts = stretches.counts();
    MergeLoop loop =
        MergeLoop.ofBytes(
            counts,
            bytesById,
            new MergeLog(bytesById, counts.totalBytes()),
            Integer.MAX_VALUE,
            MergeRules.of(1),
            /* threads= */ 1,
            new PacedListener(TrainingListener.NONE));
    return replay(loop);
  }

  private Stage1 replay(MergeLoop loop) {
    int[] numbers = new int[model.vocabulary().size()]; // by old id; −1 for tokens left out
    Arrays.fill(numbers, -1);
    for (int id = 0; id < 256; id++) {
      numbers[id] = id;
    }
    long[] counts = new long[pairCounts.length];
    int kept = 0;
    for (int rank = 0; rank < merges().size(); rank++) {
      int left = numbers[merges().left(rank)];
      int right = numbers[merges().right(rank)];
      if (left >= 0 && right >= 0 && loop.replay(left, right)) {
        numbers[merges().merged(rank)] = 256 + kept;
        counts[kept++] = pairCounts[rank];
      }
    }
    MergeLog log = loop.log();
    BpeModel rest =
        BpeModel.ofMerges(
            Vocabulary.of(log.tokens(log.tokenCount())), Merges.of(log.triples(kept)));
    return new Stage1(rest, Arrays.copyOf(counts, kept));
  }
}
