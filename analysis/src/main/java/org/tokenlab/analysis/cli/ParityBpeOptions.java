package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.Documents;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.ParityBpeTrainer;
import org.tokenlab.training.ParityBpeTraining;
import org.tokenlab.training.ParityLanguage;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import picocli.CommandLine.Option;

/// What `train paritybpe` takes beyond what all kinds do. Each input is one language.
final class ParityBpeOptions {
  @Option(
      names = "--development",
      paramLabel = "FILE",
      description = {
        "paritybpe: a language's development text, by which it is told how well it is compressed; once for each INPUT, in",
        "their order. Without it compression is measured in the inputs."
      })
  private List<String> development = List.of();

  @Option(
      names = "--ratio",
      paramLabel = "R",
      description =
          "paritybpe, without --development: how much better than the others a language is to be compressed; once for each"
              + " INPUT. Default: all alike.")
  private List<Double> ratios = List.of();

  @Option(
      names = "--global-merges",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "paritybpe: learns the first N merges from all languages together. Default:"
              + " ${DEFAULT-VALUE}.")
  private int globalMerges;

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "paritybpe: no language gets more than --alpha times its even share of the last N merges. Default: no window.")
  private @Nullable Integer window;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      defaultValue = "2",
      description = "paritybpe, with --window: at least 1. Default: ${DEFAULT-VALUE}.")
  private double alpha = 2;

  /// What came out, and how much text went in.
  record Outcome(ParityBpeTraining training, long textBytes) {}

  /// Opens corpora by their names.
  @FunctionalInterface
  interface Opening {
    List<Corpus> open(List<String> names) throws IOException;
  }

  /// Trains.
  ///
  /// @param splitter null for the default
  /// @param minFrequency null for the default
  Outcome train(
      int size,
      @Nullable Splitter splitter,
      List<String> special,
      @Nullable Long minFrequency,
      int threads,
      CountingSettings counting,
      List<String> names,
      List<Corpus> inputs,
      Opening opening,
      TrainingListener listener)
      throws IOException {
    requireOneForEach("--development", development.size(), names.size());
    requireOneForEach("--ratio", ratios.size(), names.size());
    if (!development.isEmpty() && !ratios.isEmpty()) {
      throw new UsageException("--development and --ratio are two ways to the same; give one");
    }
    ParityBpeTrainer trainer = trainer(size, splitter, special, minFrequency, threads, counting);
    List<Corpus> developing = opening.open(development);
    List<ParityLanguage> languages = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < names.size(); i++) {
      try (Documents texts = new Documents(List.of(inputs.get(i)))) {
        WordCounts words = trainer.count(texts, listener);
        bytes += texts.bytes();
        languages.add(
            development.isEmpty()
                ? ParityLanguage.ofRatio(names.get(i), words, ratios.isEmpty() ? 1 : ratios.get(i))
                : ParityLanguage.of(
                    names.get(i), words, count(trainer, developing.get(i), listener)));
      }
    }
    return new Outcome(trainer.train(languages, listener), bytes);
  }

  private static WordCounts count(
      ParityBpeTrainer trainer, Corpus corpus, TrainingListener listener) throws IOException {
    try (Documents texts = new Documents(List.of(corpus))) {
      return trainer.count(texts, listener);
    }
  }

  private static void requireOneForEach(String option, int given, int inputs) {
    if (given > 0 && given != inputs) {
      throw new UsageException(
          option + " is given once for each INPUT: " + inputs + " are wanted, got " + given);
    }
  }

  private ParityBpeTrainer trainer(
      int size,
      @Nullable Splitter splitter,
      List<String> special,
      @Nullable Long minFrequency,
      int threads,
      CountingSettings counting) {
    ParityBpeTrainer.Builder builder =
        ParityBpeTrainer.builder(size)
            .globalMerges(globalMerges)
            .specialTokens(special)
            .counting(counting)
            .threads(threads);
    if (splitter != null) {
      builder.preTokenizer(splitter);
    }
    if (minFrequency != null) {
      builder.minFrequency(minFrequency);
    }
    if (window != null) {
      builder.window(window, alpha);
    }
    return builder.build();
  }

  /// How many tokens each language's text takes in the end.
  static String lengths(ParityBpeTraining training) {
    StringBuilder text = new StringBuilder("; tokens of each language's measured text:");
    for (int l = 0; l < training.languages().size(); l++) {
      text.append(l == 0 ? " " : ", ")
          .append(training.languages().get(l))
          .append(' ')
          .append(training.tokens(l, training.vocabularySize()));
    }
    return text.toString();
  }
}
