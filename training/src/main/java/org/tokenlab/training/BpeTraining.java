package org.tokenlab.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.training.internal.merge.MergeLog;

/// What a run of [BpeTrainer] gave: the model, and what was known when each merge was made.
/// Immutable.
///
/// **Prefixes.** Ties are broken by a total order, so a run never depends on the size it is heading
/// for, and the run to 8,000 tokens is the beginning of the run to 32,000: [#truncated] gives what
/// training for the smaller size would have.
public final class BpeTraining implements TrainingResult<BpeModel> {
  private final BpeTrainer trainer;
  private final MergeLog log;
  private final int requestedSize;
  private final int vocabularySize;
  private final Merges merges;
  private final BpeModel model;

  BpeTraining(BpeTrainer trainer, MergeLog log) {
    this(trainer, log, trainer.vocabularySize());
  }

  private BpeTraining(BpeTrainer trainer, MergeLog log, int requestedSize) {
    this.trainer = trainer;
    this.log = log;
    this.requestedSize = requestedSize;
    vocabularySize = Math.min(requestedSize, log.tokenCount());
    merges = Merges.of(log.triples(vocabularySize - 256));
    model = BpeModel.ofMerges(Vocabulary.of(log.tokens(vocabularySize)), merges);
  }

  /// The model, by HF's rule: only the pairs of [#merges] merge.
  @Override
  public BpeModel model() {
    return model;
  }

  /// The merges in the order they were learned; merge `r` makes token `256 + r`.
  public Merges merges() {
    return merges;
  }

  @Override
  public int requestedSize() {
    return requestedSize;
  }

  /// The vocabulary size that came out, 256 bytes included, special tokens not: less than
  /// [#requestedSize] where no pair was left that is frequent and short enough.
  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  /// How often the pair of merge `rank` stood in the corpus when it was merged; in a run every
  /// window counts, unless [BpeTrainer#runsApart].
  public long pairCount(int rank) {
    Objects.checkIndex(rank, merges.size());
    return log.pairCount(rank);
  }

  /// Number of tokens of the training corpus, encoded with the first `size` tokens of the
  /// vocabulary.
  ///
  /// @param size from 256, where it is the number of bytes, to [#vocabularySize]
  public long corpusTokens(int size) {
    Objects.checkIndex(size - 256, merges.size() + 1);
    return log.corpusTokens(size - 256);
  }

  /// Number of tokens of the training corpus in this vocabulary.
  public long corpusTokens() {
    return log.corpusTokens(merges.size());
  }

  /// What training for `size` tokens on the same words would have given, in O(size).
  ///
  /// @param size from 256 to [#requestedSize]
  public BpeTraining truncated(int size) {
    if (size < 256 || size > requestedSize) {
      throw new IllegalArgumentException(
          "a run for " + requestedSize + " tokens holds the runs for 256 to as many; got " + size);
    }
    return new BpeTraining(trainer, log, size);
  }

  /// The special tokens, with ids from [#vocabularySize] on.
  public AddedTokens specialTokens() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : trainer.specialTokens()) {
      ids.put(token, vocabularySize + ids.size());
    }
    return AddedTokens.special(ids);
  }

  @Override
  public Tokenizer tokenizer(String name) {
    return new Tokenizer(name, trainer.preTokenizer(), model, specialTokens());
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "BPE of " + vocabularySize + " tokens (" + requestedSize + " asked for)";
  }
}
