package org.tokenlab.tokenizers.internal.lattice;

import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// The best path through a short part of a text, where it is the same whatever the running sum
/// before it.
///
/// Peers add scores up in `float` from the start of a text on, so the rounding of near-ties depends
/// on the sum so far: see [BestPath]. But rounding is bounded. Sums stay below 2¹⁷ in size (they
/// are started anew at ±100,000), where neighbouring floats are 2⁻⁷ apart; so each addition is off
/// by 2⁻⁸ at most, and a path of up to n steps by n·2⁻⁸. Let V be the exact score of the best path
/// to a place, by the sum of scores from the part's start on. Take the path to the end that is best
/// by V. At each place that it goes through, let it be better than every other offer (a place, and
/// a piece from there to here) by more than n·2⁻⁷, twice the error. Then, from one such place to
/// the next, the peer keeps this path there, too: what it weighs it against is, at best, the path
/// that is best by V to where the other piece starts, and n steps on either side can't make up the
/// difference. So the peer's path is this one, for any sum before. (V itself is computed in double,
/// which is off by less than 10⁻⁹.)
///
/// In English text one word in some hundreds is not decided so. Not thread-safe.
public final class ShortPath {
  /// The longest part, in bytes.
  public static final int LONGEST = SumFreeEncoder.MOST_STEPS;

  private static final double ERROR_PER_STEP = 1.0 / 128;
  private static final double SLACK = 1e-6;

  private final ByteTrie trie;
  private final double[] scores;
  private final double unknownScore;

  // By place: the best path's score, how much worse the next best is, and the best path's last
  // piece and its length.
  private final double[] best = new double[LONGEST + 1];
  private final double[] lead = new double[LONGEST + 1];
  private final int[] id = new int[LONGEST + 1];
  private final int[] length = new int[LONGEST + 1];
  private final int[] path = new int[LONGEST]; // ends of pieces, to its right end

  /// Paths through the pieces of `model`, which sums in single precision.
  public ShortPath(PieceScores model) {
    trie = model.trie();
    scores = model.scores();
    unknownScore = model.unknownScore();
  }

  /// Writes the pieces of `utf8[start, end)` to `output` and returns true; or returns false if the
  /// part is too long or its path is not decided.
  public boolean find(byte[] utf8, int start, int end, PieceOutput output) {
    int size = end - start;
    if (size > LONGEST) {
      return false;
    }
    for (int place = 1; place <= size; place++) {
      length[place] = 0;
    }
    int steps = 0;
    for (int at = 0; at < size; steps++) {
      at = extend(utf8, start, at, size);
    }
    double needed = steps * ERROR_PER_STEP + SLACK;
    int pieces = LONGEST;
    for (int place = size; place > 0; place -= length[place]) {
      if (!(lead[place] > needed)) {
        return false;
      }
      path[--pieces] = place;
    }
    int at = start;
    for (int i = pieces; i < LONGEST; i++) {
      int to = start + path[i];
      output.piece(at, to, id[path[i]]);
      at = to;
    }
    return true;
  }

  /// Tries all pieces from `at` on, and returns where the character there ends.
  private int extend(byte[] utf8, int start, int at, int size) {
    double soFar = best[at];
    int following = Math.min(size, at + Utf8.sequenceLength(utf8[start + at] & 0xFF));
    boolean isPiece = false;
    long node = trie.root();
    for (int place = at + 1; place <= size; place++) {
      node = trie.step(node, utf8[start + place - 1]);
      if (node == ByteTrie.NONE) {
        break;
      }
      int piece = ByteTrie.id(node);
      if (piece >= 0) {
        isPiece |= place == following;
        offer(at, place, piece, scores[piece] + soFar);
      }
    }
    if (!isPiece) {
      offer(at, following, PieceScores.UNKNOWN, unknownScore + soFar);
    }
    return following;
  }

  private void offer(int at, int place, int piece, double score) {
    double ahead;
    if (length[place] == 0) {
      ahead = Double.POSITIVE_INFINITY;
    } else {
      ahead = score - best[place];
      if (!(ahead > 0)) {
        lead[place] = Math.min(lead[place], -ahead);
        return;
      }
    }
    best[place] = score;
    lead[place] = ahead;
    id[place] = piece;
    length[place] = place - at;
  }
}
