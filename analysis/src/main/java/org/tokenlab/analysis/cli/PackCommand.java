package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.analysis.length.Packing;
import org.tokenlab.analysis.length.RainbowPadding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pack`: what sequences of a context length waste on padding.
@Command(
    name = "pack",
    description = {
      "Tells how many contexts of a fixed length texts take, and how much of them is padding, by the way they are",
      "packed: padding, concatenation, first-fit and best-fit decreasing, and dynamic (64 open contexts)."
    })
final class PackCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private TokenizersOption tokenizers = new TokenizersOption();

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      description = "Length of a context. Default: 2048.")
  private int context = 2048;

  @Option(
      names = "--separator",
      paramLabel = "TOKENS",
      description = "Tokens after each text, as an end-of-text mark. Default: 1.")
  private int separator = 1;

  @Option(
      names = "--rainbow",
      paramLabel = "TOKENS",
      description =
          "Also: each text in a context of its own, cut off at its end and padded with a cycle of so many tokens.")
  private @Nullable Integer rainbow;

  @Option(
      names = "--unit",
      paramLabel = "line|file",
      defaultValue = "line",
      description = "What a text is. Default: ${DEFAULT-VALUE}.")
  private String unit = "line";

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private ThreadOption threads = new ThreadOption();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  PackCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (context < 1 || separator < 0) {
      throw new UsageException(
          "--context, --separator: expected numbers from 1 and from 0 on; got "
              + context
              + ", "
              + separator);
    }
    List<TokenizerChoice> chosen = tokenizers.chosen();
    List<int[]> counts = new ArrayList<>(); // of each text, by tokenizer
    Inputs opened = new Inputs(inputs, reading.units(unit, null), streams);
    try (Progress progress = new Progress(streams, "counting", "units");
        UnitReader units = opened.units()) {
      InOrder.<UnitReader.Batch, List<int[]>>run(
          units,
          batch -> batch.texts().stream().map(text -> counts(chosen, text)).toList(),
          part -> {
            counts.addAll(part);
            progress.at(counts.size());
          },
          threads.count());
    }
    if (rainbow != null && rainbow < 1) {
      throw new UsageException("--rainbow: expected a number from 1 on; got " + rainbow);
    }
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    for (int t = 0; t < chosen.size(); t++) {
      int tokenizer = t;
      int[] lengths = counts.stream().mapToInt(c -> c[tokenizer]).toArray();
      for (Packing.Way way : Packing.Way.values()) {
        Packing packing = Packing.of(way, context, separator, lengths);
        Map<String, OptionalDouble> figures = new LinkedHashMap<>();
        figures.put("tokens", OptionalDouble.of((double) packing.tokens()));
        figures.put("contexts", OptionalDouble.of((double) packing.contexts()));
        figures.put("padding", OptionalDouble.of((double) packing.padding()));
        figures.put("waste", packing.waste());
        figures.put("texts split", OptionalDouble.of((double) packing.split()));
        rows.put(
            chosen.get(t).given() + " " + way.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            figures);
      }
      if (rainbow != null) {
        rows.put(chosen.get(t).given() + " rainbow", rainbow(rainbow, lengths));
      }
    }
    FigureTable table = new FigureTable("packing", rows);
    streams.print(json ? table.json() : table.table());
    return ExitCode.DONE;
  }

  private Map<String, OptionalDouble> rainbow(int cycle, int[] lengths) {
    int[] cut = Arrays.stream(lengths).map(length -> Math.min(length, context)).toArray();
    RainbowPadding padded = RainbowPadding.of(context, cycle, cut);
    Map<String, OptionalDouble> figures = new LinkedHashMap<>();
    figures.put("tokens", OptionalDouble.of((double) padded.tokens()));
    figures.put("contexts", OptionalDouble.of((double) lengths.length));
    figures.put("padding", OptionalDouble.of((double) padded.padding()));
    figures.put(
        "waste",
        lengths.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) padded.padding() / ((double) context * lengths.length)));
    long over = Arrays.stream(lengths).filter(length -> length > context).count();
    figures.put("texts cut off", OptionalDouble.of((double) over));
    figures.put("end of text without cycle", padded.endShareWithoutCycle());
    figures.put("most frequent padding", padded.largestShare());
    return figures;
  }

  private static int[] counts(List<TokenizerChoice> tokenizers, String text) {
    return tokenizers.stream().mapToInt(t -> t.tokenizer().count(text)).toArray();
  }
}
