package org.tokenlab.training.unigram;

import java.util.Arrays;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.WordCounts;

/// How well a Unigram model fits words: what Unigram training makes small.
public final class UnigramObjective {
  private static final double UNKNOWN_PENALTY = 10;

  private UnigramObjective() {}

  /// The mean of −ln P(word) over all words of a corpus, in nats a word: all segmentations of a
  /// word counted together, and a character that is no piece at 10 below the lowest score.
  ///
  /// @param words of normalized text, cut before each `▁`
  public static double of(SentencePieceModel model, WordCounts words) {
    SentencePieces all = model.pieces();
    PieceList list = new PieceList();
    double[] probabilities = new double[all.size() + 1];
    double lowest = 0;
    for (int id = 0; id < all.size(); id++) {
      if (all.type(id) == PieceType.NORMAL) {
        byte[] utf8 = model.vocabulary().bytes(id);
        probabilities[list.add(utf8, 0, utf8.length)] = Math.exp(all.score(id));
        lowest = Math.min(lowest, all.score(id));
      }
    }
    probabilities[list.size()] = Math.exp(lowest - UNKNOWN_PENALTY);
    Marginals marginals =
        new Marginals(Arrays.copyOf(probabilities, list.size() + 1), /* unit= */ 1);
    double sum = 0;
    for (LatticeBlock block : Lattices.of(words, new PieceTrie(list), 1).blocks()) {
      sum += marginals.add(block);
    }
    return -sum / words.total();
  }
}
