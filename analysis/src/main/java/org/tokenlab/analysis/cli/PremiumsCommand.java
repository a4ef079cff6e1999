package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `premiums`: what existing tokenizers cost in each language of a parallel corpus.
@Command(
    name = "premiums",
    description = {
      "Shows how many times as many tokens each language needs as a reference language, on parallel text.",
      "Items are encoded by themselves, without special tokens; sums are over the items both languages have."
    })
final class PremiumsCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private TokenizersOption tokenizers = new TokenizersOption();

  @Mixin private CorpusOption corpus = new CorpusOption();

  @Option(
      names = "--sort",
      paramLabel = "language|name|premium",
      defaultValue = "language",
      description =
          "Order of the languages; by premium, the dearest comes first. Default: ${DEFAULT-VALUE}.")
  private String sort = "language";

  @Option(
      names = "--by",
      paramLabel = "T",
      description = "The tokenizer whose premiums order the languages. Default: the first.")
  private @Nullable String by;

  @Option(names = "--sha256", description = "Shows the SHA-256 of each language's text too.")
  private boolean hashes;

  @Option(names = "--json", description = "Prints JSON, with counts and lengths.")
  private boolean json;

  @Option(names = "--csv", description = "Prints CSV, with counts and lengths.")
  private boolean csv;

  @Mixin private ThreadOption threads = new ThreadOption();

  PremiumsCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (json && csv) {
      throw new UsageException("--json and --csv don't go together");
    }
    List<TokenizerChoice> chosen = tokenizers.chosen();
    Comparator<PremiumMeasurement.Language> order = order(chosen);
    ParallelCorpus opened = corpus.open();
    LanguageScript referenceLanguage = corpus.reference(opened);
    Set<TextUnit> units =
        json || csv ? EnumSet.allOf(TextUnit.class) : EnumSet.noneOf(TextUnit.class);
    PremiumMeasurement measurement;
    try (Progress progress = new Progress(streams, "counting", "languages")) {
      measurement =
          PremiumMeasurement.of(
              opened, referenceLanguage, chosen, units, threads.count(), progress);
    }
    PremiumOutput output = new PremiumOutput(measurement, order, hashes);
    streams.print(json ? output.json() : csv ? output.csv() : output.table());
    return ExitCode.DONE;
  }

  private Comparator<PremiumMeasurement.Language> order(List<TokenizerChoice> chosen) {
    Comparator<PremiumMeasurement.Language> byCode =
        Comparator.comparing(PremiumMeasurement.Language::language);
    return switch (sort) {
      case "language" -> byCode;
      case "name" ->
          Comparator.comparing((PremiumMeasurement.Language l) -> l.language().displayName())
              .thenComparing(byCode);
      case "premium" -> {
        int tokenizer = indexOfSortTokenizer(chosen);
        yield Comparator.comparingDouble(
                (PremiumMeasurement.Language l) -> -l.premium(tokenizer).orElse(-1))
            .thenComparing(byCode);
      }
      default ->
          throw new UsageException(
              "--sort: expected language, name or premium; got \"" + sort + "\"");
    };
  }

  private int indexOfSortTokenizer(List<TokenizerChoice> chosen) {
    if (by == null) {
      return 0;
    }
    for (int t = 0; t < chosen.size(); t++) {
      if (chosen.get(t).given().equals(by)) {
        return t;
      }
    }
    throw new UsageException(
        "--by: expected one of the tokenizers given with -t; got \"" + by + "\"");
  }
}
