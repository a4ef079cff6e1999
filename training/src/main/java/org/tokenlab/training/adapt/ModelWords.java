package org.tokenlab.training.adapt;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;
import org.tokenlab.training.internal.sentencepiece.SentenceNormalizer;
import org.tokenlab.training.internal.sentencepiece.SpaceRules;

/// The words that a tokenizer's model is asked about.
final class ModelWords {
  private static final int MAX_WORD = 1 << 12; // bytes; as in training

  private ModelWords() {}

  /// Counts them, as the tokenizer rewrites and splits the texts. SentencePiece's model is asked
  /// about whole texts; they are cut before each `▁`, and special pieces in them set aside, as in
  /// its training.
  static WordCounts count(
      Tokenizer base,
      Iterator<? extends CharSequence> texts,
      CountingSettings counting,
      int threads,
      TrainingListener listener) {
    if (!(base.model() instanceof SentencePieceModel model)) {
      return WordCounts.of(
          texts, base.normalizer(), base.preTokenizer(), threads, listener, counting);
    }
    SentencePieceNormalizer normalizer = normalizer(base);
    return WordCounts.of(
        texts,
        new SentenceNormalizer(normalizer, special(model.pieces())),
        new MarkedWords(
            MAX_WORD, new SpaceRules(true, normalizer.whitespaceIsSuffix(), /* runs= */ false)),
        threads,
        listener,
        counting);
  }

  private static SentencePieceNormalizer normalizer(Tokenizer base) {
    if (base.normalizer() instanceof SentencePieceNormalizer normalizer
        && normalizer.escapeWhitespaces()) {
      return normalizer;
    }
    throw new IllegalArgumentException(
        "%s: expected a SentencePiece normalizer that puts U+2581 for a space; got %s"
            .formatted(base.name(), base.normalizer()));
  }

  /// Whether SentencePiece's words have their space behind them.
  static boolean whitespaceIsSuffix(Tokenizer base) {
    return normalizer(base).whitespaceIsSuffix();
  }

  /// Refuses a model of a kind that can't be adapted.
  ///
  /// @param adapted what is to be done: `extended` or `pruned`
  static void requireKnown(Tokenizer base, String adapted) {
    boolean known =
        switch (base.model()) {
          case BpeModel _, WordPieceModel _, UnigramModel _ -> true;
          case SentencePieceModel pieces ->
              pieces.kind() == SentencePieceModel.Kind.UNIGRAM
                  || pieces.kind() == SentencePieceModel.Kind.BPE;
          default -> false;
        };
    if (!known) {
      throw new IllegalArgumentException(
          "%s: byte-level BPE, SentencePiece's BPE, Unigram and WordPiece can be %s; got %s"
              .formatted(base.name(), adapted, base.model().getClass().getSimpleName()));
    }
  }

  private static List<String> special(SentencePieces pieces) {
    return IntStream.range(0, pieces.size())
        .filter(id ->
            switch (pieces.type(id)) {
              case PieceType.UNKNOWN, PieceType.CONTROL, PieceType.USER_DEFINED -> true;
              case PieceType.NORMAL, PieceType.BYTE, PieceType.UNUSED -> false;
            })
        .mapToObj(pieces::piece)
        .toList();
  }

  /// How often each token stands when every word is encoded by itself, as often as it occurs.
  ///
  /// @param idLimit above all ids of the model
  static long[] uses(TokenizerModel model, WordCounts words, int idLimit) {
    long[] uses = new long[idLimit];
    PieceEncoder encoder = model.newEncoder();
    IntSink ids = new IntSink(64);
    words.forEach((utf8, from, to, count) -> {
      ids.clear();
      encoder.encode(utf8, from, to, ids);
      for (int i = 0; i < ids.size(); i++) {
        uses[ids.get(i)] += count;
      }
    });
    return uses;
  }

  /// Number of tokens of all words, each encoded by itself, as often as it occurs.
  static long tokens(TokenizerModel model, WordCounts words) {
    long[] tokens = {0};
    PieceEncoder encoder = model.newEncoder();
    int[] end = new int[1];
    words.forEach((utf8, from, to, count) -> {
      end[0] = to;
      tokens[0] += count * encoder.count(utf8, from, end, 1);
    });
    return tokens[0];
  }
}
