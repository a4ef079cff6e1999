package org.tokenlab.training.adapt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.Padding;
import org.tokenlab.tokenizers.PostProcessor;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.postprocess.BertProcessing;
import org.tokenlab.tokenizers.postprocess.PostProcessorSequence;
import org.tokenlab.tokenizers.postprocess.RobertaProcessing;
import org.tokenlab.tokenizers.postprocess.TemplateProcessing;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceDecoder;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;

/// The parts of a tokenizer that hold ids beside its model: added tokens, post-processor, padding.
final class Renumbering {
  private Renumbering() {}

  /// Shows all ids that they hold.
  static void forEachId(Tokenizer tokenizer, IntConsumer visitor) {
    tokenizer.addedTokens().all().forEach(token -> visitor.accept(token.id()));
    tokenizer.padding().ifPresent(padding -> visitor.accept(padding.id()));
    tokenizer.postProcessor().ifPresent(processor -> forEachId(processor, visitor));
  }

  private static void forEachId(PostProcessor processor, IntConsumer visitor) {
    switch (processor) {
      case BertProcessing bert -> {
        visitor.accept(bert.sepId());
        visitor.accept(bert.clsId());
      }
      case RobertaProcessing roberta -> {
        visitor.accept(roberta.sepId());
        visitor.accept(roberta.clsId());
      }
      case TemplateProcessing template ->
          template.specialTokens().values().forEach(token -> token.ids().forEach(visitor::accept));
      case PostProcessorSequence(List<PostProcessor> processors) ->
          processors.forEach(part -> forEachId(part, visitor));
      default -> {} // holds none
    }
  }

  /// The tokenizer around another model, with new ids for all.
  static Tokenizer of(Tokenizer tokenizer, TokenizerModel model, IdMap ids) {
    Tokenizer.Builder parts =
        withModel(tokenizer, model).addedTokens(added(tokenizer.addedTokens(), ids));
    tokenizer
        .postProcessor()
        .ifPresent(processor -> parts.postProcessor(renumbered(processor, ids)));
    tokenizer
        .padding()
        .ifPresent(padding ->
            parts.padding(
                new Padding(
                    padding.length(),
                    padding.multipleOf(),
                    padding.side(),
                    ids.newId(padding.id()),
                    padding.typeId(),
                    padding.token())));
    return parts.build();
  }

  /// The tokenizer around another model, which may have other pieces, with the ids it had.
  static Tokenizer.Builder withModel(Tokenizer tokenizer, TokenizerModel model) {
    Tokenizer.Builder parts = tokenizer.toBuilder(tokenizer.name(), model);
    Decoder decoder = tokenizer.decoder().orElse(null);
    if (decoder instanceof SentencePieceDecoder pieces
        && model instanceof SentencePieceModel changed) {
      parts.decoder(
          new SentencePieceDecoder(
              changed.pieces(),
              pieces.addDummyPrefix(),
              pieces.removeExtraWhitespaces(),
              pieces.whitespaceIsSuffix(),
              pieces.unknownSurface(),
              pieces.denormalizer()));
    }
    return parts;
  }

  /// The model that is left of one of SentencePiece's.
  ///
  /// @param scores by old id
  static SentencePieceModel pieces(SentencePieceModel model, IdMap ids, Scores scores) {
    SentencePieces pieces = model.pieces();
    String[] texts = new String[ids.size()];
    float[] left = new float[texts.length];
    PieceType[] types = new PieceType[texts.length];
    for (int id = 0; id < texts.length; id++) {
      texts[id] = pieces.piece(ids.oldId(id));
      left[id] = scores.of(ids.oldId(id));
      types[id] = pieces.type(ids.oldId(id));
    }
    return SentencePieceModel.of(
        model.kind(), SentencePieces.of(texts, left, types), /* whitespaceIsSuffix= */ false);
  }

  /// Scores by id.
  @FunctionalInterface
  interface Scores {
    float of(int id);
  }

  private static AddedTokens added(AddedTokens tokens, IdMap ids) {
    return AddedTokens.of(
        tokens.all().stream()
            .map(token ->
                new AddedToken(
                    token.text(),
                    ids.newId(token.id()),
                    token.singleWord(),
                    token.leftStrip(),
                    token.rightStrip(),
                    token.normalized(),
                    token.special()))
            .toList());
  }

  private static PostProcessor renumbered(PostProcessor processor, IdMap ids) {
    return switch (processor) {
      case BertProcessing bert ->
          new BertProcessing(
              bert.sep(), ids.newId(bert.sepId()), bert.cls(), ids.newId(bert.clsId()));
      case RobertaProcessing roberta ->
          new RobertaProcessing(
              roberta.sep(),
              ids.newId(roberta.sepId()),
              roberta.cls(),
              ids.newId(roberta.clsId()),
              roberta.trimOffsets(),
              roberta.addPrefixSpace());
      case TemplateProcessing template ->
          new TemplateProcessing(template.single(), template.pair(), special(template, ids));
      case PostProcessorSequence(List<PostProcessor> processors) ->
          new PostProcessorSequence(
              processors.stream().map(part -> renumbered(part, ids)).toList());
      default -> processor;
    };
  }

  private static Map<String, TemplateProcessing.SpecialToken> special(
      TemplateProcessing template, IdMap ids) {
    Map<String, TemplateProcessing.SpecialToken> renumbered = new HashMap<>();
    template
        .specialTokens()
        .forEach((name, token) ->
            renumbered.put(
                name,
                new TemplateProcessing.SpecialToken(
                    token.name(), token.ids().stream().map(ids::newId).toList(), token.tokens())));
    return renumbered;
  }
}
