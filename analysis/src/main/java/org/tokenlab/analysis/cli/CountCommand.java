package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.ReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `count`: tokens and lengths of files, as tab-separated values.
@Command(
    name = "count",
    description = {
      "Counts the tokens of files, and their lengths in four units.",
      "Prints tab-separated values, one row for each file and tokenizer. Special tokens are never added."
    })
final class CountCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private TokenizersOption tokenizers = new TokenizersOption();

  @Option(
      names = "--unit",
      paramLabel = "line|file",
      defaultValue = "line",
      description =
          "What is encoded by itself: each line without its line feed, or each file. Default:"
              + " ${DEFAULT-VALUE}.")
  private String unit = "line";

  @Option(
      names = "--join",
      paramLabel = "TEXT",
      description = {
        "Makes all lines of all inputs one text, with TEXT between them, and counts that.",
        "A line is what Python's split(\"\\n\") gives: the empty string after a file's last line feed is one too."
      })
  private @Nullable String join;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private ThreadOption threads = new ThreadOption();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  CountCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    List<TokenizerChoice> chosen = tokenizers.chosen();
    TokenCounter counter = new TokenCounter(chosen, threads.count());
    ReadOptions options = reading.units(join == null ? unit : "line", null);
    Inputs opened = new Inputs(inputs, options, streams);
    List<TokenCounter.FileCounts> files;
    try (Progress progress = new Progress(streams, "counting", "units")) {
      files =
          join == null
              ? counter.countUnits(opened.units(), progress)
              : List.of(counter.countJoined(opened.corpora(), join, String.join("+", inputs)));
    }
    streams.print(json ? CountOutput.json(chosen, files) : CountOutput.tsv(chosen, files));
    return ExitCode.DONE;
  }
}
