package org.tokenlab.analysis.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pool-cost`: what a word-pooled model would cost on a text, beside plain models.
@Command(
    name = "pool-cost",
    description = {
      "Says what language models with one main model would cost on a text, by formulas: word-pooled, over bytes, over characters",
      "and, with -t, over tokenizers' tokens. Per word: positions of the main model, and millions of multiply-adds of each part in a",
      "forward pass; then millions of weights, and numbers kept for a backward pass."
    })
final class PoolCostCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private WordPoolOptions.Sizes sizes = new WordPoolOptions.Sizes();
  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = {"-t", "--tokenizer"},
      paramLabel = "T",
      description = "A tokenizer: a name or a model file. May be given several times.")
  private List<String> tokenizers = List.of();

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Files, folders, archives; - is standard input. Lines make one text.")
  private List<String> inputs = List.of();

  PoolCostCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    byte[] text = text();
    WordRule rule;
    WordPoolShape shape;
    WordUnits units;
    try {
      rule = sizes.wordRule();
      shape = sizes.shape();
      units = sizes.wordUnits(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    Map<String, Map<String, OptionalDouble>> rows =
        PoolCostTable.rows(text, rule, shape, units, TokenizerChoice.all(tokenizers, null));
    FigureTable table = new FigureTable("model", rows);
    streams.print(json ? table.json() : table.table());
    return ExitCode.DONE;
  }

  private byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ReadOptions lines = reading.apply(ReadOptions.lines());
    for (Corpus corpus : new Inputs(inputs, lines, streams).corpora()) {
      try (DocumentReader reader = corpus.openUnhashed()) {
        for (String line = reader.next(); line != null; line = reader.next()) {
          text.writeBytes(line.getBytes(StandardCharsets.UTF_8));
          text.write('\n');
        }
      }
    }
    return text.toByteArray();
  }
}
