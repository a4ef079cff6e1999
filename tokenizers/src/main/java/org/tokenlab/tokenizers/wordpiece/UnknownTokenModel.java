package org.tokenlab.tokenizers.wordpiece;

import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// What WordLevel and WordPiece share: a vocabulary of texts, and one token for a piece that is not
/// made of its tokens.
abstract sealed class UnknownTokenModel implements TokenizerModel
    permits WordLevelModel, WordPieceModel {
  final Vocabulary vocabulary;
  private final String unknownToken;
  private final int unknown;

  UnknownTokenModel(Vocabulary vocabulary, String unknownToken) {
    this.vocabulary = vocabulary;
    this.unknownToken = unknownToken;
    unknown = vocabulary.id(unknownToken.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public final Vocabulary vocabulary() {
    return vocabulary;
  }

  /// What a piece becomes that is not made of tokens.
  public final String unknownToken() {
    return unknownToken;
  }

  @Override
  public final InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  /// The unknown token's id. A vocabulary may lack it: as in HF an error only once it is needed.
  final int unknown() {
    if (unknown < 0) {
      throw new IllegalStateException(
          "a piece without tokens needs the unknown token \""
              + unknownToken
              + "\", which the vocabulary does not have");
    }
    return unknown;
  }
}
