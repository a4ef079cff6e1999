package org.tokenlab.training.adapt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.tokenizers.unigram.UnigramModel;

/// The pieces of a Unigram model that texts are cut into, and the others: unknown, control, bytes,
/// user-defined.
///
/// @param ids of the pieces that texts are cut into
/// @param texts theirs, in UTF-8
/// @param scores theirs
/// @param others texts of the others
@SuppressWarnings("ArrayRecordComponent") // hands over what was sorted out
record UnigramPieces(int[] ids, List<byte[]> texts, double[] scores, List<byte[]> others) {
  static UnigramPieces of(SentencePieceModel model) {
    SentencePieces pieces = model.pieces();
    double[] scores = new double[pieces.size()];
    boolean[] normal = new boolean[pieces.size()];
    for (int id = 0; id < scores.length; id++) {
      scores[id] = pieces.score(id);
      normal[id] = pieces.type(id) == PieceType.NORMAL;
    }
    return of(model.vocabulary(), scores, normal);
  }

  static UnigramPieces of(Tokenizer tokenizer, UnigramModel model) {
    double[] scores = scores(model);
    boolean[] normal = new boolean[scores.length];
    for (int id = 0; id < normal.length; id++) {
      byte[] text = model.vocabulary().bytes(id);
      normal[id] = model.vocabulary().id(text) == id && text.length > 0;
    }
    Renumbering.forEachId(
        tokenizer,
        id -> {
          if (id < normal.length) {
            normal[id] = false;
          }
        });
    model.unknownId().ifPresent(id -> normal[id] = false);
    for (int b = 0; model.byteFallback() && b < 256; b++) {
      int id = model.idOfText("<0x%02X>".formatted(b));
      if (id != Vocabulary.NONE) {
        normal[id] = false;
      }
    }
    return of(model.vocabulary(), scores, normal);
  }

  private static UnigramPieces of(Vocabulary vocabulary, double[] scores, boolean[] normal) {
    List<byte[]> texts = new ArrayList<>();
    List<byte[]> others = new ArrayList<>();
    int[] ids = new int[normal.length];
    double[] normalScores = new double[normal.length];
    for (int id = 0; id < normal.length; id++) {
      if (normal[id]) {
        ids[texts.size()] = id;
        normalScores[texts.size()] = scores[id];
        texts.add(vocabulary.bytes(id));
      } else {
        others.add(vocabulary.bytes(id));
      }
    }
    return new UnigramPieces(
        Arrays.copyOf(ids, texts.size()),
        List.copyOf(texts),
        Arrays.copyOf(normalScores, texts.size()),
        List.copyOf(others));
  }

  /// All scores of a model, by id.
  static double[] scores(UnigramModel model) {
    double[] scores = new double[model.vocabulary().idLimit()];
    for (int id = 0; id < scores.length; id++) {
      scores[id] = model.score(id);
    }
    return scores;
  }
}
