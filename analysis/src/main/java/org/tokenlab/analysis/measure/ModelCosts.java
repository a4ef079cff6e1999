package org.tokenlab.analysis.measure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.tokenizers.wordpool.ModelCost;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;

/// What language models would cost on one text, by [ModelCost]'s formulas, in the sizes of the
/// word-pooling paper ([WordPoolShape#PAPER]): word-pooled over bytes, words by o200k's pattern,
/// and with the same main model and as many words in a window over any tokens. Immutable.
final class ModelCosts {
  private static final WordRule RULE = WordRule.byId("o200k");

  private final WordBatch batch;

  private ModelCosts(WordBatch batch) {
    this.batch = batch;
  }

  /// Of a text of items, each a line.
  static ModelCosts of(List<@Nullable String> items) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (String item : items) {
      if (item != null) {
        text.writeBytes(item.getBytes(StandardCharsets.UTF_8));
        text.write('\n');
      }
    }
    return new ModelCosts(
        WordBatch.of(
            RULE, WordUnits.bytes(), WordPoolShape.PAPER.longestRow(), text.toByteArray()));
  }

  /// Bytes of the text, a line end after each item included.
  int bytes() {
    return batch.words().to() - batch.words().from();
  }

  /// The word-pooled model; distinct words are encoded once.
  ModelCost wordPooled() {
    return ModelCost.wordPooled(WordPoolShape.PAPER, batch, true);
  }

  /// A plain model over tokens.
  ///
  /// @param vocabulary number of different ones
  /// @param counts tokens of the items; a line end after each is one more
  ModelCost plain(String name, int vocabulary, ItemCounts counts) {
    long tokens = counts.total() + counts.present();
    int words = Math.max(1, batch.words().count());
    return ModelCost.plainBeside(WordPoolShape.PAPER, name, vocabulary, tokens, words);
  }
}
