package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.normalize.CharsMap;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceDecoder;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;

/// A SentencePiece `.model` file: the message `ModelProto` of SentencePiece 0.2.3.
///
/// Fields that bear on ids and text are understood; all others, extensions too, are kept as they
/// are and written again by [#toBytes]. Immutable and thread-safe.
///
/// The [#tokenizer] does what `encode` does without options: no bos or eos. The file says which
/// pieces these are, not whether they are added; SentencePiece leaves that to the caller, so there
/// is no post-processor. Control pieces are special tokens, found in text only when the caller
/// allows them; SentencePiece never finds them.
public final class SentencePieceFile {
  /// What an unknown piece becomes where the file does not say.
  static final String UNKNOWN_SURFACE = " \u2047 ";

  /// A text with the pieces it must give.
  ///
  /// @param input the text
  /// @param expected its pieces, joined by spaces
  public record Sample(String input, String expected) {}

  private final String source;
  private final List<String> pieces = new ArrayList<>();
  private float[] scores = new float[1024];
  private final List<PieceType> types = new ArrayList<>();
  private TrainerFields trainer = TrainerFields.DEFAULT;
  private NormalizerFields normalizer = NormalizerFields.DEFAULT;
  private @Nullable NormalizerFields denormalizer;
  private final List<Sample> samples = new ArrayList<>();
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

  private SentencePieceFile(String source) {
    this.source = source;
  }

  /// Reads a file.
  ///
  /// @param source the file's name, for messages
  /// @throws ModelFileException if it is damaged; names the byte
  public static SentencePieceFile read(byte[] content, String source) throws ModelFileException {
    SentencePieceFile file = new SentencePieceFile(source);
    ProtoReader model = new ProtoReader(content, source);
    while (model.next()) {
      switch (model.field()) {
        case 1 -> file.readPiece(model);
        case 2 -> file.trainer = file.trainer.merged(model.message());
        case 3 -> file.normalizer = file.normalizer.merged(model.message());
        case 4 -> file.readSamples(model.message());
        case 5 -> {
          NormalizerFields before = file.denormalizer;
          file.denormalizer =
              (before == null ? NormalizerFields.DEFAULT : before).merged(model.message());
        }
        default -> file.rest.writeBytes(model.skipped());
      }
    }
    if (file.pieces.isEmpty()) {
      throw new ModelFileException(
          source + ": expected a SentencePiece model; found no pieces in it");
    }
    return file;
  }

  private void readPiece(ProtoReader model) throws ModelFileException {
    int offset = model.fieldStart();
    ProtoReader fields = model.message();
    String piece = "";
    float score = 0;
    PieceType type = PieceType.NORMAL;
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> piece = fields.text();
        case 2 -> score = fields.real();
        case 3 -> {
          int number = fields.integer();
          int place = fields.fieldStart();
          type =
              PieceType.numbered(number)
                  .orElseThrow(() ->
                      fields.failure(
                          place, "expected a piece's type from 1 to 6; found " + number));
        }
        default -> fields.skip();
      }
    }
    if (piece.isEmpty()) {
      throw model.failure(offset, "expected a piece's text; found none in piece " + pieces.size());
    }
    if (pieces.size() == ModelSection.ID_LIMIT) {
      throw model.failure(offset, "expected at most " + ModelSection.ID_LIMIT + " pieces");
    }
    if (pieces.size() == scores.length) {
      scores = Arrays.copyOf(scores, 2 * scores.length);
    }
    scores[pieces.size()] = score;
    pieces.add(piece);
    types.add(type);
  }

  private void readSamples(ProtoReader data) throws ModelFileException {
    while (data.next()) {
      if (data.field() != 1) {
        data.skip();
        continue;
      }
      ProtoReader sample = data.message();
      String input = "";
      String expected = "";
      while (sample.next()) {
        switch (sample.field()) {
          case 1 -> input = sample.text();
          case 2 -> expected = sample.text();
          default -> sample.skip();
        }
      }
      samples.add(new Sample(input, expected));
    }
  }

  /// The tokenizer that the file describes.
  ///
  /// @throws ModelFileException if SentencePiece would refuse it
  public Tokenizer tokenizer(String name) throws ModelFileException {
    try {
      SentencePieces all =
          SentencePieces.of(
              pieces.toArray(String[]::new),
              Arrays.copyOf(scores, pieces.size()),
              types.toArray(PieceType[]::new));
      SentencePieceModel model =
          SentencePieceModel.of(trainer.kind(source), all, trainer.whitespaceIsSuffix());
      List<AddedToken> control = new ArrayList<>();
      List<String> userDefined = new ArrayList<>();
      for (int id = 0; id < pieces.size(); id++) {
        switch (types.get(id)) {
          case CONTROL -> control.add(AddedToken.special(pieces.get(id), id));
          case USER_DEFINED -> userDefined.add(pieces.get(id));
          default -> {}
        }
      }
      return Tokenizer.builder(name, model)
          .normalizer(
              new SentencePieceNormalizer(
                  normalizer.name(),
                  map(normalizer),
                  normalizer.addDummyPrefix(),
                  normalizer.removeExtraWhitespaces(),
                  normalizer.escapeWhitespaces(),
                  trainer.whitespaceIsSuffix(),
                  List.copyOf(userDefined)))
          .addedTokens(AddedTokens.of(control))
          .decoder(
              new SentencePieceDecoder(
                  all,
                  normalizer.addDummyPrefix(),
                  normalizer.removeExtraWhitespaces(),
                  trainer.whitespaceIsSuffix(),
                  trainer.unknownSurface(),
                  denormalizer == null ? Optional.empty() : map(denormalizer)))
          .build();
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": " + e.getMessage(), e);
    }
  }

  private static Optional<CharsMap> map(NormalizerFields fields) {
    return fields.charsMap().length == 0
        ? Optional.empty()
        : Optional.of(CharsMap.of(fields.charsMap()));
  }

  /// The texts that the file brings along to test whoever reads it; often none.
  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  /// The samples whose pieces come out otherwise than the file says.
  public List<Sample> selfTest() throws ModelFileException {
    Tokenizer tokenizer = tokenizer("self-test");
    List<Sample> failed = new ArrayList<>();
    for (Sample sample : samples) {
      String found = String.join(" ", tokenizer.encode(sample.input()).tokens());
      if (!found.equals(sample.expected())) {
        failed.add(sample);
      }
    }
    return failed;
  }

  /// The file's content: all that was read, with what was not understood at the end of each
  /// message.
  public byte[] toBytes() {
    ProtoWriter model = new ProtoWriter();
    for (int id = 0; id < pieces.size(); id++) {
      writePiece(model, pieces.get(id), scores[id], types.get(id));
    }
    model.message(2, trainer.write());
    model.message(3, normalizer.write());
    if (!samples.isEmpty()) {
      ProtoWriter data = new ProtoWriter();
      for (Sample sample : samples) {
        ProtoWriter fields = new ProtoWriter();
        fields.text(1, sample.input());
        fields.text(2, sample.expected());
        data.message(1, fields);
      }
      model.message(4, data);
    }
    if (denormalizer != null) {
      model.message(5, denormalizer.write());
    }
    model.raw(rest.toByteArray());
    return model.toBytes();
  }

  private static void writePiece(ProtoWriter model, String piece, float score, PieceType type) {
    ProtoWriter fields = new ProtoWriter();
    fields.text(1, piece);
    fields.real(2, score);
    if (type != PieceType.NORMAL) {
      fields.integer(3, type.number());
    }
    model.message(1, fields);
  }

  /// The file's content for a tokenizer that runs by SentencePiece's rule.
  ///
  /// @throws IllegalArgumentException if the format can't hold it
  public static byte[] write(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof SentencePieceModel model)
        || !(tokenizer.normalizer() instanceof SentencePieceNormalizer normalizer)) {
      throw new IllegalArgumentException(
          ".model can't hold "
              + tokenizer.name()
              + ": it does not run by SentencePiece's rule (its model is "
              + tokenizer.model().getClass().getSimpleName()
              + ")");
    }
    if (tokenizer.postProcessor().isPresent()) {
      throw new IllegalArgumentException(
          ".model can't hold " + tokenizer.name() + ": it has no place for a post-processor");
    }
    SentencePieceFile file = new SentencePieceFile(tokenizer.name());
    SentencePieces all = model.pieces();
    file.scores = new float[all.size()];
    for (int id = 0; id < all.size(); id++) {
      file.pieces.add(all.piece(id));
      file.scores[id] = all.score(id);
      file.types.add(all.type(id));
    }
    file.normalizer =
        new NormalizerFields(
            normalizer.name(),
            normalizer.charsMap().map(CharsMap::toBytes).orElse(new byte[0]),
            normalizer.addDummyPrefix(),
            normalizer.removeExtraWhitespaces(),
            normalizer.escapeWhitespaces(),
            new byte[0]);
    String surface = UNKNOWN_SURFACE;
    if (tokenizer.decoder().orElse(null) instanceof SentencePieceDecoder decoder) {
      surface = decoder.unknownSurface();
      file.denormalizer =
          decoder
              .denormalizer()
              .map(map -> new NormalizerFields("", map.toBytes(), false, false, false, new byte[0]))
              .orElse(null);
    }
    file.trainer = TrainerFields.of(model, normalizer.whitespaceIsSuffix(), surface);
    return file.toBytes();
  }
}
