package org.tokenlab.analysis.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.wordpool.ModelCost;
import org.tokenlab.tokenizers.wordpool.PartCost;
import org.tokenlab.tokenizers.wordpool.WordBatch;
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
  private static final double MILLION = 1e6;

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
    WordBatch batch = WordBatch.of(rule, units, shape.longestRow(), text);
    if (batch.rows() == 0) {
      throw new IOException("the input holds no words");
    }
    double words = batch.words().count();
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    ModelCost pooled = ModelCost.wordPooled(shape, batch, true);
    rows.put(pooled.model(), figures(pooled, words));
    rows.put(
        pooled.model() + ", each row encoded",
        figures(ModelCost.wordPooled(shape, batch, false), words));
    add(rows, shape, "bytes", 256, text.length, words);
    int characters = Baseline.CODEPOINTS.tokenizer().count(text, 0, text.length);
    add(rows, shape, "characters", characterCount(text), characters, words);
    for (TokenizerChoice choice : TokenizerChoice.all(tokenizers, null)) {
      add(
          rows,
          shape,
          choice.given(),
          choice.tokenizer().vocabulary().size(),
          choice.tokenizer().count(text, 0, text.length),
          words);
    }
    FigureTable table = new FigureTable("model", rows);
    streams.print(json ? table.json() : table.table());
    return ExitCode.DONE;
  }

  private static int characterCount(byte[] text) {
    return (int) new String(text, StandardCharsets.UTF_8).codePoints().distinct().count();
  }

  /// A plain model that sees as many words at once as the word-pooled one.
  private static void add(
      Map<String, Map<String, OptionalDouble>> rows,
      WordPoolShape shape,
      String name,
      int vocabulary,
      long tokens,
      double words) {
    int window = (int) Math.max(1, Math.round(shape.window() * tokens / words));
    rows.put(
        name,
        figures(
            ModelCost.plain(name, shape.main(), shape.width(), vocabulary, tokens, window), words));
  }

  private static Map<String, OptionalDouble> figures(ModelCost cost, double words) {
    Map<String, OptionalDouble> figures = new LinkedHashMap<>();
    figures.put("positions", OptionalDouble.of(cost.positions() / words));
    figures.put("encoder", perWord(cost.encoder(), words));
    figures.put("main", perWord(cost.main(), words));
    figures.put("decoder", perWord(cost.decoder(), words));
    figures.put("all", perWord(cost.total(), words));
    figures.put("weights", OptionalDouble.of(cost.total().parameters() / MILLION));
    figures.put("kept", OptionalDouble.of(cost.total().keptFloats() / words));
    return figures;
  }

  private static OptionalDouble perWord(PartCost part, double words) {
    return OptionalDouble.of(part.multiplyAdds() / words / MILLION);
  }

  private byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ReadOptions lines = reading.apply(ReadOptions.lines());
    for (Corpus corpus : new Inputs(inputs, lines, streams).corpora()) {
      try (DocumentReader reader = corpus.open()) {
        for (String line = reader.next(); line != null; line = reader.next()) {
          text.writeBytes(line.getBytes(StandardCharsets.UTF_8));
          text.write('\n');
        }
      }
    }
    return text.toByteArray();
  }
}
