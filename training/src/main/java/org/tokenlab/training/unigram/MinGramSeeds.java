package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.LearnedPieces;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// The pieces that MinGram starts from: a tenth more than are wanted, learned by BPE over the
/// characters, SentencePiece's (ties included); each as likely as it is frequent when all are
/// merged.
final class MinGramSeeds {
  private static final double OVERSHOOT = 1.1;

  private MinGramSeeds() {}

  /// Learns the pieces.
  ///
  /// @param characters those of the words, with which the seeds begin
  /// @param wanted number of pieces to train, the characters included
  static FittingState learn(
      WordCounts words,
      Alphabet alphabet,
      Seeds characters,
      int wanted,
      PieceRules rules,
      int threads,
      PacedListener listener) {
    PieceList pieces = characters.pieces();
    int first = pieces.size();
    LearnedPieces learned =
        LearnedPieces.of(
            words,
            alphabet,
            rules,
            (int) (OVERSHOOT * Math.max(0, wanted - first)),
            threads,
            listener);
    Int2LongOpenHashMap uses = new Int2LongOpenHashMap();
    for (int i = 0; i < alphabet.size(); i++) {
      uses.put(alphabet.character(i), learned.characterUses(i));
    }
    List<String> texts = learned.texts(learned.size());
    double[] counts = new double[first + texts.size()];
    int[] order = new int[counts.length];
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i >= first) {
        byte[] utf8 = texts.get(i - first).getBytes(StandardCharsets.UTF_8);
        pieces.add(utf8, 0, utf8.length);
      }
      long use = i < first ? uses.get(pieces.single(i)) : learned.uses(i - first);
      counts[i] = Math.max(1, use);
      total += counts[i];
      order[i] = i;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.log(counts[i] / total);
    }
    return new FittingState(pieces, 0, order, counts, Double.NaN);
  }
}
