package org.tokenlab.tokenizers.internal.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The n best paths of a lattice, best first, by A* from the end of the text: the best path up to a
/// node, known from Viterbi, is the estimate of what is still to come, and an exact one.
///
/// Both peers bound the work, and so shape the result where a text is long or repeats itself: see
/// [Limits]. Not thread-safe; one search per object.
public final class BestPaths {
  /// When a search lets go.
  ///
  /// @param agenda size of the agenda from which on only its best entries are kept
  /// @param kept how many then are, but no more than ten for each path asked for
  /// @param hypotheses partial paths made since the agenda last shrank, after which it shrinks too
  /// @param total partial paths after which the search is given up for the single best path
  /// @param shrinks how often the agenda may shrink before the search is given up likewise
  public record Limits(int agenda, int kept, int hypotheses, int total, int shrinks) {
    /// SentencePiece 0.2.3.
    public static final Limits SENTENCEPIECE = new Limits(10_000, 512, 100_000, 500_000, 10);

    /// HF tokenizers 0.23: the agenda alone is bounded.
    public static final Limits HF =
        new Limits(100_001, 512, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private final Lattice lattice;
  private final Limits limits;
  private final int wanted;
  private final Agenda agenda = new Agenda();

  // Partial paths, each a node and the partial path to the right of it (-1 for none).
  private int made;
  private int[] node = new int[512];
  private int[] right = new int[512];
  private double[] scoreOfRight = new double[512]; // of the node and all right of it
  private double[] total = new double[512]; // with the best path up to the node

  private BestPaths(Lattice lattice, int wanted, Limits limits) {
    this.lattice = lattice;
    this.wanted = wanted;
    this.limits = limits;
  }

  /// The `wanted` best paths of `lattice`, fewer if there are not so many or a limit is met.
  public static List<Lattice.Path> of(Lattice lattice, int wanted, Limits limits) {
    lattice.findBest();
    return wanted == 1
        ? List.of(lattice.bestPath())
        : new BestPaths(lattice, wanted, limits).search();
  }

  private List<Lattice.Path> search() {
    List<Lattice.Path> paths = new ArrayList<>();
    make(Lattice.END, -1, 0, lattice.best(Lattice.END));
    long everMade = 1;
    int shrinkAt = limits.hypotheses();
    int shrinks = 0;
    int kept = (int) Math.min(limits.kept(), wanted * 10L);
    while (agenda.size() > 0) {
      int top = agenda.pop();
      if (node[top] == Lattice.BEGIN) {
        paths.add(path(top));
        if (paths.size() == wanted) {
          return paths;
        }
        continue;
      }
      int before = made;
      extend(top);
      everMade += made - before;
      if (everMade >= limits.total()) {
        return List.of(lattice.bestPath());
      }
      if (agenda.size() >= limits.agenda() || (agenda.size() > kept && made >= shrinkAt)) {
        if (shrinks++ >= limits.shrinks()) {
          return List.of(lattice.bestPath());
        }
        shrink(Math.min(agenda.size(), kept));
        shrinkAt = (int) Math.min(Integer.MAX_VALUE, (long) made + limits.hypotheses());
      }
    }
    return paths;
  }

  private void extend(int top) {
    PieceScores model = lattice.model();
    int from = node[top];
    for (int left = lattice.firstBefore(from); left >= 0; left = lattice.nextBefore(left)) {
      double soFar = scoreOfRight[top];
      make(left, top, model.add(lattice.score(left), soFar), model.add(lattice.best(left), soFar));
    }
  }

  private void make(int at, int rightOf, double score, double withBest) {
    if (made == node.length) {
      int room = 2 * made;
      node = Arrays.copyOf(node, room);
      right = Arrays.copyOf(right, room);
      scoreOfRight = Arrays.copyOf(scoreOfRight, room);
      total = Arrays.copyOf(total, room);
    }
    node[made] = at;
    right[made] = rightOf;
    scoreOfRight[made] = score;
    total[made] = withBest;
    agenda.push(made++, withBest);
  }

  private Lattice.Path path(int complete) {
    int count = 0;
    for (int i = right[complete]; right[i] >= 0; i = right[i]) {
      count++;
    }
    int[] nodes = new int[count];
    int at = 0;
    for (int i = right[complete]; right[i] >= 0; i = right[i]) {
      nodes[at++] = node[i];
    }
    return new Lattice.Path(nodes, total[complete]);
  }

  /// Keeps the best `size` entries of the agenda, and of the partial paths those that they need.
  private void shrink(int size) {
    int[] best = new int[size];
    boolean[] needed = new boolean[made];
    for (int i = 0; i < size; i++) {
      best[i] = agenda.pop();
      for (int k = best[i]; k >= 0 && !needed[k]; k = right[k]) {
        needed[k] = true;
      }
    }
    int[] moved = new int[made];
    int count = 0;
    for (int i = 0; i < made; i++) { // what is right of a path was made before it
      if (needed[i]) {
        node[count] = node[i];
        right[count] = right[i] < 0 ? -1 : moved[right[i]];
        scoreOfRight[count] = scoreOfRight[i];
        total[count] = total[i];
        moved[i] = count++;
      }
    }
    made = count;
    agenda.clear();
    for (int entry : best) {
      agenda.push(moved[entry], total[moved[entry]]);
    }
  }
}
