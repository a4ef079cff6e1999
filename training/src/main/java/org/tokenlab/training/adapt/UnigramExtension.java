package org.tokenlab.training.adapt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.unigram.PieceFitting;
import org.tokenlab.training.unigram.PieceFitting.Fitted;

/// Finds more pieces for a Unigram model.
final class UnigramExtension {
  private final Tokenizer base;
  private final int wanted;
  private final float coverage;
  private final int threads;

  UnigramExtension(Tokenizer base, int wanted, float coverage, int threads) {
    this.base = base;
    this.wanted = wanted;
    this.coverage = coverage;
    this.threads = threads;
  }

  ExtendedTokenizer learn(SentencePieceModel model, WordCounts words, TrainingListener listener) {
    SentencePieces pieces = model.pieces();
    requireNoGap(pieces.size());
    Fitted<List<byte[]>> found = found(UnigramPieces.of(model), words, listener);
    int size = pieces.size() + found.pieces().size();
    String[] texts = new String[size];
    float[] scores = new float[size];
    PieceType[] types = new PieceType[size];
    for (int id = 0; id < size; id++) {
      int at = id - pieces.size();
      texts[id] = at < 0 ? pieces.piece(id) : text(found.pieces().get(at));
      scores[id] = at < 0 ? pieces.score(id) : (float) found.scores()[at];
      types[id] = at < 0 ? pieces.type(id) : PieceType.NORMAL;
    }
    return extended(
        SentencePieceModel.of(model.kind(), SentencePieces.of(texts, scores, types), false),
        found.pieces().size(),
        words);
  }

  ExtendedTokenizer learn(UnigramModel model, WordCounts words, TrainingListener listener) {
    int limit = model.vocabulary().idLimit();
    requireNoGap(limit);
    Fitted<List<byte[]>> found = found(UnigramPieces.of(base, model), words, listener);
    List<String> texts = new ArrayList<>();
    double[] scores = Arrays.copyOf(UnigramPieces.scores(model), limit + found.pieces().size());
    for (int id = 0; id < scores.length; id++) {
      texts.add(id < limit ? model.tokenText(id) : text(found.pieces().get(id - limit)));
      scores[id] = id < limit ? scores[id] : found.scores()[id - limit];
    }
    return extended(
        UnigramModel.of(
            texts.toArray(String[]::new), scores, model.unknownId(), model.byteFallback()),
        found.pieces().size(),
        words);
  }

  /// A Unigram model's ids have no gaps, so added tokens must not stand behind it.
  private void requireNoGap(int limit) {
    if (TokenizerExtender.firstNewId(base) > limit) {
      throw new IllegalArgumentException(
          ("%s: the added tokens have ids behind the model's %d pieces, where the new pieces would"
                  + " have to go; make them pieces of the model first")
              .formatted(base.name(), limit));
    }
  }

  private Fitted<List<byte[]>> found(
      UnigramPieces pieces, WordCounts words, TrainingListener listener) {
    Set<ByteBuffer> taken = new HashSet<>();
    pieces.others().forEach(text -> taken.add(ByteBuffer.wrap(text)));
    base.addedTokens()
        .all()
        .forEach(
            token -> taken.add(ByteBuffer.wrap(token.text().getBytes(StandardCharsets.UTF_8))));
    return PieceFitting.extended(
        pieces.texts(), pieces.scores(), taken, wanted, coverage, words, threads, listener);
  }

  private ExtendedTokenizer extended(TokenizerModel model, int found, WordCounts words) {
    return new ExtendedTokenizer(
        Renumbering.withModel(base, model).build(),
        base.vocabulary().idLimit(),
        found,
        wanted,
        ModelWords.tokens(base.model(), words),
        ModelWords.tokens(model, words));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
