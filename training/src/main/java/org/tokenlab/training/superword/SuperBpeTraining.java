package org.tokenlab.training.superword;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.training.TrainingResult;
import org.tokenlab.training.internal.merge.MergeLog;

/// What a run of [SuperBpeTrainer] gave: the model, and what was known when each merge was made.
/// Immutable.
///
/// **Prefixes.** Stage 2 does not know where it will stop, so a run with one transition point holds
/// the runs with the same one for all smaller sizes: [#truncated]. A run with another transition
/// point is another run, which can share stage 1 and the counts: [SuperBpeTrainer#stageOne].
public final class SuperBpeTraining implements TrainingResult<BpeModel> {
  private final SuperBpeTrainer trainer;
  private final Stage1 stage1;
  private final MergeLog log;
  private final int requestedSize;
  private final int vocabularySize;
  private final Merges merges;
  private final BpeModel model;

  SuperBpeTraining(SuperBpeTrainer trainer, Stage1 stage1, MergeLog log, int requestedSize) {
    this.trainer = trainer;
    this.stage1 = stage1;
    this.log = log;
    this.requestedSize = requestedSize;
    vocabularySize = Math.min(requestedSize, log.tokenCount());
    int first = stage1.pairCounts().length;
    int[] second = log.triples(vocabularySize - 256 - first);
    int[] triples = new int[3 * first + second.length];
    for (int rank = 0; rank < first; rank++) {
      triples[3 * rank] = stage1.merges().left(rank);
      triples[3 * rank + 1] = stage1.merges().right(rank);
      triples[3 * rank + 2] = stage1.merges().merged(rank);
    }
    System.arraycopy(second, 0, triples, 3 * first, second.length);
    merges = Merges.of(triples);
    model = BpeModel.ofMerges(Vocabulary.of(log.tokens(vocabularySize)), merges);
  }

  /// The model, by HF's rule: only the pairs of [#merges] merge. It is meant for runs, as
  /// [SuperBpeTrainer#runPreTokenizer] leaves them.
  @Override
  public BpeModel model() {
    return model;
  }

  /// The merges of both stages in the order they were learned; merge `r` makes token `256 + r`.
  public Merges merges() {
    return merges;
  }

  @Override
  public int requestedSize() {
    return requestedSize;
  }

  /// The vocabulary size that came out, 256 bytes included, special tokens not.
  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  /// Number of tokens that come from stage 1, 256 bytes included: what was asked for, or less where
  /// the text gave less, or where the original's rule left some out.
  public int transitionSize() {
    return 256 + stage1.pairCounts().length;
  }

  /// How often the pair of merge `rank` stood when it was merged, every window of a run counted: in
  /// words for a merge of stage 1, in runs for one of stage 2. The latter may be more frequent.
  public long pairCount(int rank) {
    Objects.checkIndex(rank, merges.size());
    int first = stage1.pairCounts().length;
    return rank < first ? stage1.pairCounts()[rank] : log.pairCount(rank - first);
  }

  /// Number of tokens of the training corpus, encoded with the first `size` tokens of the
  /// vocabulary, in runs.
  ///
  /// @param size from [#transitionSize] to [#vocabularySize]
  public long corpusTokens(int size) {
    Objects.checkIndex(size - transitionSize(), vocabularySize - transitionSize() + 1);
    return log.corpusTokens(size - transitionSize());
  }

  /// Number of tokens of the training corpus in this vocabulary.
  public long corpusTokens() {
    return corpusTokens(vocabularySize);
  }

  /// What training for `size` tokens with the same transition point on the same counts would have
  /// given, in O(size).
  ///
  /// @param size from [#transitionSize] to [#requestedSize]; for fewer tokens stage 1 would have to
  ///   be shorter, which makes it another run
  public SuperBpeTraining truncated(int size) {
    if (size < transitionSize() || size > requestedSize) {
      throw new IllegalArgumentException(
          "a run from "
              + transitionSize()
              + " to "
              + requestedSize
              + " tokens holds the runs for as many; got "
              + size);
    }
    return new SuperBpeTraining(trainer, stage1, log, size);
  }

  /// The special tokens, with ids from [#vocabularySize] on.
  public AddedTokens specialTokens() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : trainer.specialTokens()) {
      ids.put(token, vocabularySize + ids.size());
    }
    return AddedTokens.special(ids);
  }

  /// The tokenizer: it cuts texts into runs, and merges in them. Saved as `tokenizer.json` it loads
  /// in Hugging Face's library with the same ids.
  @Override
  public Tokenizer tokenizer(String name) {
    return new Tokenizer(name, trainer.runPreTokenizer(), model, specialTokens());
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "SuperBPE of "
        + vocabularySize
        + " tokens ("
        + requestedSize
        + " asked for), superwords from "
        + transitionSize()
        + " on";
  }
}
