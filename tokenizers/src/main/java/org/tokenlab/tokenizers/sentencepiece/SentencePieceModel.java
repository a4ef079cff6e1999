package org.tokenlab.tokenizers.sentencepiece;

import java.util.Optional;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// A SentencePiece model: normalized text, as one piece, to ids.
public abstract sealed class SentencePieceModel implements TokenizerModel
    permits SentencePieceUnigram, SentencePieceBpe, SentencePieceUnits {
  private final SentencePieces pieces;

  SentencePieceModel(SentencePieces pieces) {
    this.pieces = pieces;
  }

  /// The algorithms, as `TrainerSpec.ModelType` numbers them from 1.
  public enum Kind {
    UNIGRAM(1),
    BPE(2),
    WORD(3),
    CHAR(4);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /// The number that stands for it in a file.
    public int number() {
      return number;
    }

    /// The kind with this number; empty if there is none.
    public static Optional<Kind> numbered(int number) {
      return switch (number) {
        case 1 -> Optional.of(UNIGRAM);
        case 2 -> Optional.of(BPE);
        case 3 -> Optional.of(WORD);
        case 4 -> Optional.of(CHAR);
        default -> Optional.empty();
      };
    }
  }

  /// A model of this kind. What SentencePiece checks when it loads a model is checked here and in
  /// [SentencePieces#of].
  ///
  /// @param whitespaceIsSuffix `treat_whitespace_as_suffix`
  /// @throws IllegalArgumentException if these pieces can't make such a model
  public static SentencePieceModel of(
      Kind kind, SentencePieces pieces, boolean whitespaceIsSuffix) {
    return switch (kind) {
      case UNIGRAM -> new SentencePieceUnigram(pieces);
      case BPE -> new SentencePieceBpe(withoutRepeats(pieces));
      case WORD, CHAR -> new SentencePieceUnits(kind, pieces);
    };
  }

  /// SentencePiece keeps the pieces of its BPE models in one table, and refuses two of one text.
  private static SentencePieces withoutRepeats(SentencePieces pieces) {
    if (pieces.hasRepeats()) {
      throw new IllegalArgumentException(
          "two pieces of a BPE model have the same text; each needs its own");
    }
    return pieces;
  }

  /// The algorithm.
  public abstract Kind kind();

  /// The pieces.
  public final SentencePieces pieces() {
    return pieces;
  }

  @Override
  public final Vocabulary vocabulary() {
    return pieces.vocabulary();
  }

  @Override
  public final InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }
}
