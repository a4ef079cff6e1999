package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.io.AtomicOutput;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `words`: the distinct words of text and how often each occurs.
@Command(
    name = "words",
    description = {
      "Counts the distinct words of text, as train bpe splits it, and writes them to a file, which appears whole",
      "or not at all, for train bpe --from-counts. With --from-counts it adds such files up, or puts one into the",
      "other form."
    })
final class WordsCommand implements Callable<Integer> {
  private static final String TSV = ".tsv";
  private static final String BINARY = ".words";

  private final StandardStreams streams;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description =
          "The file. Its name ends in .tsv for lines of word, tab and count, with the escapes \\t, \\n, \\r, \\\\ and \\xHH (a byte)"
              + " in words, or in .words for a binary form that is smaller and has a checksum.")
  private String output = "";

  @Option(
      names = "--pattern",
      paramLabel = "NAME|REGEX",
      description =
          "How text is split into words, as for train: gpt2, cl100k, o200k, llama3, qwen2, or a regular expression. Default:"
              + " cl100k.")
  private @Nullable String pattern;

  @Mixin private WeightOptions weights = new WeightOptions();
  @Mixin private CountingOptions counting = new CountingOptions();
  @Mixin private TrainingTextOptions reading = new TrainingTextOptions();
  @Mixin private ThreadOption threads = new ThreadOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  WordsCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    boolean text = isText();
    CountingSettings settings = settings();
    weights.requireFor(reading, settings);
    if (weights.fromCounts() && pattern != null) {
      throw new UsageException("--from-counts: the words are there; leave out --pattern");
    }
    Splitter splitter = TokenizerChoice.splitter(pattern == null ? "cl100k" : pattern);
    int threadCount = threads.count();
    WordInputs opened = new WordInputs(inputs, weights, reading.options(), streams);
    try (AtomicOutput out = new AtomicOutput(Inputs.path(output))) {
      WordCounts words;
      try (Progress progress = new Progress(streams, "counting words", "bytes")) {
        TrainingListener listener = (phase, done, total) -> progress.at(done, total);
        // Where weights change counts, rare words are left out after that.
        CountingSettings ofParts = weights.isWeighted() ? settings.withMinCount(1) : settings;
        words =
            opened.read(
                texts -> WordCounts.of(texts, splitter, threadCount, listener, ofParts),
                settings.minCount());
      }
      if (opened.textBytes() == 0 && !weights.fromCounts()) {
        throw new IOException("there is no text to count in " + String.join(", ", inputs));
      }
      write(words, text, out);
      out.commit();
      streams.print(output + ": " + words + "\n");
    }
    return ExitCode.DONE;
  }

  private static void write(WordCounts words, boolean text, OutputStream out) throws IOException {
    if (text) {
      words.saveTsv(out);
    } else {
      words.save(out);
    }
  }

  private boolean isText() {
    String name = output.toLowerCase(Locale.ROOT);
    if (!name.endsWith(TSV) && !name.endsWith(BINARY)) {
      throw new UsageException(
          "-o "
              + output
              + ": words are written to a file whose name ends in "
              + TSV
              + " for text or "
              + BINARY
              + " for the binary form");
    }
    return name.endsWith(TSV);
  }

  private CountingSettings settings() {
    try {
      return counting.settings("bpe");
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
