package org.tokenlab.training.wordpool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tokenlab.tokenizers.wordpool.CharacterUnits;
import org.tokenlab.tokenizers.wordpool.ModelCost;
import org.tokenlab.tokenizers.wordpool.PlainShape;
import org.tokenlab.tokenizers.wordpool.TokenUnits;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolScores;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;
import org.tokenlab.training.BpeTrainer;

/// Word-pooled and plain models whose main models have one size, trained on one text and measured
/// on another.
///
/// All see the same windows of words, as many of them, in the same number of steps, and stop early
/// by the same held-out text; they differ in what a position is. The plain models are over bytes,
/// over the training text's characters, and over byte-level BPE trained on it with the same words
/// as pieces.
///
/// @param rule where words end
/// @param shape of the word-pooled model; its main model and its window are everyone's
/// @param bpeSize number of tokens of BPE
/// @param windowUnits most units of a plain model's window
/// @param settings of training; seeds count up from theirs
/// @param kinds which models
public record ModelComparison(
    WordRule rule,
    WordPoolShape shape,
    int bpeSize,
    int windowUnits,
    NeuralSettings settings,
    Set<Kind> kinds) {
  /// The models that can be compared.
  public enum Kind {
    /// Word-pooled, words as bytes.
    POOLED_BYTES,
    /// Word-pooled, words as characters.
    POOLED_CHARACTERS,
    /// A plain model over bytes.
    BYTES,
    /// A plain model over characters.
    CHARACTERS,
    /// A plain model over BPE.
    BPE
  }

  /// Trains and measures all models, for `seeds` seeds each.
  ///
  /// @param done receives each model when it is done
  public void run(SplitText text, int seeds, Consumer<ComparedModel> done, NeuralListener listener)
      throws IOException {
    Map<String, Integer> counts = WordEvaluation.counts(rule, text.training());
    WordUnits characters = CharacterUnits.mostFrequent(text.training(), 1 << 15, 5);
    WordUnits bpe =
        new TokenUnits(
            BpeTrainer.builder(bpeSize)
                .preTokenizer(rule.splitter())
                .build()
                .train(List.of(new String(text.training(), StandardCharsets.UTF_8)).iterator())
                .tokenizer("bpe"));
    for (int i = 0; i < seeds; i++) {
      NeuralSettings seeded = settings.withSeed(settings.seed() + i);
      for (Kind kind : Kind.values()) {
        if (kinds.contains(kind)) {
          done.accept(
              switch (kind) {
                case POOLED_BYTES -> pooled(text, WordUnits.bytes(), seeded, counts, listener);
                case POOLED_CHARACTERS -> pooled(text, characters, seeded, counts, listener);
                case BYTES -> plain("bytes", text, WordUnits.bytes(), seeded, counts, listener);
                case CHARACTERS -> plain("characters", text, characters, seeded, counts, listener);
                case BPE -> plain("bpe " + bpeSize, text, bpe, seeded, counts, listener);
              });
        }
      }
    }
  }

  private ComparedModel pooled(
      SplitText text,
      WordUnits units,
      NeuralSettings seeded,
      Map<String, Integer> counts,
      NeuralListener listener)
      throws IOException {
    WordPoolTrainer.Result result =
        new WordPoolTrainer(rule, units, shape, seeded)
            .train(text.training(), text.heldOut(), Optional.empty(), listener);
    WordBatch test = result.model().batch(text.test());
    long began = System.nanoTime();
    WordPoolScores scores = result.model().score(test);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new ComparedModel(
        "word-pooled " + units.kind(),
        seeded.seed(),
        WordEvaluation.of(scores, counts, shape.window()),
        result.run(),
        ModelCost.wordPooled(shape, test, true),
        test.words().count(),
        seconds);
  }

  private ComparedModel plain(
      String name,
      SplitText text,
      WordUnits units,
      NeuralSettings seeded,
      Map<String, Integer> counts,
      NeuralListener listener)
      throws IOException {
    PlainShape plain = new PlainShape(shape.width(), shape.window(), windowUnits, shape.main());
    PlainTrainer.Result result =
        new PlainTrainer(rule, units, plain, seeded)
            .train(text.training(), text.heldOut(), Optional.empty(), listener);
    WordBatch test = result.model().batch(text.test());
    long began = System.nanoTime();
    WordPoolScores scores = result.model().score(test);
    double seconds = (System.nanoTime() - began) / 1e9;
    int windows = Math.max(1, plain.windows(test).length - 1);
    return new ComparedModel(
        name,
        seeded.seed(),
        WordEvaluation.of(scores, counts, shape.window()),
        result.run(),
        ModelCost.plain(
            name,
            shape.main(),
            shape.width(),
            units.size(),
            test.units().length,
            test.units().length / windows + 1), // windows are nearly of one length
        test.words().count(),
        seconds);
  }
}
