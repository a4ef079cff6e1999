package org.tokenlab.training.unigram;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.Parallel;

/// Expectation maximisation and pruning as SentencePiece 0.2.3 does them, float by float.
///
/// SentencePiece adds up by thread, and floats depend on the order; so the number of its threads,
/// here *lanes*, is part of the result. How many threads work here is not.
final class SentencePieceFitting {
  private static final float LEAST_EXPECTED = 0.5f;

  private final UnigramSettings settings;
  private final PieceList pieces;
  private final Lattices words;
  private final Lattices ownLattices;
  private final PacedListener listener;
  private FloatScores scores;
  private int rounds;
  private Consumer<Supplier<FittingState>> pause = _ -> {};

  SentencePieceFitting(
      UnigramSettings settings, FittingState state, WordCounts counts, PacedListener listener) {
    this.settings = settings;
    this.listener = listener;
    pieces = state.pieces();
    rounds = state.rounds();
    float[] byPiece = new float[pieces.size()];
    for (int i = 0; i < state.order().length; i++) {
      byPiece[state.order()[i]] = (float) state.scores()[i];
    }
    scores = new FloatScores(byPiece, state.order());
    PieceTrie trie = new PieceTrie(pieces);
    words = Lattices.of(counts, trie, settings.threads());
    ownLattices = Lattices.of(pieces, trie, settings.threads());
    if (scores.size() < pieces.size()) {
      boolean[] alive = scores.alive();
      words.retain(alive);
      ownLattices.retain(alive);
    }
  }

  /// Has this done after each round; what is supplied is where the run is then.
  void onPause(Consumer<Supplier<FittingState>> action) {
    pause = action;
  }

  private FittingState state() {
    int[] order = new int[scores.size()];
    Arrays.setAll(order, scores::piece);
    double[] inOrder = new double[order.length];
    Arrays.setAll(inOrder, i -> scores.of(order[i]));
    return new FittingState(pieces, rounds, order, inOrder, scores.of(pieces.size()));
  }

  FittedPieces run() {
    int start = scores.size();
    int desired = settings.desiredSize();
    listener.mark(Phase.PRUNING, 0, Math.max(0, start - desired));
    while (rounds == 0 || scores.size() > desired) { // one round at any rate
      for (int i = 0; i < settings.subIterations(); i++) {
        keep(maximised(expected()));
      }
      keep(pruned());
      rounds++;
      pause.accept(this::state);
      listener.tick(Phase.PRUNING, start - scores.size(), Math.max(0, start - desired));
    }
    keep(reachable());
    listener.mark(Phase.PRUNING, start - scores.size(), start - scores.size());
    return scores.fitted(pieces);
  }

  private void keep(FloatScores kept) {
    if (kept.size() == 0) {
      throw new IllegalStateException(
          "no piece is expected often enough to be kept; train on more text");
    }
    if (kept.size() < scores.size()) {
      boolean[] alive = kept.alive();
      words.retain(alive);
      ownLattices.retain(alive);
    }
    scores = kept;
  }

  /// One share of the words: those that one thread of SentencePiece's would take.
  @FunctionalInterface
  private interface LaneTask {
    void add(LatticeBlock block, int w, float[] sums);
  }

  /// Sums by piece, each lane's words one after the other, and then lane after lane.
  private float[] sumByLane(Supplier<LaneTask> newTask) {
    int lanes = settings.lanes();
    float[][] sums = new float[lanes][scores.numbers()];
    Parallel.run(
        lanes,
        settings.threads(),
        newTask,
        (task, lane) -> {
          for (LatticeBlock block : words.blocks()) {
            int first = Math.floorMod(lane - block.firstWord, lanes);
            for (int w = first; w < block.words(); w += lanes) {
              task.add(block, w, sums[lane]);
            }
          }
        });
    for (int lane = 1; lane < lanes; lane++) {
      for (int i = 0; i < sums[0].length; i++) {
        sums[0][i] += sums[lane][i];
      }
    }
    return sums[0];
  }

  private float[] expected() {
    return sumByLane(() -> new FloatMarginals(scores)::add);
  }

  private FloatScores maximised(float[] expected) {
    float[] logs = new float[scores.numbers()];
    IntArrayList order = new IntArrayList(scores.size());
    float sum = 0;
    for (int i = 0; i < scores.size(); i++) {
      int piece = scores.piece(i);
      if (expected[piece] >= LEAST_EXPECTED) {
        order.add(piece);
        sum += expected[piece];
      }
    }
    float logSum = (float) Digamma.of(sum);
    for (int piece : order) {
      logs[piece] = (float) (Digamma.of(expected[piece]) - logSum);
    }
    return new FloatScores(logs, order.toIntArray());
  }

  /// How often each piece stands in the best segmentations.
  private float[] bestCounts() {
    return sumByLane(() -> {
      FloatPaths paths = new FloatPaths(scores, words.blocks().getFirst());
      return (block, w, sums) -> {
        paths.find(block, w);
        for (int edge = paths.last(); edge != FloatPaths.START; edge = paths.before(edge)) {
          sums[scores.counted(paths.piece(edge))] += block.weights[w];
        }
      };
    });
  }

  private FloatScores pruned() {
    float[] counts = bestCounts();
    double total = 0;
    for (int i = 0; i < scores.size(); i++) {
      total += counts[scores.piece(i)];
    }
    float[] losses = losses(counts, (float) total);
    IntArrayList order = new IntArrayList(scores.size());
    IntArrayList candidates = new IntArrayList(); // places in the present order
    for (int i = 0; i < scores.size(); i++) {
      float loss = losses[scores.piece(i)];
      if (loss == Float.POSITIVE_INFINITY) {
        order.add(scores.piece(i));
      } else if (!Float.isNaN(loss)) {
        candidates.add(i);
      }
    }
    int wanted =
        Math.max(settings.desiredSize(), (int) (settings.shrinkingFactor() * scores.size()));
    int[] byLoss = candidates.toIntArray();
    IntArrays.quickSort(
        byLoss,
        (a, b) -> {
          int order1 = Float.compare(losses[scores.piece(b)], losses[scores.piece(a)]);
          return order1 != 0 ? order1 : Integer.compare(a, b);
        });
    for (int i = 0; i < byLoss.length && order.size() != wanted; i++) {
      order.add(scores.piece(byLoss[i]));
    }
    float[] byPiece = new float[scores.numbers()];
    for (int piece : order) {
      byPiece[piece] = scores.of(piece);
    }
    return new FloatScores(byPiece, order.toIntArray());
  }

  /// By how much the text becomes less likely without each piece: infinity where nothing can stand
  /// for it, NaN where it may go at no loss.
  private float[] losses(float[] counts, float total) {
    float[] losses = new float[scores.numbers()];
    float logTotal = (float) Math.log(total);
    List<LatticeBlock> blocks = ownLattices.blocks();
    boolean[] alive = scores.alive();
    Parallel.run(
        blocks.size(),
        settings.threads(),
        () -> new TwoBest(new FloatPaths(scores, blocks.getFirst())),
        (search, number) -> {
          LatticeBlock block = blocks.get(number);
          FloatPaths paths = new FloatPaths(scores, block);
          for (int w = 0; w < block.words(); w++) {
            int piece = block.firstWord + w;
            if (!alive[piece] || counts[piece] == 0) {
              losses[piece] = Float.NaN;
              continue;
            }
            paths.find(block, w);
            search.search(paths);
            if (!search.hasSecond()) {
              losses[piece] = Float.POSITIVE_INFINITY;
            } else if (!search.firstIsOnePiece()) {
              losses[piece] = Float.NaN;
            } else {
              losses[piece] = loss(counts, piece, search.secondPieces(), total, logTotal);
            }
          }
        });
    return losses;
  }

  /// The loss if `others` stand wherever `piece` stood.
  private float loss(float[] counts, int piece, int[] others, float total, float logTotal) {
    float count = counts[piece];
    float logProbability = (float) (Math.log(count) - logTotal);
    float logTotalAfter = (float) Math.log(total + count * (others.length - 1));
    float logProbabilityAfter = 0;
    for (int other : others) {
      logProbabilityAfter =
          (float)
              (logProbabilityAfter
                  + (Math.log(counts[scores.counted(other)] + count) - logTotalAfter));
    }
    return count / total * (logProbability - logProbabilityAfter);
  }

  /// All pieces but those whose parts together are more likely than they are: no segmentation would
  /// ever hold them.
  private FloatScores reachable() {
    IntArrayList order = new IntArrayList(scores.size());
    boolean[] reachable = new boolean[scores.numbers()];
    boolean[] alive = scores.alive();
    for (LatticeBlock block : ownLattices.blocks()) {
      FloatPaths paths = new FloatPaths(scores, block);
      for (int w = 0; w < block.words(); w++) {
        int piece = block.firstWord + w;
        if (alive[piece]) {
          paths.find(block, w, block.length(w));
          reachable[piece] = !(paths.sum() > scores.of(piece));
        }
      }
    }
    float[] byPiece = new float[scores.numbers()];
    for (int i = 0; i < scores.size(); i++) {
      int piece = scores.piece(i);
      if (reachable[piece]) {
        order.add(piece);
        byPiece[piece] = scores.of(piece);
      }
    }
    return new FloatScores(byPiece, order.toIntArray());
  }
}
