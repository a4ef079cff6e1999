package org.tokenlab.training.internal.sentencepiece;

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

/// A trained model as a tokenizer that runs as SentencePiece would, and may be saved as a `.model`
/// file.
public final class TrainedTokenizer {
  private static final String UNKNOWN_SURFACE = " \u2047 "; // SentencePiece's default

  private TrainedTokenizer() {}

  /// The tokenizer.
  public static Tokenizer of(
      String name, SentencePieceModel model, SentencePieceNormalizer normalizer) {
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
}
