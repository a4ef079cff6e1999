package org.tokenlab.training.unigram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceDecoder;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.TrainingResult;

/// What a run of [UnigramTrainer] gave. Immutable.
public final class UnigramTraining implements TrainingResult<SentencePieceModel> {
  private static final String UNKNOWN_SURFACE = " \u2047 ";

  private final SentencePieceNormalizer normalizer;
  private final int requestedSize;
  private final SentencePieceModel model;
  private final long skippedTexts;

  UnigramTraining(
      SentencePieceNormalizer normalizer,
      int requestedSize,
      SentencePieces pieces,
      long skippedTexts) {
    this.normalizer = normalizer;
    this.requestedSize = requestedSize;
    this.skippedTexts = skippedTexts;
    model = SentencePieceModel.of(SentencePieceModel.Kind.UNIGRAM, pieces, false);
  }

  /// The model; special pieces first, and then all others by falling score.
  @Override
  public SentencePieceModel model() {
    return model;
  }

  @Override
  public int requestedSize() {
    return requestedSize;
  }

  /// The vocabulary size that came out, special pieces included.
  @Override
  public int vocabularySize() {
    return model.pieces().size();
  }

  /// How many texts were left out, since they were too long.
  public long skippedTexts() {
    return skippedTexts;
  }

  /// A tokenizer that runs as SentencePiece would, and may be saved as a `.model` file.
  @Override
  public Tokenizer tokenizer(String name) {
    SentencePieces pieces = model.pieces();
    List<AddedToken> control = new ArrayList<>();
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.type(id) == PieceType.CONTROL) {
        control.add(AddedToken.special(pieces.piece(id), id));
      }
    }
    return Tokenizer.builder(name, model)
        .normalizer(normalizer)
        .addedTokens(AddedTokens.of(control))
        .decoder(
            new SentencePieceDecoder(
                pieces,
                normalizer.addDummyPrefix(),
                normalizer.removeExtraWhitespaces(),
                normalizer.whitespaceIsSuffix(),
                UNKNOWN_SURFACE,
                Optional.empty()))
        .build();
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "Unigram of " + vocabularySize() + " pieces (" + requestedSize + " asked for)";
  }
}
