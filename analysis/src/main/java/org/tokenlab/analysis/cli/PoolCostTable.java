package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.wordpool.ModelCost;
import org.tokenlab.tokenizers.wordpool.PartCost;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;

/// What language models with one main model would cost on a text: word-pooled, over bytes, over
/// characters and over tokenizers' tokens, a row each. Per word: positions, millions of
/// multiply-adds by part, and numbers kept; then millions of weights.
final class PoolCostTable {
  private static final double MILLION = 1e6;

  private PoolCostTable() {}

  /// The rows.
  ///
  /// @throws IOException if the text holds no words
  static Map<String, Map<String, OptionalDouble>> rows(
      byte[] text,
      WordRule rule,
      WordPoolShape shape,
      WordUnits units,
      List<TokenizerChoice> tokenizers)
      throws IOException {
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
    for (TokenizerChoice choice : tokenizers) {
      add(
          rows,
          shape,
          choice.given(),
          choice.tokenizer().vocabulary().size(),
          choice.tokenizer().count(text, 0, text.length),
          words);
    }
    return rows;
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
    rows.put(name, figures(ModelCost.plainBeside(shape, name, vocabulary, tokens, words), words));
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
}
