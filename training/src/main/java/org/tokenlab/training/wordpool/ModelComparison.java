package org.tokenlab.training.wordpool;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
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

/// Word-pooled and plain models of one size, trained on one text and measured on another.
///
/// All see the same windows of words, as many of them, in the same number of steps, and stop early
/// by the same held-out text; they differ in what a position is. The plain models are over bytes,
/// over the training text's characters, and over byte-level BPE trained on it with the same words
/// as pieces.
///
/// All have as many weights as the word-pooled model over bytes, but for a few hundred, and the
/// same width, number of layers and heads in the main model: [EqualWeights] says how. Plain models
/// have places for the longest window that the texts hold, and no more.
///
/// @param rule where words end
/// @param shape of the word-pooled model over bytes; its main model but for the feed-forward width,
///   and its window, are everyone's
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
  private static final int MAX_ROW = Integer.MAX_VALUE; // plain models don't cut words

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
  /// @throws IllegalArgumentException if a model can't be as small as the others, before any is
  ///   trained; or if a part of the text holds no word
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
    Map<Kind, Candidate> candidates = new EnumMap<>(Kind.class);
    for (Kind kind : kinds) { // all before the first is trained: one may not fit
      candidates.put(
          kind,
          switch (kind) {
            case POOLED_BYTES -> pooled(WordUnits.bytes());
            case POOLED_CHARACTERS -> pooled(characters);
            case BYTES -> plain("bytes", text, WordUnits.bytes());
            case CHARACTERS -> plain("characters", text, characters);
            case BPE -> plain("bpe " + bpeSize, text, bpe);
          });
    }
    for (int i = 0; i < seeds; i++) {
      NeuralSettings seeded = settings.withSeed(settings.seed() + i);
      for (Candidate candidate : candidates.values()) {
        done.accept(candidate.run(text, seeded, counts, listener));
      }
    }
  }

  /// A model with its sizes, to be trained and measured.
  @FunctionalInterface
  private interface Candidate {
    ComparedModel run(
        SplitText text, NeuralSettings seeded, Map<String, Integer> counts, NeuralListener listener)
        throws IOException;
  }

  private Candidate pooled(WordUnits units) {
    String name = "word-pooled " + units.kind();
    WordPoolShape sized =
        shape.withMain(
            EqualWeights.main(
                name,
                shape.main(),
                shape.width(),
                weights(),
                main -> shape.withMain(main).parameters(units.size())));
    return (text, seeded, counts, listener) -> {
      double began = processorSeconds();
      WordPoolTrainer.Result result =
          new WordPoolTrainer(rule, units, sized, seeded)
              .train(text.training(), text.heldOut(), Optional.empty(), listener);
      double trained = processorSeconds();
      WordBatch test = result.model().batch(text.test());
      double ready = processorSeconds();
      WordPoolScores scores = result.model().score(test);
      return new ComparedModel(
          name,
          seeded.seed(),
          WordEvaluation.of(scores, counts, shape.window()),
          result.run(),
          sized.parameters(units.size()),
          ModelCost.wordPooled(sized, test, true),
          test.words().count(),
          trained - began,
          processorSeconds() - ready);
    };
  }

  private Candidate plain(String name, SplitText allText, WordUnits units) {
    int longest = 1;
    for (byte[] part : List.of(allText.training(), allText.heldOut(), allText.test())) {
      longest = Math.max(longest, longestWindow(WordBatch.of(rule, units, MAX_ROW, part)));
    }
    PlainShape fitting = new PlainShape(shape.width(), shape.window(), longest, shape.main());
    PlainShape sized =
        fitting.withMain(
            EqualWeights.main(
                name,
                shape.main(),
                shape.width(),
                weights(),
                main -> fitting.withMain(main).parameters(units.size())));
    return (text, seeded, counts, listener) -> {
      double began = processorSeconds();
      PlainTrainer.Result result =
          new PlainTrainer(rule, units, sized, seeded)
              .train(text.training(), text.heldOut(), Optional.empty(), listener);
      double trained = processorSeconds();
      WordBatch test = result.model().batch(text.test());
      double ready = processorSeconds();
      WordPoolScores scores = result.model().score(test);
      int windows = Math.max(1, sized.windows(test).length - 1);
      return new ComparedModel(
          name,
          seeded.seed(),
          WordEvaluation.of(scores, counts, shape.window()),
          result.run(),
          sized.parameters(units.size()),
          ModelCost.plain(
              name,
              sized.main(),
              sized.width(),
              units.size(),
              test.units().length,
              test.units().length / windows + 1), // windows are nearly of one length
          test.words().count(),
          trained - began,
          processorSeconds() - ready);
    };
  }

  /// How many weights each model has.
  private long weights() {
    return shape.parameters(WordUnits.bytes().size());
  }

  private int longestWindow(WordBatch text) {
    int[] starts =
        new PlainShape(shape.width(), shape.window(), windowUnits, shape.main()).windows(text);
    int longest = 0;
    for (int i = 1; i < starts.length; i++) {
      longest = Math.max(longest, starts[i] - starts[i - 1]);
    }
    return longest;
  }

  // On a machine that others use, too, this says more than a clock; the engine computes in the
  // calling thread.
  private static double processorSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
