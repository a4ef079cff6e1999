package org.tokenlab.training;

import java.util.Iterator;
import org.tokenlab.tokenizers.TokenizerModel;

/// A trainer for which a corpus is its distinct words and how often each occurs. So parts of a
/// corpus may be counted apart, saved, merged and [weighted][CorpusWeights]; training on the counts
/// of texts is training on the texts.
///
/// What a word is, normalized or not, with a mark for its space or without, each trainer says; so
/// counts are for trainers with the settings of the one that made them. That is not checked.
///
/// @param <M> the kind of model
public interface WordTrainer<M extends TokenizerModel> extends Trainer<M> {
  /// Counts the words of texts. The iterator is used by one thread at a time; a text must not
  /// change after it was handed out.
  WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener);

  /// Trains on words that have been counted as [#count] does.
  ///
  /// @throws IllegalArgumentException if there are none, where the kind can't do without, or the
  ///   trainer is set to a way of training that needs the texts
  TrainingResult<M> train(WordCounts words, TrainingListener listener);
}
