package org.tokenlab.training;

import java.util.List;
import java.util.Objects;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;

/// What a run of [ParityBpeTrainer] gave: the model, for which language each merge was learned, and
/// what it did for each. Immutable.
public final class ParityBpeTraining implements TrainingResult<BpeModel> {
  /// Stands for all languages together.
  public static final int ALL = -1;

  private final BpeTraining bpe;
  private final List<String> languages;
  private final MergeHistory history;

  ParityBpeTraining(BpeTraining bpe, List<String> languages, MergeHistory history) {
    this.bpe = bpe;
    this.languages = languages;
    this.history = history;
  }

  @Override
  public BpeModel model() {
    return bpe.model();
  }

  /// The merges in the order they were learned; merge `r` makes token `256 + r`.
  public Merges merges() {
    return bpe.merges();
  }

  @Override
  public int requestedSize() {
    return bpe.requestedSize();
  }

  /// The vocabulary size that came out, 256 bytes included, special tokens not: less than
  /// [#requestedSize] where the language chosen had no pair left that was frequent enough.
  @Override
  public int vocabularySize() {
    return bpe.vocabularySize();
  }

  /// The languages' names.
  public List<String> languages() {
    return languages;
  }

  /// The number in [#languages] of the language that merge `rank` was learned for, or [#ALL].
  public int learnedFor(int rank) {
    Objects.checkIndex(rank, merges().size());
    return history.choice(rank);
  }

  /// How often the pair of merge `rank` stood in the training words of the language it was learned
  /// for.
  public long pairCount(int rank) {
    return bpe.pairCount(rank);
  }

  /// Number of tokens that a language's development words (training words, where ratios ruled) take
  /// with the first `size` tokens of the vocabulary.
  ///
  /// @param language number in [#languages]
  /// @param size from 256 to [#vocabularySize]
  public long tokens(int language, int size) {
    Objects.checkIndex(language, languages.size());
    Objects.checkIndex(size - 256, merges().size() + 1);
    return history.length(language, size - 256);
  }

  /// Number of tokens of all training words in this vocabulary.
  public long corpusTokens() {
    return bpe.corpusTokens();
  }

  /// What training for `size` tokens on the same words would have given.
  ///
  /// @param size from 256 to [#requestedSize]
  public ParityBpeTraining truncated(int size) {
    return new ParityBpeTraining(bpe.truncated(size), languages, history);
  }

  @Override
  public Tokenizer tokenizer(String name) {
    return bpe.tokenizer(name);
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "Parity-aware " + bpe;
  }
}
