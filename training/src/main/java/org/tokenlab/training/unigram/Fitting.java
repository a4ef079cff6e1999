package org.tokenlab.training.unigram;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.Parallel;

/// Expectation maximisation and pruning, in our own way.
///
/// As SentencePiece's, but for four things. Sums are integers, and the same on any number of
/// threads. The characters of the alphabet are never dropped, so that nothing is fitted to a
/// vocabulary that can't be had. Pruning goes on down to the very size asked for, by loss to the
/// last. And at the end the pieces that are left are fitted once more, as they are, without the
/// prior that drives out rare ones.
final class Fitting {
  private static final double LEAST_EXPECTED = 0.5;
  private static final double UNKNOWN_PENALTY = 10;
  private static final double LEAST_PROBABILITY = 1e-300;
  private static final int LAST_ITERATIONS = 2;

  private final UnigramSettings settings;
  private final int wanted;
  private final PieceList pieces;
  private final int characters; // the first pieces
  private final Lattices words;
  private final Lattices ownLattices;
  private final PacedListener listener;
  private final double unit;

  private final boolean[] alive;
  private int size;
  private int rounds;
  private int fixed; // the first pieces, whose scores stay
  private Consumer<Supplier<FittingState>> pause = _ -> {};
  private final double[] scores; // by piece, the unknown's last

  /// @param state from which fitting starts, or goes on
  /// @param wanted number of pieces to keep, at least that of the characters
  /// @param characters number of pieces, the first ones, that are never dropped
  Fitting(
      UnigramSettings settings,
      FittingState state,
      int wanted,
      int characters,
      WordCounts counts,
      PacedListener listener) {
    this.settings = settings;
    this.wanted = wanted;
    this.characters = characters;
    this.listener = listener;
    pieces = state.pieces();
    size = state.order().length;
    rounds = state.rounds();
    alive = state.alive();
    scores = state.scoresByPiece();
    if (rounds == 0) {
      scoreUnknown();
    }
    PieceTrie trie = new PieceTrie(pieces);
    words = Lattices.of(counts, trie, settings.threads());
    ownLattices = Lattices.of(pieces, trie, settings.threads());
    if (size < pieces.size()) {
      words.retain(alive);
      ownLattices.retain(alive);
    }
    // No piece is expected more often than there are bytes; 62 bits hold the sum of all.
    unit = Math.scalb(1.0, Math.min(40, Long.numberOfLeadingZeros(counts.totalBytes() + 1) - 2));
  }

  /// Leaves the scores of the first pieces as they are; none of them may be one that is dropped.
  void fix(int first) {
    fixed = first;
  }

  /// Has this done after each round; what is supplied is where the run is then.
  void onPause(Consumer<Supplier<FittingState>> action) {
    pause = action;
  }

  private FittingState state() {
    int[] left = IntStream.range(0, alive.length).filter(i -> alive[i]).toArray();
    double[] leftScores = Arrays.stream(left).mapToDouble(i -> scores[i]).toArray();
    return new FittingState(pieces, rounds, left, leftScores, scores[pieces.size()]);
  }

  FittedPieces run() {
    int start = size;
    listener.mark(Phase.PRUNING, 0, Math.max(0, start - wanted));
    while (size > wanted) {
      for (int i = 0; i < settings.subIterations(); i++) {
        maximise(expected(), /* sparse= */ true);
      }
      prune();
      rounds++;
      pause.accept(this::state);
      listener.tick(Phase.PRUNING, start - size, Math.max(0, start - wanted));
    }
    for (int i = 0; i < LAST_ITERATIONS; i++) {
      maximise(expected(), /* sparse= */ false);
    }
    listener.mark(Phase.PRUNING, start - size, start - size);
    return fitted();
  }

  private void scoreUnknown() {
    scores[pieces.size()] = lowest() - UNKNOWN_PENALTY;
  }

  private double lowest() {
    double lowest = 0;
    for (int i = 0; i < alive.length; i++) {
      if (alive[i]) {
        lowest = Math.min(lowest, scores[i]);
      }
    }
    return lowest;
  }

  private double[] probabilities() {
    double[] probabilities = new double[scores.length];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] =
          i == alive.length || alive[i] ? Math.max(LEAST_PROBABILITY, Math.exp(scores[i])) : 0;
    }
    return probabilities;
  }

  /// How often each piece is expected, in units.
  private long[] expected() {
    double[] probabilities = probabilities();
    List<LatticeBlock> blocks = words.blocks();
    return sum(
        Parallel.run(
                blocks.size(),
                settings.threads(),
                () -> new Marginals(probabilities, unit),
                (marginals, block) -> marginals.add(blocks.get(block)))
            .stream()
            .map(Marginals::counts)
            .toList());
  }

  static long[] sum(List<long[]> parts) {
    long[] sum = parts.getFirst();
    for (long[] part : parts.subList(1, parts.size())) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
    }
    return sum;
  }

  /// Scores the pieces by how often they are expected; drops rare ones if so wished, but not more
  /// than must go.
  private void maximise(long[] expected, boolean sparse) {
    double sum = 0;
    for (int i = alive.length - 1; i >= 0; i--) { // the least promising seeds go first
      if (!alive[i]) {
        continue;
      }
      double count = expected[i] / unit;
      if (i < fixed) {
        sum += count;
      } else if (sparse && count < LEAST_EXPECTED && i >= characters && size > wanted) {
        alive[i] = false;
        size--;
      } else {
        scores[i] = Math.max(LEAST_EXPECTED, count);
        sum += scores[i];
      }
    }
    double logSum = sparse ? Digamma.of(sum) : Math.log(sum);
    for (int i = fixed; i < alive.length; i++) {
      if (alive[i]) {
        scores[i] = (sparse ? Digamma.of(scores[i]) : Math.log(scores[i])) - logSum;
      } else {
        scores[i] = Double.NEGATIVE_INFINITY;
      }
    }
    scoreUnknown();
  }

  private void prune() {
    boolean flat = settings.flatScore();
    double[] losses =
        flat ? scores : losses(BestPaths.pieceCounts(words.blocks(), scores, settings.threads()));
    int[] byLoss = PieceRanking.falling(losses, alive, characters);
    int kept = Math.max(wanted, (int) (settings.shrinkingFactor() * size)) - characters;
    for (int i = byLoss.length - 1; i >= 0; i--) { // what must go first, then what may
      int piece = byLoss[i];
      if (i >= kept || (!flat && losses[piece] < 0 && size > wanted)) {
        alive[piece] = false;
        scores[piece] = Double.NEGATIVE_INFINITY;
        size--;
      }
    }
    words.retain(alive);
    ownLattices.retain(alive);
  }

  /// By how much the text becomes less likely without each piece; less than 0 where no segmentation
  /// holds it.
  private double[] losses(long[] counts) {
    long total = Arrays.stream(counts).sum();
    double[] losses = new double[alive.length];
    List<LatticeBlock> blocks = ownLattices.blocks();
    Parallel.run(
        blocks.size(),
        settings.threads(),
        () -> new BestPaths(scores),
        (paths, number) -> {
          LatticeBlock block = blocks.get(number);
          for (int w = 0; w < block.words(); w++) {
            int piece = block.firstWord + w;
            if (alive[piece] && piece >= characters) {
              losses[piece] = loss(block, w, piece, paths, counts, total);
            }
          }
        });
    return losses;
  }

  /// The loss if the best segmentation of a piece's text stood wherever the piece stands.
  private double loss(
      LatticeBlock block, int w, int piece, BestPaths paths, long[] counts, long total) {
    if (counts[piece] == 0 || paths.find(block, w, block.length(w)) > scores[piece]) {
      return -1;
    }
    int parts = 0;
    double logParts = 0;
    for (int at = paths.lastPlace(); at > 0; at = paths.placeBefore(at)) {
      logParts += Math.log((double) counts[paths.pieceBefore(at)] + counts[piece]);
      parts++;
    }
    double logTotal = Math.log((double) total);
    double logTotalAfter = Math.log((double) total + (double) counts[piece] * (parts - 1));
    return counts[piece]
        * (Math.log((double) counts[piece]) - logTotal - logParts + parts * logTotalAfter);
  }

  private FittedPieces fitted() {
    int[] numbers = new int[size];
    float[] floats = new float[alive.length];
    int next = 0;
    for (int i = 0; i < alive.length; i++) {
      if (alive[i]) {
        numbers[next++] = i;
        floats[i] = (float) scores[i];
      }
    }
    return new FittedPieces(pieces, numbers, floats, (float) lowest());
  }
}
