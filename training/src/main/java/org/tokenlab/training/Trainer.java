package org.tokenlab.training;

import java.util.Iterator;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.TokenizerModel;

/// Makes a model of one kind out of text. Immutable and thread-safe: a trainer is a configuration,
/// a run keeps its state to itself.
///
/// The same texts give the same model at any number of threads, in any order of the texts where the
/// kind looks at counts only, on scalar and vector kernels.
///
/// @param <M> the kind of model
public interface Trainer<M extends TokenizerModel> {
  /// Trains on `texts`, each of which is split into pieces on its own; special tokens in them are
  /// ordinary text. The iterator is used by one thread at a time; a text must not change after it
  /// was handed out.
  TrainingResult<M> train(Iterator<? extends CharSequence> texts, TrainingListener listener);

  /// Trains on `texts` and tells nobody about progress.
  default TrainingResult<M> train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  /// Trains on `texts`, which it closes, and tells nobody about progress.
  default TrainingResult<M> train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }
}
