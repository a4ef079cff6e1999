package org.tokenlab.training.unigram;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;

/// MinGram (Land, "MinGram: A Minimalist Unigram Tokenizer with High Compression and Competitive
/// Morphological Alignment", arXiv 2606.27019, 2026): each word is cut into as few pieces as
/// possible, and of the ways to do that into the most likely one; a piece is as likely as it is
/// frequent in these cuts.
///
/// **The paper's, by its author's code.** Pieces of BPE, a tenth more than are wanted
/// ([MinGramSeeds]); two passes that cut, count and make likelihoods of the counts; one pruning
/// that keeps the most frequent pieces and all characters; two passes more.
///
/// **Our reading.** A piece costs [#PIECE_COST] nats besides its own −ln p, where the author's code
/// has 100,000: a score in a SentencePiece model is a `float`, whose sum over a sentence would have
/// no digit left for likelihoods. So a cut into more pieces can win, if it is e²⁵⁶ times as likely.
/// A character that is in no cut counts as half a one, where there its likelihood is 0. Pieces in
/// no cut are dropped only as long as there are more than are wanted. Of equal cuts that one is
/// taken whose last piece is longest, as everywhere in our Unigram. BPE is over characters, with
/// SentencePiece's rules for pieces, where the author's is over his own units.
final class MinGramFitting {
  /// Nats that each piece of a cut costs.
  static final double PIECE_COST = 256;

  private static final int PASSES = 2;
  private static final double LEAST_COUNT = 0.5;
  private static final double UNKNOWN_PENALTY = 10;

  private final int threads;
  private final int wanted;
  private final int characters;
  private final PacedListener listener;
  private final PieceList pieces;
  private final boolean[] alive;
  private final double[] scores; // less the cost; by piece, the unknown's last
  private final Lattices words;
  private int size;
  private int rounds;
  private Consumer<Supplier<FittingState>> pause = _ -> {};

  /// @param state from which fitting starts, or goes on; scores are ln p
  /// @param wanted number of pieces to keep, at least that of the characters
  /// @param characters number of pieces, the first ones, that are never dropped
  MinGramFitting(
      FittingState state,
      int wanted,
      int characters,
      WordCounts counts,
      int threads,
      PacedListener listener) {
    this.threads = threads;
    this.wanted = wanted;
    this.characters = characters;
    this.listener = listener;
    pieces = state.pieces();
    size = state.order().length;
    rounds = state.rounds();
    alive = state.alive();
    scores = state.scoresByPiece();
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= PIECE_COST;
    }
    scoreUnknown();
    words = Lattices.of(counts, new PieceTrie(pieces), threads);
    words.retain(alive);
  }

  /// Has this done after the pruning; what is supplied is where the run is then.
  void onPause(Consumer<Supplier<FittingState>> action) {
    pause = action;
  }

  FittedPieces run() {
    int start = size;
    listener.mark(Phase.PRUNING, 0, Math.max(0, start - wanted));
    while (true) {
      for (int i = 0; i < PASSES; i++) {
        count();
        listener.tick(Phase.PRUNING, start - size, Math.max(0, start - wanted));
      }
      if (size <= wanted) {
        break;
      }
      prune();
      rounds++;
      pause.accept(this::state);
    }
    listener.mark(Phase.PRUNING, start - size, start - size);
    return fitted();
  }

  /// Cuts all words, and scores the pieces by how often each came.
  private void count() {
    long[] counts = BestPaths.pieceCounts(words.blocks(), scores, threads);
    for (int i = alive.length - 1; i >= characters && size > wanted; i--) {
      if (alive[i] && counts[i] == 0) {
        drop(i);
      }
    }
    double total = 0;
    for (int i = 0; i < alive.length; i++) {
      total += alive[i] ? Math.max(LEAST_COUNT, (double) counts[i]) : 0;
    }
    for (int i = 0; i < alive.length; i++) {
      if (alive[i]) {
        scores[i] = Math.log(Math.max(LEAST_COUNT, (double) counts[i]) / total) - PIECE_COST;
      }
    }
    scoreUnknown();
    words.retain(alive);
  }

  private void drop(int piece) {
    alive[piece] = false;
    scores[piece] = Double.NEGATIVE_INFINITY;
    size--;
  }

  /// Keeps the most likely pieces, of equal ones those that BPE learned first.
  private void prune() {
    int[] byScore = PieceRanking.falling(scores, alive, characters);
    for (int i = Math.max(0, wanted - characters); i < byScore.length; i++) {
      drop(byScore[i]);
    }
    words.retain(alive);
  }

  private double lowest() {
    return IntStream.range(0, alive.length)
        .filter(i -> alive[i])
        .mapToDouble(i -> scores[i])
        .min()
        .orElse(-PIECE_COST);
  }

  private void scoreUnknown() {
    scores[alive.length] = lowest() - UNKNOWN_PENALTY;
  }

  private FittingState state() {
    int[] left = IntStream.range(0, alive.length).filter(i -> alive[i]).toArray();
    return new FittingState(
        pieces,
        rounds,
        left,
        Arrays.stream(left).mapToDouble(i -> scores[i] + PIECE_COST).toArray(),
        Double.NaN);
  }

  private FittedPieces fitted() {
    int[] left = IntStream.range(0, alive.length).filter(i -> alive[i]).toArray();
    float[] floats = new float[alive.length];
    for (int i : left) {
      floats[i] = (float) scores[i];
    }
    return new FittedPieces(pieces, left, floats, (float) lowest());
  }
}
