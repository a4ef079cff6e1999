package org.tokenlab.training.sentencepiece;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.training.TrainingResult;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.LearnedPieces;
import org.tokenlab.training.internal.sentencepiece.MetaPieces;
import org.tokenlab.training.internal.sentencepiece.TrainedTokenizer;

/// What a run of [SentencePieceBpeTrainer] gave: the model, and how often each pair stood when it
/// was merged. Immutable.
public final class SentencePieceBpeTraining implements TrainingResult<SentencePieceModel> {
  private final SentencePieceNormalizer normalizer;
  private final MetaPieces meta;
  private final Alphabet alphabet;
  private final LearnedPieces learned;
  private final long skippedTexts;
  private final int requestedSize;
  private final int mergeCount;
  private final SentencePieceModel model;

  SentencePieceBpeTraining(
      SentencePieceNormalizer normalizer,
      MetaPieces meta,
      Alphabet alphabet,
      LearnedPieces learned,
      long skippedTexts,
      int requestedSize) {
    this.normalizer = normalizer;
    this.meta = meta;
    this.alphabet = alphabet;
    this.learned = learned;
    this.skippedTexts = skippedTexts;
    this.requestedSize = requestedSize;
    mergeCount = Math.min(learned.size(), requestedSize - meta.size() - alphabet.size());
    List<String> texts = new ArrayList<>(learned.texts(mergeCount));
    for (int i = 0; i < alphabet.size(); i++) {
      texts.add(Character.toString(alphabet.character(i)));
    }
    float[] scores = new float[texts.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -(float) i; // −0.0 for the first, as in SentencePiece's files
    }
    model =
        SentencePieceModel.of(
            SentencePieceModel.Kind.BPE,
            meta.with(texts, scores, requestedSize),
            normalizer.whitespaceIsSuffix());
  }

  /// The model: special pieces with their ids, then learned ones in their order, then characters,
  /// the most frequent first. A piece's score is minus its place behind the special ones.
  @Override
  public SentencePieceModel model() {
    return model;
  }

  @Override
  public int requestedSize() {
    return requestedSize;
  }

  /// The vocabulary size that came out, special pieces included. Where it is smaller than the one
  /// asked for, SentencePiece refuses, unless it is told `hard_vocab_limit=false`.
  @Override
  public int vocabularySize() {
    return model.pieces().size();
  }

  /// Number of pieces that merging made.
  public int mergeCount() {
    return mergeCount;
  }

  /// How often the pair stood that makes the learned piece `rank`, every window of a run counted; 0
  /// for pieces that SentencePiece takes when nothing stands any more.
  public long pairCount(int rank) {
    Objects.checkIndex(rank, mergeCount);
    return learned.count(rank);
  }

  /// How many texts were left out, since they were too long.
  public long skippedTexts() {
    return skippedTexts;
  }

  /// What training for `size` pieces on the same texts would have given, in O(size).
  ///
  /// @param size up to [#requestedSize]; at least the special pieces and the alphabet together
  public SentencePieceBpeTraining truncated(int size) {
    int least = meta.size() + alphabet.size();
    if (size < least || size > requestedSize) {
      throw new IllegalArgumentException(
          "a run for %,d pieces holds the runs for %,d to as many; got %,d"
              .formatted(requestedSize, least, size));
    }
    return new SentencePieceBpeTraining(normalizer, meta, alphabet, learned, skippedTexts, size);
  }

  /// A tokenizer that runs as SentencePiece would, and may be saved as a `.model` file.
  @Override
  public Tokenizer tokenizer(String name) {
    return TrainedTokenizer.of(name, model, normalizer);
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "SentencePiece BPE of " + vocabularySize() + " pieces (" + requestedSize + " asked for)";
  }
}
