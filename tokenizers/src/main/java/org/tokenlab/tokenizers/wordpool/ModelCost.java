package org.tokenlab.tokenizers.wordpool;

/// The analytic cost of running a language model over a text: word-pooled, or plain over subwords,
/// bytes or characters. Nothing is run.
///
/// With d the width, L layers and t positions in a window, a plain model takes about `L (12 d² t +
/// 2 d t²)` multiply-adds a window and `d V` a token for its head. A word-pooled one has p
/// positions a *row* (a word, mostly) in its main model, and pays for the rows' insides in an
/// encoder of `p + n` positions (n units) and a decoder of as many, whose attention never leaves
/// the row. With `distinctOnce` the encoder is charged for distinct rows only. Normalisation,
/// softmax and look-ups are not counted. A training step costs about three forward passes.
///
/// Where the paper's layout pads every row to the longest, multiply by the padding yourself
/// ([PaddedRows#fill]): this counts real positions.
///
/// @param model its name, for tables
/// @param positions positions of the main model
/// @param encoder the word encoder and its embeddings; nothing for plain models, whose embeddings
///   are the main model's
/// @param main the model that sees the whole window
/// @param decoder what predicts units from the main model's outputs: for plain models the head
///   alone
public record ModelCost(
    String model, long positions, PartCost encoder, PartCost main, PartCost decoder) {
  /// All parts together.
  public PartCost total() {
    return encoder.plus(main).plus(decoder);
  }

  /// A word-pooled model over the rows of a batch, in windows of [WordPoolShape#window] rows.
  ///
  /// @param distinctOnce whether rows with equal units are encoded once
  /// @throws IllegalArgumentException if the batch was made for another longest row
  public static ModelCost wordPooled(WordPoolShape shape, WordBatch batch, boolean distinctOnce) {
    if (batch.longestRow() != shape.longestRow()) {
      throw new IllegalArgumentException(
          "the model takes rows of at most "
              + shape.longestRow()
              + " units; the batch was made with "
              + batch.longestRow());
    }
    int p = shape.prefixes();
    int d = shape.width();
    int symbols = batch.unitKind().size() + WordPoolShape.MARKS;
    int[] encoded = distinctOnce ? batch.distinct().first() : all(batch);
    double positions = 0;
    double pairs = 0;
    for (int row : encoded) {
      double length = p + batch.length(row) + (batch.continues(row) ? 1 : 0);
      positions += length;
      pairs += length * length;
    }
    PartCost encoder =
        PartCost.stack(shape.encoder(), d, positions, pairs)
            .plus(PartCost.table(symbols + p + p + shape.longestRow() + 1L, d));
    positions = 0;
    pairs = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double length = p + batch.length(row);
      positions += length;
      pairs += length * length;
    }
    double predictions = batch.units().length + (double) batch.rows();
    PartCost decoder =
        PartCost.stack(shape.decoder(), d, positions, pairs)
            .plus(PartCost.head(symbols, d, predictions));
    PartCost main =
        main(shape.main(), d, (long) batch.rows() * p, shape.window() * p)
            .plus(PartCost.table(p, d));
    return new ModelCost(
        "word-pooled " + batch.unitKind().kind(), (long) batch.rows() * p, encoder, main, decoder);
  }

  private static int[] all(WordBatch batch) {
    int[] rows = new int[batch.rows()];
    java.util.Arrays.setAll(rows, i -> i);
    return rows;
  }

  /// A plain causal model.
  ///
  /// @param vocabulary number of different tokens
  /// @param tokens number of tokens of the text
  /// @param window most tokens that the model sees at once
  public static ModelCost plain(
      String model, LayerStack main, int width, int vocabulary, long tokens, int window) {
    return new ModelCost(
        model,
        tokens,
        PartCost.NONE,
        main(main, width, tokens, window).plus(PartCost.table(vocabulary, width)),
        PartCost.head(vocabulary, width, (double) tokens));
  }

  /// A plain model with the main model of a word-pooled one, which sees about as many words at
  /// once.
  ///
  /// @param shape the word-pooled model's sizes
  /// @param vocabulary number of different tokens
  /// @param tokens number of tokens of the text
  /// @param words number of words of the text, at least 1
  public static ModelCost plainBeside(
      WordPoolShape shape, String model, int vocabulary, long tokens, double words) {
    int window = (int) Math.max(1, Math.round(shape.window() * tokens / words));
    return plain(model, shape.main(), shape.width(), vocabulary, tokens, window);
  }

  /// The main model with its final normalisation and its places.
  private static PartCost main(LayerStack main, int width, long positions, int window) {
    long whole = positions / window;
    double rest = positions % window;
    double pairs = whole * (double) window * window + rest * rest;
    return PartCost.stack(main, width, (double) positions, pairs)
        .plus(PartCost.table(window + 2L, width));
  }
}
