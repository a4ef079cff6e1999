package org.tokenlab.tokenizers.superword;

import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.Merges;

/// BoundlessBPE (Schmidt et al. 2025): BPE inside words, then merges of whole words.
public final class BoundlessBpeModel implements TokenizerModel {
  private final BpeModel words;

  private BoundlessBpeModel(BpeModel words) {
    this.words = words;
  }

  /// A model.
  ///
  /// @param vocabulary all tokens, of words and of superwords; those that some step deletes for
  ///   good are not among them
  /// @param wordSteps merges and deletions inside words, in order
  /// @param supermerges merges of words, in order, by ids of `vocabulary`
  /// @param words finds the words; the tokenizer's own pre-tokenizer is
  ///   [org.tokenlab.tokenizers.PreTokenizer#none]
  public static BoundlessBpeModel of(
      Vocabulary vocabulary, BpeSteps wordSteps, Merges supermerges, Splitter words) {
    return new BoundlessBpeModel(BpeModel.ofMerges(vocabulary, supermerges));
  }

  @Override
  public Vocabulary vocabulary() {
    return words.vocabulary();
  }

  @Override
  public PieceEncoder newEncoder() {
    return words.newEncoder();
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }
}
