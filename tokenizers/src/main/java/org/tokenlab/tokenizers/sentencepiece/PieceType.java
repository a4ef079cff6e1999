package org.tokenlab.tokenizers.sentencepiece;

import java.util.Optional;

/// What kind of piece; SentencePiece's `ModelProto.SentencePiece.Type`.
public enum PieceType {
  NORMAL(1),
  UNKNOWN(2),
  CONTROL(3),
  USER_DEFINED(4),
  UNUSED(5),
  BYTE(6);

  private final int number;

  PieceType(int number) {
    this.number = number;
  }

  /// The number that stands for it in a file.
  public int number() {
    return number;
  }

  /// The type with this number; empty if there is none.
  public static Optional<PieceType> numbered(int number) {
    return switch (number) {
      case 1 -> Optional.of(NORMAL);
      case 2 -> Optional.of(UNKNOWN);
      case 3 -> Optional.of(CONTROL);
      case 4 -> Optional.of(USER_DEFINED);
      case 5 -> Optional.of(UNUSED);
      case 6 -> Optional.of(BYTE);
      default -> Optional.empty();
    };
  }
}
