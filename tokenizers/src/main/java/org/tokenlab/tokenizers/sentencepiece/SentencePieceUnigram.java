package org.tokenlab.tokenizers.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.Segmentation;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.lattice.BestPath;
import org.tokenlab.tokenizers.internal.lattice.BestPaths;
import org.tokenlab.tokenizers.internal.lattice.Lattice;
import org.tokenlab.tokenizers.internal.lattice.PieceScores;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;
import org.tokenlab.tokenizers.internal.trie.CharacterBigrams;

/// Unigram by SentencePiece's rule: all sums in single precision, from the start of the text on.
///
/// - Normal and user-defined pieces are found in the text; unused, control, unknown and byte pieces
///   are not.
/// - A user-defined piece scores 0.1 for each unit of length beyond the first, whatever its own
///   score. The unit is the byte when the best segmentation is looked for, and the character for
///   n-best and sampling: so it is there.
/// - A character that is no piece scores 10 below the lowest normal piece. With byte fallback each
///   such character becomes its byte pieces, of which the last has the character's place and the
///   others are empty at its start; else a run of them is one unknown piece.
/// - Whenever the running sum leaves ±100,000 it is taken off all open paths, so long texts keep
///   their precision.
final class SentencePieceUnigram extends SentencePieceModel {
  private static final float UNKNOWN_PENALTY = 10;
  private static final int MOST_BEST = 512;

  private final PieceScores scores;
  private final PieceScores latticeScores;
  private final CharacterBigrams bigrams;

  SentencePieceUnigram(SentencePieces pieces) {
    super(pieces);
    byte[][] found = new byte[pieces.size()][];
    double[] byBytes = new double[pieces.size()];
    double[] byCharacters = new double[pieces.size()];
    float lowest = Float.MAX_VALUE;
    for (int id = 0; id < found.length; id++) {
      PieceType type = pieces.type(id);
      String piece = pieces.piece(id);
      if (!Float.isFinite(pieces.score(id))) {
        throw new IllegalArgumentException(
            "piece " + id + " has the score " + pieces.score(id) + "; a finite one is needed");
      }
      found[id] = new byte[0];
      byBytes[id] = pieces.score(id);
      if (type == PieceType.NORMAL || type == PieceType.USER_DEFINED) {
        found[id] = piece.getBytes(StandardCharsets.UTF_8);
      }
      if (type == PieceType.NORMAL) {
        lowest = Math.min(lowest, pieces.score(id));
      }
      byCharacters[id] = byBytes[id];
      if (type == PieceType.USER_DEFINED) {
        byBytes[id] = userDefinedScore(found[id].length);
        byCharacters[id] = userDefinedScore(piece.codePointCount(0, piece.length()));
      }
    }
    ByteTrie trie = ByteTrie.of(found);
    float unknown = lowest - UNKNOWN_PENALTY;
    scores = new PieceScores(trie, byBytes, unknown, true, /* singlePrecision= */ true);
    latticeScores = new PieceScores(trie, byCharacters, unknown, true, true);
    bigrams = new CharacterBigrams(found);
  }

  private static float userDefinedScore(int length) {
    return (float) (0.1 * (length - 1));
  }

  @Override
  public Kind kind() {
    return Kind.UNIGRAM;
  }

  @Override
  public PieceEncoder newEncoder() {
    BestPath bestPath = new BestPath(scores);
    return new SentencePieceEncoder(pieces(), scores, bestPath::find);
  }

  /// Draws among all segmentations, each by its probability to the power of alpha, or by the same
  /// rule among the `nBest` best.
  ///
  /// @throws IllegalArgumentException if alpha is negative, or `nBest` above 512
  @Override
  public PieceEncoder newSampler(Sampling sampling, RandomGenerator random) {
    return switch (sampling) {
      case Sampling.Regularisation regularisation -> {
        if (regularisation.alpha() < 0) {
          throw new IllegalArgumentException(
              "alpha must not be negative; got " + regularisation.alpha());
        }
        requireNBest(regularisation.nBest());
        if (regularisation.nBest() == 1) {
          yield newEncoder();
        }
        yield new SentencePieceEncoder(
            pieces(), latticeScores, new RandomPath(latticeScores, regularisation, random));
      }
      case Sampling.Dropout dropout -> super.newSampler(dropout, random);
    };
  }

  private static void requireNBest(int n) {
    if (n > MOST_BEST) {
      throw new IllegalArgumentException(
          "SentencePiece ranks at most " + MOST_BEST + " segmentations; got " + n);
    }
  }

  /// The `n` best segmentations, at most 512. The score counts each unknown character by itself.
  /// Several may have the same ids: they differ in nothing but where unknown characters meet.
  ///
  /// As the peer's, the only one asked for is the one that [#newEncoder] gives; SentencePiece does
  /// not compute its score, this does.
  @Override
  public List<Segmentation> nBest(byte[] utf8, int start, int end, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1; got " + n);
    }
    requireNBest(n);
    if (start == end) {
      return List.of(new Segmentation(new int[0], 0));
    }
    if (n == 1) {
      return List.of(best(utf8, start, end));
    }
    Lattice lattice = new Lattice(latticeScores);
    lattice.fill(utf8, start, end);
    List<Segmentation> segmentations = new ArrayList<>();
    for (Lattice.Path path : BestPaths.of(lattice, n, BestPaths.Limits.SENTENCEPIECE)) {
      IntSink ids = new IntSink(path.nodes().length);
      new SentencePieceEncoder(
              pieces(),
              latticeScores,
              (text, from, to, before, output) -> {
                lattice.write(path, output);
                return path.score();
              })
          .encode(utf8, start, end, ids);
      segmentations.add(new Segmentation(ids.toArray(), path.score()));
    }
    return segmentations;
  }

  private Segmentation best(byte[] utf8, int start, int end) {
    IntSink ids = new IntSink(16);
    newEncoder().encode(utf8, start, end, ids);
    double[] sum = {0};
    new BestPath(scores)
        .find(
            utf8,
            start,
            end,
            0,
            (from, to, id) ->
                sum[0] += id == PieceScores.UNKNOWN ? scores.unknownScore() : scores.scores()[id]);
    return new Segmentation(ids.toArray(), sum[0]);
  }

  @Override
  public Optional<String> textInPlace(int id, byte[] utf8, int start, int end) {
    return id == pieces().unknownId() && id != SentencePieces.NONE
        ? Optional.of(new String(utf8, start, end - start, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /// Whether some piece holds the two side by side, or both may be part of one unknown piece.
  ///
  /// Where neither is so, each segmentation has an end there. Segmentations of equal score are told
  /// apart by the rounding of the sum from the text's start on (`aa|a`, `a|aa`), so a text that is
  /// cut here needs the sum handed on: see [#sumsRunOn].
  @Override
  public boolean mayJoin(int left, int right) {
    return bigrams.contains(left, right)
        || (!pieces().byteFallback() && isUnknown(left) && isUnknown(right));
  }

  @Override
  public boolean sumsRunOn() {
    return true;
  }

  private boolean isUnknown(int character) {
    byte[] utf8 = new byte[4];
    return scores.trie().find(utf8, 0, Utf8.put(character, utf8, 0)) < 0;
  }
}
