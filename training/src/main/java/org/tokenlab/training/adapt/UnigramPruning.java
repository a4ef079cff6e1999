package org.tokenlab.training.adapt;

import java.util.OptionalInt;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.unigram.PieceFitting;
import org.tokenlab.training.unigram.PieceFitting.Fitted;

/// Fits a Unigram model to words with fewer pieces.
final class UnigramPruning {
  private final Tokenizer base;
  private final Tokens tokens;
  private final int threads;

  UnigramPruning(Tokenizer base, Tokens tokens, int threads) {
    this.base = base;
    this.tokens = tokens;
    this.threads = threads;
  }

  Pruned to(int size, SentencePieceModel model, WordCounts words, TrainingListener listener) {
    SentencePieces pieces = model.pieces();
    double[] scores = new double[pieces.size()];
    for (int id = 0; id < scores.length; id++) {
      scores[id] = pieces.score(id);
    }
    IdMap ids = fit(UnigramPieces.of(model), scores, size, words, listener);
    return new Pruned(ids, Renumbering.pieces(model, ids, id -> (float) scores[id]));
  }

  Pruned to(int size, UnigramModel model, WordCounts words, TrainingListener listener) {
    double[] scores = UnigramPieces.scores(model);
    IdMap ids = fit(UnigramPieces.of(base, model), scores, size, words, listener);
    int left = scores.length;
    while (left > 0 && !ids.keeps(left - 1)) {
      left--;
    }
    int own = left == 0 ? 0 : ids.newId(left - 1) + 1; // added tokens may stand behind
    String[] texts = new String[own];
    double[] fitted = new double[own];
    for (int id = 0; id < own; id++) {
      texts[id] = model.tokenText(ids.oldId(id));
      fitted[id] = scores[ids.oldId(id)];
    }
    OptionalInt unknown =
        model.unknownId().isPresent()
            ? OptionalInt.of(ids.newId(model.unknownId().getAsInt()))
            : OptionalInt.empty();
    return new Pruned(ids, UnigramModel.of(texts, fitted, unknown, model.byteFallback()));
  }

  /// Decides which ids are kept, and fits the scores of those that texts are cut into.
  private IdMap fit(
      UnigramPieces pieces,
      double[] scores,
      int size,
      WordCounts words,
      TrainingListener listener) {
    boolean[] kept = tokens.all();
    boolean[] normal = new boolean[kept.length];
    for (int id : pieces.ids()) {
      normal[id] = true;
    }
    int others = 0;
    for (int id = 0; id < kept.length; id++) {
      others += kept[id] && !normal[id] ? 1 : 0;
    }
    if (size <= others) {
      throw new IllegalArgumentException(
          "%s: %,d tokens must stay beside pieces (special, unknown, bytes); got a size of %,d"
              .formatted(base.name(), others, size));
    }
    Fitted<int[]> fitted =
        PieceFitting.pruned(
            pieces.texts(), pieces.scores(), size - others, words, threads, listener);
    for (int id : pieces.ids()) {
      kept[id] = false;
    }
    for (int i = 0; i < fitted.pieces().length; i++) {
      int id = pieces.ids()[fitted.pieces()[i]];
      kept[id] = true;
      scores[id] = fitted.scores()[i];
    }
    return new IdMap(kept);
  }
}
