package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// The pieces of a Unigram model that is there already, made fewer or more by the rules of
/// [UnigramMode#BEST]. What tokenizers are made of them is [org.tokenlab.training.adapt]'s part.
///
/// Pieces are distinct, well-formed UTF-8 and of 63 code points at most. Scores are natural
/// logarithms of probabilities, which add up to about 1; MinGram's are not, and are refused.
public final class PieceFitting {
  private static final float SHRINKING_FACTOR = 0.75f;
  private static final int LEAST_SEEDS = 100_000;
  private static final double FAR_FROM_ONE = 1_000;

  private PieceFitting() {}

  /// Chosen pieces and their scores.
  ///
  /// @param pieces where they are from: numbers in the list that was given, or new texts in UTF-8
  /// @param scores in the same order
  /// @param <P> the kind of list
  @SuppressWarnings("ArrayRecordComponent") // hands over what was computed
  public record Fitted<P>(P pieces, double[] scores) {}

  /// Keeps `wanted` of the pieces: expectation maximisation on the words and pruning by turns, as
  /// training goes on from its seeds. A piece of one code point is never dropped.
  ///
  /// @return the numbers of the pieces that are kept, rising, and their scores, fitted to the words
  /// @throws IllegalArgumentException if more than `wanted` pieces are single characters, a piece
  ///   is too long, or scores are no logarithms of probabilities
  public static Fitted<int[]> pruned(
      List<byte[]> pieces,
      double[] scores,
      int wanted,
      WordCounts words,
      int threads,
      TrainingListener listener) {
    requireProbabilities(scores);
    int[] order = IntStream.range(0, pieces.size()).toArray();
    IntArrays.stableSort(
        order,
        (a, b) -> Boolean.compare(codePoints(pieces.get(a)) > 1, codePoints(pieces.get(b)) > 1));
    PieceList list = new PieceList();
    double[] ordered = new double[order.length];
    int characters = 0;
    for (int i = 0; i < order.length; i++) {
      add(list, pieces.get(order[i]));
      ordered[i] = scores[order[i]];
      characters += list.codePoints(i) == 1 ? 1 : 0;
    }
    if (characters > wanted) {
      throw new IllegalArgumentException(
          "%,d pieces are single characters, which are not pruned; got %,d pieces to keep"
              .formatted(characters, wanted));
    }
    FittedPieces fitted =
        fitting(list, ordered, wanted, characters, words, threads, listener).run();
    int[] kept = new int[fitted.numbers().length];
    double[] byPiece = new double[order.length];
    for (int i = 0; i < kept.length; i++) {
      int number = fitted.numbers()[i];
      kept[i] = order[number];
      byPiece[order[number]] = UnigramTraining.writable(fitted.scores()[number]);
    }
    IntArrays.quickSort(kept);
    double[] keptScores = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keptScores[i] = byPiece[kept[i]];
    }
    return new Fitted<>(kept, keptScores);
  }

  /// Finds pieces that the words ask for beside the ones that are there, whose scores stay as they
  /// are: text in which no new piece stands is cut as before.
  ///
  /// @param taken other texts that no new piece may have, beside those of `base`
  /// @param more number of new pieces that are wanted
  /// @param coverage share of the words' characters that are to be pieces, 0.98 to 1; characters
  ///   that are none yet come first among the new pieces
  /// @return at most `more` new pieces, by falling score, and their scores, none below the lowest
  ///   of `baseScores`
  /// @throws IllegalArgumentException if `more` pieces can't hold the characters, a piece is too
  ///   long, or scores are no logarithms of probabilities
  public static Fitted<List<byte[]>> extended(
      List<byte[]> base,
      double[] baseScores,
      Set<ByteBuffer> taken,
      int more,
      float coverage,
      WordCounts words,
      int threads,
      TrainingListener listener) {
    requireProbabilities(baseScores);
    Alphabet alphabet = Alphabet.of(words, coverage, "");
    WordCounts known = words.rewritten(alphabet::replaceRare, 3, threads);
    PieceList list = new PieceList();
    Set<ByteBuffer> texts = new HashSet<>(taken);
    for (byte[] piece : base) {
      add(list, piece);
      texts.add(ByteBuffer.wrap(piece));
    }
    Seeds seeds = seeds(known, texts, base.size() + more, threads, listener);
    float[] logs = seeds.logProbabilities();
    double[] scores = Arrays.copyOf(baseScores, base.size() + logs.length);
    int characters = base.size();
    PieceList found = seeds.pieces();
    for (int i = 0; i < found.size(); i++) {
      byte[] text = bytes(found, i);
      if (texts.add(ByteBuffer.wrap(text))) {
        scores[list.size()] = logs[i];
        list.add(text, 0, text.length);
        characters += found.codePoints(i) == 1 ? 1 : 0;
      }
    }
    int newCharacters = characters - base.size();
    if (newCharacters > more) {
      throw new IllegalArgumentException(
          ("the text has %,d characters that are no pieces yet, and %,d new pieces were asked for;"
                  + " ask for more, or lower the character coverage (%s)")
              .formatted(newCharacters, more, coverage));
    }
    Fitting fitting =
        fitting(
            list,
            Arrays.copyOf(scores, list.size()),
            base.size() + more,
            characters,
            known,
            threads,
            listener);
    fitting.fix(base.size());
    // What is unknown stands a fixed way below the lowest score: that must not move.
    double lowest = Arrays.stream(baseScores).min().orElse(Double.NEGATIVE_INFINITY);
    return newOnes(fitting.run(), base.size(), lowest);
  }

  /// Characters and strings that repeat, the ones that are pieces already among them.
  private static Seeds seeds(
      WordCounts known, Set<ByteBuffer> present, int size, int threads, TrainingListener listener) {
    Int2LongOpenHashMap counts = Alphabet.count(known);
    counts
        .keySet()
        .removeIf((int c) -> present.contains(ByteBuffer.wrap(utf8(Character.toString(c)))));
    Seeds seeds = new Seeds();
    seeds.addCharacters(counts);
    PacedListener paced = new PacedListener(listener);
    paced.mark(TrainingListener.Phase.SEEDING, 0, known.totalBytes());
    WordSeeds.find(known, PieceRules.DEFAULT, Math.max(LEAST_SEEDS, 8 * size), threads, seeds);
    paced.mark(TrainingListener.Phase.SEEDING, known.totalBytes(), known.totalBytes());
    return seeds;
  }

  private static Fitted<List<byte[]>> newOnes(FittedPieces fitted, int first, double lowest) {
    PieceList list = fitted.list();
    int[] numbers = Arrays.stream(fitted.numbers()).filter(number -> number >= first).toArray();
    IntArrays.quickSort(
        numbers,
        (a, b) -> {
          int order = Float.compare(fitted.scores()[b], fitted.scores()[a]);
          return order != 0 ? order : list.compare(a, b);
        });
    List<byte[]> pieces = new ArrayList<>();
    double[] scores = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      pieces.add(bytes(list, numbers[i]));
      scores[i] = Math.max(lowest, UnigramTraining.writable(fitted.scores()[numbers[i]]));
    }
    return new Fitted<>(List.copyOf(pieces), scores);
  }

  private static Fitting fitting(
      PieceList list,
      double[] scores,
      int wanted,
      int characters,
      WordCounts words,
      int threads,
      TrainingListener listener) {
    UnigramSettings settings =
        new UnigramSettings(wanted, 1, 1, SHRINKING_FACTOR, /* flatScore= */ false, 1, threads);
    FittingState state =
        new FittingState(list, 0, IntStream.range(0, list.size()).toArray(), scores, Double.NaN);
    return new Fitting(settings, state, wanted, characters, words, new PacedListener(listener));
  }

  private static void requireProbabilities(double[] scores) {
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    if (!(sum > 1 / FAR_FROM_ONE && sum < FAR_FROM_ONE)) {
      throw new IllegalArgumentException(
          "expected scores that are logarithms of probabilities, which add up to about 1; they add"
              + " up to "
              + sum);
    }
  }

  private static void add(PieceList list, byte[] piece) {
    if (codePoints(piece) > LatticeBlock.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a piece may have up to %d code points; got %d: \"%s\""
              .formatted(
                  LatticeBlock.MAX_LENGTH,
                  codePoints(piece),
                  new String(piece, StandardCharsets.UTF_8)));
    }
    list.add(piece, 0, piece.length);
  }

  private static int codePoints(byte[] piece) {
    return PieceList.codePoints(piece, 0, piece.length);
  }

  private static byte[] bytes(PieceList list, int number) {
    return Arrays.copyOfRange(list.arena(), list.start(number), list.start(number + 1));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
