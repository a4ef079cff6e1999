package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.analysis.length.BudgetSplitter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `split`: documents in parts of at most so many tokens.
@Command(
    name = "split",
    description = {
      "Cuts documents into parts of at most so many tokens, at natural boundaries: paragraphs, lines, sentences, words;",
      "of source files, declarations and empty lines. Prints a JSON object a line, with file, document and part (from 1),",
      "tokens and text; the texts of a document, put together, are the document."
    })
final class SplitCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Option(
      names = {"-t", "--tokenizer"},
      paramLabel = "T",
      required = true,
      description = "The tokenizer that counts.")
  private String tokenizer = "";

  @Option(
      names = "--budget",
      paramLabel = "TOKENS",
      required = true,
      description = "Most tokens of a part.")
  private int budget;

  @Option(
      names = "--unit",
      paramLabel = "file|line",
      defaultValue = "file",
      description = "What a document is. Default: ${DEFAULT-VALUE}.")
  private String unit = "file";

  @Option(names = "--source", description = "Documents are source files.")
  private boolean source;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = "und",
      description = "Whose rules for sentences hold, as a BCP 47 tag. Default: ICU's root rules.")
  private String language = "und";

  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private ThreadOption threads = new ThreadOption();

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  SplitCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (budget < 1) {
      throw new UsageException("--budget: expected a number from 1 on; got " + budget);
    }
    Locale locale = LanguageTag.parse("--language", language);
    BudgetSplitter splitter =
        new BudgetSplitter(TokenizerChoice.of(tokenizer, null).tokenizer(), budget);
    Inputs opened = new Inputs(inputs, reading.units(unit, null), streams);
    long[] done = {0};
    try (Progress progress = new Progress(streams, "splitting", "documents");
        UnitReader units = opened.units()) {
      InOrder.<UnitReader.Batch, String>run(
          units,
          batch -> lines(batch, splitter, locale),
          text -> {
            streams.print(text);
            progress.at(++done[0]);
          },
          threads.count());
    }
    return ExitCode.DONE;
  }

  private String lines(UnitReader.Batch batch, BudgetSplitter splitter, Locale locale) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < batch.texts().size(); i++) {
      String text = batch.texts().get(i);
      long document = batch.firstUnit() + i;
      List<String> parts;
      try {
        parts = source ? splitter.source(text) : splitter.prose(text, locale);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            batch.source() + ": document " + document + ": " + e.getMessage(), e);
      }
      int number = 0;
      for (String part : parts) {
        lines.append(line(batch.source(), document, ++number, splitter.tokens(part), part));
      }
    }
    return lines.toString();
  }

  private static String line(String file, long document, int part, int tokens, String text) {
    return Json.line(json -> {
      json.writeStartObject();
      json.writeStringProperty("file", file);
      json.writeNumberProperty("document", document);
      json.writeNumberProperty("part", part);
      json.writeNumberProperty("tokens", tokens);
      json.writeStringProperty("text", text);
      json.writeEndObject();
    });
  }
}
