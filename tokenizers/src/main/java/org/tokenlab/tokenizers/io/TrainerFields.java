package org.tokenlab.tokenizers.io;

import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;

/// What bears on ids and text of a `TrainerSpec`; the rest as bytes.
final class TrainerFields {
  /// What an empty message says.
  static final TrainerFields DEFAULT =
      new TrainerFields(1, false, SentencePieceFile.UNKNOWN_SURFACE, new byte[0]);

  private final int modelType;
  private final boolean whitespaceIsSuffix;
  private final String unknownSurface;
  private final byte[] rest;

  /// A message's fields.
  ///
  /// @param modelType 1 unigram, 2 bpe, 3 word, 4 char
  /// @param whitespaceIsSuffix `treat_whitespace_as_suffix`
  /// @param unknownSurface `unk_surface`
  /// @param rest all other fields, as they were written; not copied
  TrainerFields(int modelType, boolean whitespaceIsSuffix, String unknownSurface, byte[] rest) {
    this.modelType = modelType;
    this.whitespaceIsSuffix = whitespaceIsSuffix;
    this.unknownSurface = unknownSurface;
    this.rest = rest;
  }

  boolean whitespaceIsSuffix() {
    return whitespaceIsSuffix;
  }

  String unknownSurface() {
    return unknownSurface;
  }

  /// This, overwritten by a message.
  TrainerFields merged(ProtoReader message) throws ModelFileException {
    int type = modelType;
    boolean suffix = whitespaceIsSuffix;
    String surface = unknownSurface;
    ProtoWriter others = new ProtoWriter();
    others.raw(rest);
    while (message.next()) {
      switch (message.field()) {
        case 3 -> type = message.integer();
        case 24 -> suffix = message.bool();
        case 44 -> surface = message.text();
        default -> others.raw(message.skipped());
      }
    }
    return new TrainerFields(type, suffix, surface, others.toBytes());
  }

  SentencePieceModel.Kind kind(String source) throws ModelFileException {
    return SentencePieceModel.Kind.numbered(modelType)
        .orElseThrow(() ->
            new ModelFileException(
                source + ": trainer_spec.model_type: expected 1 to 4; found " + modelType));
  }

  ProtoWriter write() {
    ProtoWriter message = new ProtoWriter();
    message.integer(3, modelType);
    message.bool(24, whitespaceIsSuffix);
    message.text(44, unknownSurface);
    message.raw(rest);
    return message;
  }

  /// The fields for a model: the ids and texts of the special pieces are found among its pieces.
  static TrainerFields of(SentencePieceModel model, boolean whitespaceIsSuffix, String surface) {
    SentencePieces pieces = model.pieces();
    ProtoWriter rest = new ProtoWriter();
    rest.integer(4, pieces.size());
    rest.bool(35, pieces.byteFallback());
    rest.integer(40, pieces.unknownId());
    rest.integer(41, control(pieces, "<s>"));
    rest.integer(42, control(pieces, "</s>"));
    rest.integer(43, control(pieces, "<pad>"));
    rest.text(45, pieces.piece(pieces.unknownId()));
    return new TrainerFields(model.kind().number(), whitespaceIsSuffix, surface, rest.toBytes());
  }

  private static int control(SentencePieces pieces, String text) {
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.type(id) == PieceType.CONTROL && pieces.piece(id).equals(text)) {
        return id;
      }
    }
    return -1;
  }
}
