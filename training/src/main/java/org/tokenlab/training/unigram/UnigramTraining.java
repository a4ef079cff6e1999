package org.tokenlab.training.unigram;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.decode.MetaspaceDecoder;
import org.tokenlab.tokenizers.normalize.NormalizerSequence;
import org.tokenlab.tokenizers.normalize.Precompiled;
import org.tokenlab.tokenizers.normalize.Replace;
import org.tokenlab.tokenizers.normalize.StripWhitespace;
import org.tokenlab.tokenizers.pretokenize.Metaspace;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.training.TrainingResult;
import org.tokenlab.training.internal.sentencepiece.PieceRules;
import org.tokenlab.training.internal.sentencepiece.TrainedTokenizer;

/// What a run of [UnigramTrainer] gave. Immutable.
public final class UnigramTraining implements TrainingResult<SentencePieceModel> {
  private final SentencePieceNormalizer normalizer;
  private final int requestedSize;
  private final SentencePieceModel model;
  private final long skippedTexts;

  UnigramTraining(UnigramRecipe recipe, SentencePieces pieces, long skippedTexts) {
    normalizer = recipe.normalizer();
    requestedSize = recipe.settings().vocabularySize();
    this.skippedTexts = skippedTexts;
    model = SentencePieceModel.of(SentencePieceModel.Kind.UNIGRAM, pieces, false);
  }

  /// The model; special pieces first, and then all others by falling score.
  @Override
  public SentencePieceModel model() {
    return model;
  }

  @Override
  public int requestedSize() {
    return requestedSize;
  }

  /// The vocabulary size that came out, special pieces included.
  @Override
  public int vocabularySize() {
    return model.pieces().size();
  }

  /// How many texts were left out, since they were too long.
  public long skippedTexts() {
    return skippedTexts;
  }

  /// A tokenizer that runs as SentencePiece would, and may be saved as a `.model` file.
  @Override
  public Tokenizer tokenizer(String name) {
    return TrainedTokenizer.of(name, model, normalizer);
  }

  /// The same pieces for Hugging Face's Unigram, which may be saved as a `tokenizer.json`; made as
  /// transformers makes one of a SentencePiece model.
  ///
  /// The ids are those of [#tokenizer] but where the two peers differ: Hugging Face adds scores in
  /// double precision, which may decide between equals otherwise, and replaces characters by
  /// grapheme cluster. Only for normalizers that drop extra spaces and add a dummy prefix.
  ///
  /// @throws IllegalArgumentException if the normalizer is none of these, or there are user-defined
  ///   pieces, which Hugging Face has no rule for
  public Tokenizer huggingFace(String name) {
    if (!normalizer.addDummyPrefix()
        || !normalizer.removeExtraWhitespaces()
        || !normalizer.userDefined().isEmpty()) {
      throw new IllegalArgumentException(
          "Hugging Face's Unigram has a dummy prefix, no extra spaces and no user-defined pieces;"
              + " got "
              + normalizer);
    }
    SentencePieces pieces = model.pieces();
    String[] texts = new String[pieces.size()];
    double[] scores = new double[pieces.size()];
    Map<String, Integer> control = new LinkedHashMap<>();
    for (int id = 0; id < texts.length; id++) {
      texts[id] = pieces.piece(id);
      scores[id] = writable(pieces.score(id));
      if (pieces.type(id) == PieceType.CONTROL || pieces.type(id) == PieceType.UNKNOWN) {
        control.put(texts[id], id);
      }
    }
    List<Normalizer> rewriting = new ArrayList<>();
    normalizer.charsMap().ifPresent(map -> rewriting.add(new Precompiled(map)));
    rewriting.add(new StripWhitespace(true, true));
    rewriting.add(new Replace(new TextPattern.Regex(" {2,}", Dialect.ONIGURUMA), " "));
    return Tokenizer.builder(
            name,
            UnigramModel.of(
                texts, scores, OptionalInt.of(pieces.unknownId()), pieces.byteFallback()))
        .normalizer(new NormalizerSequence(rewriting))
        .preTokenizer(new Metaspace(PieceRules.SPACE, PrependScheme.ALWAYS, true))
        .addedTokens(AddedTokens.special(control))
        .decoder(new MetaspaceDecoder(PieceRules.SPACE, PrependScheme.ALWAYS, true))
        .build();
  }

  /// The score to nine decimals: far below a float's own precision, and so few digits that every
  /// reader of JSON gets the same number. Of some floats no decimal is read exactly by HF's.
  static double writable(double score) {
    return new BigDecimal(score).setScale(9, RoundingMode.HALF_EVEN).doubleValue();
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "Unigram of " + vocabularySize() + " pieces (" + requestedSize + " asked for)";
  }
}
