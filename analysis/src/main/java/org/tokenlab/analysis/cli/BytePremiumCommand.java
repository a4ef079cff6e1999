package org.tokenlab.analysis.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.vocabulary.BytePremiumTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `byte-premium`: byte premiums from the published table.
@Command(
    name = "byte-premium",
    description = {
      "Looks byte premiums up in the table of Arnett, Chang and Bergen 2024 (a file of their byte-premium-tool), and",
      "predicts one for a language that it lacks from a sample of text. Premiums of a parallel corpus: see measure."
    })
final class BytePremiumCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      required = true,
      description = "The tool's tab-separated table.")
  private String table = "";

  @Option(
      names = "--reference",
      paramLabel = "CODE",
      defaultValue = "eng_latn",
      description = "Relative to which language. Default: ${DEFAULT-VALUE}.")
  private String reference = "eng_latn";

  @Option(
      names = "--predict",
      paramLabel = "INPUT",
      description = "Predicts from this text instead; needs --script.")
  private @Nullable String sample;

  @Option(
      names = "--script",
      paramLabel = "CODE",
      description = "ISO 15924 code of the sample's script, as latn.")
  private @Nullable String script;

  @Option(
      names = "--writing",
      paramLabel = "KIND",
      description = "abjad, abugida, alphabet or logography, for a script that the table lacks.")
  private @Nullable String writing;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "The sample's language family as the table spells it, if known.")
  private @Nullable String family;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Parameters(
      paramLabel = "CODE",
      arity = "0..*",
      description = "Languages to look up, code and script, as mya_mymr.")
  private List<String> languages = List.of();

  BytePremiumCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if ((sample == null) == languages.isEmpty()) {
      throw new UsageException("expected languages to look up, or --predict and a text");
    }
    BytePremiumTable published = read(table);
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    double ofReference = known(published, reference);
    for (String language : languages) {
      rows.put(code(language), row(known(published, language) / ofReference));
    }
    if (sample != null) {
      rows.put(sample, row(predicted(published, sample) / ofReference));
    }
    FigureTable figures = new FigureTable("against " + code(reference), rows);
    streams.print(json ? figures.json() : figures.table());
    return ExitCode.DONE;
  }

  /// Reads the table in a file.
  static BytePremiumTable read(String file) throws IOException {
    try (BufferedReader reader =
        Files.newBufferedReader(Inputs.path(file), StandardCharsets.UTF_8)) {
      return BytePremiumTable.read(reader, file);
    }
  }

  private static Map<String, OptionalDouble> row(double premium) {
    return Map.of("byte premium", OptionalDouble.of(premium));
  }

  private static String code(String language) {
    return language.toLowerCase(Locale.ROOT);
  }

  private double known(BytePremiumTable published, String language) {
    OptionalDouble premium = published.premium(code(language));
    if (premium.isEmpty()) {
      throw new UsageException(
          table
              + ": no byte premium of "
              + language
              + " among its "
              + published.size()
              + " languages; --predict estimates one from text");
    }
    return premium.getAsDouble();
  }

  private double predicted(BytePremiumTable published, String input) throws IOException {
    if (script == null) {
      throw new UsageException("--predict: --script is wanted, too, as in --script latn");
    }
    StringBuilder text = new StringBuilder();
    try (UnitReader units =
        new Inputs(List.of(input), reading.units("file", null), streams).units()) {
      for (UnitReader.Batch batch = units.next(); batch != null; batch = units.next()) {
        batch.texts().forEach(text::append);
      }
    }
    return published.predict(
        BytePremiumTable.profile(
            text.toString(),
            code(script),
            Optional.ofNullable(writing),
            Optional.ofNullable(family)));
  }
}
