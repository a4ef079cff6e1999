package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.analysis.difference.TokenDifference;
import org.tokenlab.analysis.vocabulary.SharedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `compare`: where two tokenizers cut the same text differently.
@Command(
    name = "compare",
    description = {
      "Shows where two tokenizers cut the same text differently, by kind of text, with examples side by side.",
      "A stretch lies between two places where both end a token."
    })
final class CompareCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(index = "0", paramLabel = "T1", description = "A name or a model file.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "T2", description = "The other one.")
  private String second = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  @Option(
      names = "--unit",
      paramLabel = "line|file",
      defaultValue = "line",
      description = "What is encoded by itself. Default: ${DEFAULT-VALUE}.")
  private String unit = "line";

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Examples of each kind, the most frequent first. Default: 5.")
  private int examples = 5;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private ThreadOption threads = new ThreadOption();

  CompareCommand(StandardStreams streams) {
    this.streams = streams;
  }

  /// Sums over texts.
  private static final class Totals {
    private long units;
    private long stretches;
    private long firstTokens;
    private long secondTokens;
    private final Map<TokenDifference, Integer> differences = new HashMap<>();

    void add(TokenDifference.Comparison comparison) {
      units++;
      stretches += comparison.stretches();
      firstTokens += comparison.firstTokens();
      secondTokens += comparison.secondTokens();
      comparison.differences().forEach(d -> differences.merge(d, 1, Integer::sum));
    }
  }

  /// A kind of text.
  ///
  /// @param stretches how many differ
  /// @param examples distinct differences with how often they occur, the most frequent first
  private record Kind(
      String category,
      long stretches,
      long firstTokens,
      long secondTokens,
      List<Map.Entry<TokenDifference, Integer>> examples) {}

  @Override
  public Integer call() throws IOException {
    if (examples < 0) {
      throw new UsageException("--examples: expected a number from 0 on; got " + examples);
    }
    List<TokenizerChoice> chosen = new ArrayList<>();
    for (String given : List.of(first, second)) {
      TokenizerChoice choice = TokenizerChoice.of(given, null);
      if (choice.tokenizer().vocabulary().size() == 0) {
        throw new UsageException(given + " only counts: it has no tokens to compare");
      }
      chosen.add(choice);
    }
    Tokenizer a = chosen.get(0).tokenizer();
    Tokenizer b = chosen.get(1).tokenizer();
    Totals totals = new Totals();
    Inputs opened = new Inputs(inputs, reading.units(unit, null), streams);
    try (Progress progress = new Progress(streams, "comparing", "units");
        UnitReader units = opened.units()) {
      InOrder.<UnitReader.Batch, List<TokenDifference.Comparison>>run(
          units,
          batch -> batch.texts().stream().map(text -> TokenDifference.between(a, b, text)).toList(),
          comparisons -> {
            comparisons.forEach(totals::add);
            progress.at(totals.units);
          },
          threads.count());
    }
    List<Kind> kinds = kinds(totals);
    streams.print(json ? json(totals, kinds, a, b) : table(totals, kinds, a, b));
    return ExitCode.DONE;
  }

  private List<Kind> kinds(Totals totals) {
    Map<String, List<Map.Entry<TokenDifference, Integer>>> byCategory = new TreeMap<>();
    for (Map.Entry<TokenDifference, Integer> entry : totals.differences.entrySet()) {
      byCategory.computeIfAbsent(entry.getKey().category(), c -> new ArrayList<>()).add(entry);
    }
    List<Kind> kinds = new ArrayList<>();
    byCategory.forEach((category, entries) -> {
      entries.sort(
          Map.Entry.<TokenDifference, Integer>comparingByValue(Comparator.reverseOrder())
              .thenComparing(e -> e.getKey().text())
              .thenComparing(e -> e.getKey().toString()));
      kinds.add(
          new Kind(
              category,
              entries.stream().mapToLong(Map.Entry::getValue).sum(),
              entries.stream()
                  .mapToLong(e -> (long) e.getValue() * e.getKey().first().size())
                  .sum(),
              entries.stream()
                  .mapToLong(e -> (long) e.getValue() * e.getKey().second().size())
                  .sum(),
              entries.subList(0, Math.min(examples, entries.size()))));
    });
    kinds.sort(Comparator.comparingLong(Kind::stretches).reversed().thenComparing(Kind::category));
    return kinds;
  }

  private String table(Totals totals, List<Kind> kinds, Tokenizer a, Tokenizer b) {
    long different = kinds.stream().mapToLong(Kind::stretches).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s makes %,d tokens of %,d units, %s %,d.%n%,d of %,d stretches differ (%s)."
                + " %,d tokens are in both vocabularies, by their bytes.%n%n",
            first,
            totals.firstTokens,
            totals.units,
            second,
            totals.secondTokens,
            different,
            totals.stretches,
            totals.stretches == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f %%", 100.0 * different / totals.stretches),
            SharedTokens.count(a.vocabulary(), b.vocabulary())));
    TextTable table = new TextTable("lrrrr");
    table.row("kind", "stretches", first, second, "difference");
    for (Kind kind : kinds) {
      table.row(
          kind.category,
          String.format(Locale.ROOT, "%,d", kind.stretches),
          String.format(Locale.ROOT, "%,d", kind.firstTokens),
          String.format(Locale.ROOT, "%,d", kind.secondTokens),
          String.format(Locale.ROOT, "%+,d", kind.secondTokens - kind.firstTokens));
    }
    text.append(table);
    if (examples > 0 && !kinds.isEmpty()) {
      TextTable list = new TextTable("lrll");
      list.row("kind", "times", first, second);
      for (Kind kind : kinds) {
        for (Map.Entry<TokenDifference, Integer> example : kind.examples) {
          list.row(
              kind.category,
              String.format(Locale.ROOT, "%,d", example.getValue()),
              shown(example.getKey().first()),
              shown(example.getKey().second()));
        }
      }
      text.append('\n').append(list);
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /// Tokens with bars between them; line ends, tabs and other controls as escapes.
  private static String shown(List<String> tokens) {
    StringBuilder shown = new StringBuilder();
    String.join("|", tokens)
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '\n' -> shown.append("\\n");
            case '\t' -> shown.append("\\t");
            case '\r' -> shown.append("\\r");
            case ' ' -> shown.append('·');
            default -> {
              if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04X", c));
              } else {
                shown.appendCodePoint(c);
              }
            }
          }
        });
    return shown.toString();
  }

  private String json(Totals totals, List<Kind> kinds, Tokenizer a, Tokenizer b) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringProperty("first", first);
      json.writeStringProperty("second", second);
      json.writeNumberProperty("units", totals.units);
      json.writeNumberProperty("first_tokens", totals.firstTokens);
      json.writeNumberProperty("second_tokens", totals.secondTokens);
      json.writeNumberProperty("stretches", totals.stretches);
      json.writeNumberProperty(
          "shared_vocabulary", SharedTokens.count(a.vocabulary(), b.vocabulary()));
      json.writeArrayPropertyStart("kinds");
      for (Kind kind : kinds) {
        json.writeStartObject();
        json.writeStringProperty("kind", kind.category);
        json.writeNumberProperty("stretches", kind.stretches);
        json.writeNumberProperty("first_tokens", kind.firstTokens);
        json.writeNumberProperty("second_tokens", kind.secondTokens);
        json.writeArrayPropertyStart("examples");
        for (Map.Entry<TokenDifference, Integer> example : kind.examples) {
          json.writeStartObject();
          json.writeNumberProperty("times", example.getValue());
          json.writeStringProperty("text", example.getKey().text());
          tokens(json, "first", example.getKey().first());
          tokens(json, "second", example.getKey().second());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void tokens(
      tools.jackson.core.JsonGenerator json, String name, List<String> tokens) {
    json.writeArrayPropertyStart(name);
    tokens.forEach(json::writeString);
    json.writeEndArray();
  }
}
