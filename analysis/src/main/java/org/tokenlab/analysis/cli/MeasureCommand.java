package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.measure.CorpusMeasurement;
import org.tokenlab.analysis.measure.Measure;
import org.tokenlab.analysis.measure.MeasureSettings;
import org.tokenlab.analysis.measure.NamedTokenizer;
import org.tokenlab.analysis.metrics.RenyiEntropy;
import org.tokenlab.analysis.stats.Interval;
import org.tokenlab.analysis.stats.Resamples;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `measure`: everything that can be said of tokenizers on parallel text, each figure with its
/// interval.
@Command(
    name = "measure",
    description = {
      "Measures tokenizers on parallel text: premiums, compression, words, vocabulary use, entropies, characters,",
      "numbers, context windows, with bootstrap intervals. Items are encoded by themselves, without special tokens.",
      "The first tokenizer is the reference for normalized sequence length."
    })
final class MeasureCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private TokenizersOption tokenizers = new TokenizersOption();
  @Mixin private CorpusOption corpus = new CorpusOption();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Bootstrap resamples of the items. Default: 1000.")
  private int resamples = 1000;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the resamples. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--level",
      paramLabel = "SHARE",
      description = "Level of the intervals. Default: 0.95.")
  private double level = Interval.USUAL_LEVEL;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description =
          "Order of Rényi's entropy; Infinity for the min-entropy. Default: 2.5, the paper's.")
  private double alpha = RenyiEntropy.PAPER_ALPHA;

  @Option(
      names = "--window",
      paramLabel = "TOKENS",
      description = "Context window whose contents are told. Default: 8192.")
  private long window = 8192;

  @Option(
      names = "--price",
      paramLabel = "AMOUNT",
      description =
          "Price of a million tokens, in any currency; then --csv and --json tell what text costs.")
  private @Nullable Double price;

  @Option(names = "--json", description = "Prints all figures as JSON.")
  private boolean json;

  @Option(names = "--csv", description = "Prints all figures as CSV, one row each.")
  private boolean csv;

  @Mixin private ThreadOption threads = new ThreadOption();

  MeasureCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (json && csv) {
      throw new UsageException("--json and --csv don't go together");
    }
    require(resamples >= 1, "--resamples: expected a number from 1 on; got " + resamples);
    require(level > 0 && level < 1, "--level: expected a share between 0 and 1; got " + level);
    require(alpha >= 0, "--alpha: expected a number from 0 on; got " + alpha);
    require(
        price == null || (price >= 0 && Double.isFinite(price)),
        "--price: expected a number from 0 on; got " + price);
    require(window >= 0, "--window: expected a number from 0 on; got " + window);
    List<NamedTokenizer> chosen =
        tokenizers.chosen().stream()
            .map(choice -> new NamedTokenizer(choice.given(), choice.tokenizer()))
            .toList();
    ParallelCorpus opened = corpus.open();
    LanguageScript reference = corpus.reference(opened);
    MeasureSettings settings =
        new MeasureSettings(
            Resamples.of(opened.items(), resamples, seed),
            level,
            alpha,
            window,
            price == null ? OptionalDouble.empty() : OptionalDouble.of(price));
    List<Measure> measures;
    try (Progress progress = new Progress(streams, "measuring", "languages")) {
      measures =
          new CorpusMeasurement(opened, chosen, settings)
              .measure(reference, threads.count(), progress::at);
    }
    MeasureOutput output = new MeasureOutput(opened, reference, chosen, settings, measures);
    streams.print(json ? output.json() : csv ? output.csv() : output.table());
    return ExitCode.DONE;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new UsageException(message);
    }
  }
}
