package org.tokenlab.training;

import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;

/// What a trainer gives back. Immutable.
///
/// @param <M> the kind of model
public interface TrainingResult<M extends TokenizerModel> {
  /// The trained model.
  M model();

  /// The vocabulary size that was asked for.
  int requestedSize();

  /// The vocabulary size that came out: less than [#requestedSize] where the text holds no more to
  /// learn.
  int vocabularySize();

  /// A tokenizer that splits as the texts were split in training, runs [#model], and knows the
  /// special tokens that the trainer was given.
  Tokenizer tokenizer(String name);
}
