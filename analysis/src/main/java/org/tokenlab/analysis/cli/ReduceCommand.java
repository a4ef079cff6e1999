package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.length.WordRemoval;
import org.tokenlab.analysis.length.WordRemoval.Reduction;
import org.tokenlab.analysis.length.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reduce`: what leaving words out would save.
@Command(
    name = "reduce",
    description = {
      "Tells how many tokens texts lose without punctuation, without words that occurred before in the same text, without",
      "the most frequent words (or a list of stop words), and without rare ones. Words are ICU's; each text is encoded by",
      "itself, before and after. All texts are kept in memory."
    })
final class ReduceCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private TokenizersOption tokenizers = new TokenizersOption();

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = "und",
      description = "Whose rules for words hold, as a BCP 47 tag. Default: ICU's root rules.")
  private String language = "und";

  @Option(
      names = "--stop-words",
      paramLabel = "FILE",
      description =
          "Words to leave out, one a line. Default: the most frequent words of the texts.")
  private @Nullable String stopWords;

  @Option(
      names = "--frequent",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "How many of the most frequent words count as stop words. Default: ${DEFAULT-VALUE}.")
  private int frequent = 100;

  @Option(
      names = "--rare",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "A word is rare if it occurs at most so often in all texts. Default: ${DEFAULT-VALUE}.")
  private int rare = 1;

  @Option(
      names = "--unit",
      paramLabel = "line|file",
      defaultValue = "line",
      description = "What a text is. Default: ${DEFAULT-VALUE}.")
  private String unit = "line";

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  ReduceCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (frequent < 0 || rare < 0) {
      throw new UsageException(
          "--frequent, --rare: expected numbers from 0 on; got " + frequent + ", " + rare);
    }
    Locale locale = LanguageTag.parse("--language", language);
    List<TokenizerChoice> chosen = tokenizers.chosen();
    List<String> texts = new ArrayList<>();
    try (UnitReader units = new Inputs(inputs, reading.units(unit, null), streams).units()) {
      for (UnitReader.Batch batch = units.next(); batch != null; batch = units.next()) {
        texts.addAll(batch.texts());
      }
    }
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    Map<String, Reduction> reductions = reductions(texts, locale);
    for (TokenizerChoice choice : chosen) {
      reductions.forEach((name, reduction) -> {
        WordRemoval removal = WordRemoval.of(choice.tokenizer(), reduction, texts);
        Map<String, OptionalDouble> figures = new LinkedHashMap<>();
        figures.put("tokens", OptionalDouble.of((double) removal.tokens()));
        figures.put("tokens left", OptionalDouble.of((double) removal.tokensLeft()));
        figures.put("saved", removal.saved());
        rows.put(choice.given() + " " + name, figures);
      });
    }
    FigureTable table = new FigureTable("without", rows);
    streams.print(json ? table.json() : table.table());
    return ExitCode.DONE;
  }

  private Map<String, Reduction> reductions(List<String> texts, Locale locale) throws IOException {
    Map<String, Integer> counts = Words.counts(texts, locale);
    Map<String, Reduction> reductions = new LinkedHashMap<>();
    reductions.put("punctuation", WordRemoval.punctuation());
    reductions.put("repeated words", WordRemoval.repeatedWords(locale));
    reductions.put(
        stopWords == null ? "frequent words" : "stop words",
        WordRemoval.words(
            stopWords == null ? Words.mostFrequent(counts, frequent) : listed(stopWords, locale),
            locale));
    reductions.put("rare words", WordRemoval.words(Words.rare(counts, rare), locale));
    return reductions;
  }

  private static Set<String> listed(String file, Locale locale) throws IOException {
    return Files.readAllLines(Inputs.path(file), StandardCharsets.UTF_8).stream()
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(locale))
        .collect(Collectors.toUnmodifiableSet());
  }
}
