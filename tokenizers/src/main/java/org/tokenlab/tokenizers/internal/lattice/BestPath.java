package org.tokenlab.tokenizers.internal.lattice;

import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// The best path by Viterbi's rule, in time linear in the text and on most texts in fixed memory.
///
/// The score of the best path to a place is the score of the best path to where its last piece
/// starts, plus that piece's: added in this order from the start of the text on, so the rounding is
/// the peers'. Of equals the first found wins: the longest last piece.
///
/// Rounding makes results depend on the running sum: two paths that tie in theory (`aa|a`, `a|aa`)
/// differ by it in practice. So the sum is never restarted. What is let go are back pointers, as
/// soon as all paths that are still alive agree on them:
/// - where no piece found so far reaches beyond the place that is looked at, each path goes through
///   it;
/// - when the window is full, where the paths to all places that can still be extended have come
///   together.
///
/// A long run of one character may keep its paths apart to its end (of `aaa…`, one for each
/// remainder modulo the longest piece). The window then grows to 21 bytes for each byte of the run,
/// and is kept.
///
/// Not thread-safe.
public final class BestPath {
  // SentencePiece keeps its floats precise by taking the running score off when it leaves ± this.
  private static final float RESET_ABOVE = 100_000f;
  private static final int WINDOW = 4096;

  private final PieceScores model;
  private final ByteTrie trie;
  private final int reach; // most bytes that one step can lead on

  // By place, counted from `base`: the best path's score, its last piece and that piece's length (0
  // where no path leads), and, while a path is written out, where the piece from here on ends.
  private double[] score;
  private int[] id;
  private int[] length;
  private int[] next;
  private boolean[] alive = new boolean[0];
  private int base;
  private boolean unfinished;

  /// Best paths through the pieces of `model`.
  public BestPath(PieceScores model) {
    this.model = model;
    trie = model.trie();
    reach = Math.max(trie.longest(), 4);
    int window = Math.addExact(WINDOW, reach);
    score = new double[window];
    id = new int[window];
    length = new int[window];
    next = new int[window];
  }

  /// Writes the best path through `utf8[start, end)` to `output`, and returns its score.
  ///
  /// @param before the score of what lies before, 0 at the start of a text; the sum goes on from it
  /// @throws IllegalStateException at a character that can't be encoded; part of the path may have
  ///   been written
  public double find(byte[] utf8, int start, int end, double before, PieceOutput output) {
    if (unfinished) { // an exception ended the last call
      Arrays.fill(length, 0);
    }
    unfinished = true;
    base = start;
    score[0] = before;
    int frontier = start;
    int at = start;
    while (at < end) {
      if (at == frontier && at > base) {
        settle(at, frontier, output);
      } else if (at - base + reach >= length.length) {
        makeRoom(at, frontier, output);
      }
      if (model.singlePrecision() && Math.abs(score[at - base]) > RESET_ABOVE) {
        reset(at, frontier);
      }
      frontier = Math.max(frontier, extend(utf8, at, end));
      at += Math.min(Utf8.sequenceLength(utf8[at] & 0xFF), end - at);
    }
    if (end > base) {
      settle(end, end, output);
    }
    unfinished = false;
    return score[0];
  }

  /// Places that the arrays have room for.
  int window() {
    return length.length;
  }

  /// Tries all pieces from `at` on, and returns where the longest ends.
  private int extend(byte[] utf8, int at, int end) {
    double soFar = score[at - base];
    int character = Math.min(Utf8.sequenceLength(utf8[at] & 0xFF), end - at);
    boolean single = model.singlePrecision();
    double[] scores = model.scores();
    boolean isPiece = false;
    int furthest = at;
    long node = trie.root();
    for (int i = at; i < end; ) {
      node = trie.step(node, utf8[i++]);
      if (node == ByteTrie.NONE) {
        break;
      }
      int piece = ByteTrie.id(node);
      if (piece >= 0) {
        furthest = i;
        isPiece |= i - at == character;
        double sum = scores[piece] + soFar;
        offer(at, i, piece, single ? (float) sum : sum);
      }
    }
    if (!isPiece) {
      int to = at + character;
      furthest = Math.max(furthest, to);
      double sum = model.add(model.unknownScore(), soFar);
      if (offer(at, to, PieceScores.UNKNOWN, sum) && !model.hasUnknown()) {
        throw model.noPiece(utf8, at, end);
      }
    }
    return furthest;
  }

  private boolean offer(int from, int to, int piece, double sum) {
    int place = to - base;
    if (length[place] != 0 && !(sum > score[place])) {
      return false;
    }
    score[place] = sum;
    id[place] = piece;
    length[place] = to - from;
    return true;
  }

  private void reset(int at, int frontier) {
    double offset = score[at - base];
    score[at - base] = 0;
    for (int place = at - base + 1; place <= frontier - base; place++) {
      if (length[place] != 0) {
        score[place] = (float) (score[place] - offset);
      }
    }
  }

  /// Writes out the path to `to`, through which all others go, and makes it the new base.
  private void settle(int to, int frontier, PieceOutput output) {
    int place = to - base;
    while (place > 0) {
      int before = place - length[place];
      next[before] = place;
      place = before;
    }
    for (int last = to - base; place < last; place = next[place]) {
      output.piece(base + place, base + next[place], id[next[place]]);
    }
    int kept = frontier - to + 1;
    int shift = to - base;
    System.arraycopy(score, shift, score, 0, kept);
    System.arraycopy(id, shift, id, 0, kept);
    System.arraycopy(length, shift, length, 0, kept);
    Arrays.fill(length, kept, Math.max(kept, frontier - base + 1), 0);
    base = to;
  }

  private void makeRoom(int at, int frontier, PieceOutput output) {
    int meeting = meeting(at, frontier);
    if (meeting > base) {
      settle(meeting, frontier, output);
    }
    // At least half must be free, or this search would come again too soon to be cheap.
    if (at - base + reach > length.length / 2) {
      int window = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * length.length);
      score = Arrays.copyOf(score, window);
      id = Arrays.copyOf(id, window);
      length = Arrays.copyOf(length, window);
      next = Arrays.copyOf(next, window);
    }
  }

  /// The last place that the paths to all places in `[at, frontier]` go through.
  private int meeting(int at, int frontier) {
    if (alive.length < length.length) {
      alive = new boolean[length.length];
    }
    int paths = 0;
    for (int place = at - base; place <= frontier - base; place++) {
      alive[place] = length[place] != 0;
      paths += alive[place] ? 1 : 0;
    }
    for (int place = frontier - base; ; place--) {
      if (alive[place]) {
        alive[place] = false;
        if (paths == 1) {
          return base + place;
        }
        int before = place - length[place];
        if (alive[before]) {
          paths--;
        } else {
          alive[before] = true;
        }
      }
    }
  }
}
