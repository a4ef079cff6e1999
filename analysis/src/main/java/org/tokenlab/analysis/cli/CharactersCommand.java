package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.characters.CharBenchCorrelations;
import org.tokenlab.analysis.characters.CuteScore;
import org.tokenlab.analysis.characters.RulerMatch;
import org.tokenlab.analysis.characters.YapScore;
import org.tokenlab.analysis.records.DataRecord;
import org.tokenlab.analysis.records.RecordFile;
import org.tokenlab.tokenizers.TextUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `chars`: a model's answers on tasks about characters and lengths, from small files.
@Command(
    name = "chars",
    description = {
      "Scores a model's answers on tasks about characters and lengths. FILE is .csv, .tsv or .jsonl.",
      "charbench: word, task, character, and is_correct or model_answer. Correlates right answers with the features",
      "  of words and, with -t, of their tokens.",
      "cute: task, label, output. yap: category, baseline, response. ruler: target_length, output.",
      "cost: FILE is text; what models over its characters, bytes, words made of bytes and, with -t, tokens would cost, as",
      "  pool-cost says in other sizes."
    })
final class CharactersCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(
      index = "0",
      paramLabel = "charbench|cute|yap|ruler|cost",
      description = "Which benchmark.")
  private String benchmark = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "Questions and answers.")
  private String file = "";

  @Option(
      names = {"-t", "--tokenizer"},
      paramLabel = "T",
      description = "The model's tokenizer, for charbench and cost: a name or a model file.")
  private @Nullable String tokenizer;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description =
          "What a character is, for yap: utf8_bytes, utf16_units, code_points or graphemes.")
  private @Nullable String unit;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  CharactersCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Map<String, OptionalDouble>> rows =
        switch (benchmark) {
          case "charbench" -> charBench(records());
          case "cute" -> cute(records());
          case "yap" -> yap(records());
          case "ruler" -> ruler(records());
          case "cost" -> cost();
          default ->
              throw new UsageException(
                  "expected charbench, cute, yap, ruler or cost; got \"" + benchmark + "\"");
        };
    FigureTable table = new FigureTable(benchmark.equals("cost") ? "model" : benchmark, rows);
    streams.print(json ? table.json() : table.table());
    return ExitCode.DONE;
  }

  private List<DataRecord> records() throws IOException {
    return RecordFile.read(Inputs.path(file));
  }

  private Map<String, Map<String, OptionalDouble>> cost() throws IOException {
    byte[] text = Files.readAllBytes(Inputs.path(file));
    WordPoolOptions.Sizes sizes = new WordPoolOptions.Sizes();
    return PoolCostTable.rows(
        text,
        sizes.wordRule(),
        sizes.shape(),
        sizes.wordUnits(text),
        tokenizer == null ? List.of() : List.of(TokenizerChoice.of(tokenizer, null)));
  }

  private Map<String, Map<String, OptionalDouble>> charBench(List<DataRecord> records)
      throws IOException {
    if (tokenizer == null) {
      throw new UsageException("charbench: name the model's tokenizer with -t");
    }
    TokenizerChoice choice = TokenizerChoice.of(tokenizer, null);
    if (choice.tokenizer().vocabulary().size() == 0) {
      throw new UsageException(tokenizer + " only counts: it has no tokens to look at");
    }
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    CharBenchCorrelations.of(CharBenchCorrelations.read(records, choice.tokenizer()))
        .forEach((task, result) -> {
          Map<String, OptionalDouble> figures = new LinkedHashMap<>();
          figures.put("questions", OptionalDouble.of(result.questions()));
          figures.put("accuracy", OptionalDouble.of(result.accuracy()));
          figures.putAll(result.correlations());
          rows.put(task.id(), figures);
        });
    return rows;
  }

  private static Map<String, Map<String, OptionalDouble>> cute(List<DataRecord> records)
      throws IOException {
    Map<String, List<String>> answers = new TreeMap<>();
    Map<String, List<String>> labels = new TreeMap<>();
    for (DataRecord entry : records) {
      String task = entry.text("task");
      answers
          .computeIfAbsent(task, t -> new java.util.ArrayList<>())
          .add(CuteScore.answer(entry.text("output")));
      labels.computeIfAbsent(task, t -> new java.util.ArrayList<>()).add(entry.text("label"));
    }
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    answers.forEach((task, own) -> {
      Map<String, OptionalDouble> figures = new LinkedHashMap<>();
      figures.put("questions", OptionalDouble.of(own.size()));
      figures.put("accuracy", CuteScore.accuracy(task, own, labels.getOrDefault(task, List.of())));
      rows.put(task, figures);
    });
    return rows;
  }

  private Map<String, Map<String, OptionalDouble>> yap(List<DataRecord> records)
      throws IOException {
    TextUnit chosen =
        Arrays.stream(TextUnit.values())
            .filter(u -> u.name().toLowerCase(Locale.ROOT).equals(unit))
            .findFirst()
            .orElseThrow(() ->
                new UsageException(
                    "yap: name what a character is with --unit: utf8_bytes, utf16_units,"
                        + " code_points or graphemes; got "
                        + (unit == null ? "none" : "\"" + unit + "\"")));
    List<YapScore.Response> responses = new java.util.ArrayList<>();
    for (DataRecord entry : records) {
      responses.add(YapScore.Response.of(entry));
    }
    String name = chosen.name().toLowerCase(Locale.ROOT);
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    YapScore.medians(responses, chosen)
        .forEach((category, median) ->
            rows.put(category, Map.of("median excess, " + name, OptionalDouble.of(median))));
    rows.put("YapIndex", Map.of("median excess, " + name, YapScore.index(responses, chosen)));
    return rows;
  }

  private static Map<String, Map<String, OptionalDouble>> ruler(List<DataRecord> records)
      throws IOException {
    Map<RulerMatch, List<Integer>> words = new TreeMap<>();
    for (DataRecord entry : records) {
      String target = entry.text("target_length");
      RulerMatch match =
          RulerMatch.byTarget(target)
              .orElseThrow(() ->
                  new IOException(
                      entry.place() + ": one of Ruler's target lengths wanted; got: " + target));
      words
          .computeIfAbsent(match, m -> new java.util.ArrayList<>())
          .add(RulerMatch.words(entry.text("output")));
    }
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    words.forEach((match, counts) -> {
      int[] own = counts.stream().mapToInt(Integer::intValue).toArray();
      Map<String, OptionalDouble> figures = new LinkedHashMap<>();
      figures.put("responses", OptionalDouble.of(own.length));
      figures.put("mean words", Arrays.stream(own).average());
      figures.put("precise match %", match.precisePercent(own));
      figures.put("flexible match %", match.flexiblePercent(own));
      rows.put(match.target() + " words", figures);
    });
    return rows;
  }
}
