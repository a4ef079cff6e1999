package org.tokenlab.tokenizers.internal.lattice;

import java.util.Arrays;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// All ways to cut one text into pieces, as a graph: a node for each place and piece that fits
/// there, an edge from each node to those that start where it ends.
///
/// Nodes are numbered as the peers number them: 0 begins the text, 1 ends it, then from left to
/// right and at one place from short to long. Of nodes that end at one place the earlier numbers
/// come first, and on a tie the first wins. Built in O(n · pieces that fit) time; some 40 bytes a
/// node. Reused from text to text. Not thread-safe.
public final class Lattice {
  static final int BEGIN = 0;
  static final int END = 1;

  private final PieceScores model;

  private int start; // where the text starts in the caller's array
  private int size; // bytes of text
  private int nodes;
  private int[] nodeStart = new int[64];
  private int[] nodeEnd = new int[64];
  private int[] nodeId = new int[64];
  private double[] nodeScore = new double[64];
  private int[] nextEnding = new int[64]; // next node that ends at the same place, or -1
  private int[] firstEnding = new int[0]; // by place; -1 where none does
  private int[] lastEnding = new int[0];

  // Of the best path up to and with each node.
  private double[] best = new double[0];
  private int[] previous = new int[0];

  /// A lattice for the pieces of `model`.
  public Lattice(PieceScores model) {
    this.model = model;
  }

  /// Makes this the lattice of `utf8[start, end)`.
  ///
  /// @throws IllegalStateException at a character that can't be encoded
  public void fill(byte[] utf8, int start, int end) {
    this.start = start;
    size = end - start;
    if (firstEnding.length <= size) {
      firstEnding = new int[Math.max(size + 1, 64)];
      lastEnding = new int[firstEnding.length];
    }
    Arrays.fill(firstEnding, 0, size + 1, -1);
    nodes = 0;
    insert(0, 0, -1, 0);
    insert(size, size, -1, 0);
    if (size > 0) { // the node that ends the text is an end, not something to go on from
      firstEnding[size] = -1;
    }
    ByteTrie trie = model.trie();
    for (int at = start; at < end; ) {
      int character = Math.min(Utf8.sequenceLength(utf8[at] & 0xFF), end - at);
      boolean isPiece = false;
      long node = trie.root();
      for (int i = at; i < end; ) {
        node = trie.step(node, utf8[i++]);
        if (node == ByteTrie.NONE) {
          break;
        }
        int id = ByteTrie.id(node);
        if (id >= 0) {
          insert(at - start, i - start, id, model.scores()[id]);
          isPiece |= i - at == character;
        }
      }
      if (!isPiece) {
        if (!model.hasUnknown()) {
          throw model.noPiece(utf8, at, end);
        }
        int to = at + character - start;
        insert(at - start, to, PieceScores.UNKNOWN, model.unknownScore());
      }
      at += character;
    }
  }

  private void insert(int from, int to, int id, double score) {
    if (nodes == nodeStart.length) {
      int room = 2 * nodes;
      nodeStart = Arrays.copyOf(nodeStart, room);
      nodeEnd = Arrays.copyOf(nodeEnd, room);
      nodeId = Arrays.copyOf(nodeId, room);
      nodeScore = Arrays.copyOf(nodeScore, room);
      nextEnding = Arrays.copyOf(nextEnding, room);
    }
    int node = nodes++;
    nodeStart[node] = from;
    nodeEnd[node] = to;
    nodeId[node] = id;
    nodeScore[node] = score;
    nextEnding[node] = -1;
    if (firstEnding[to] < 0) {
      firstEnding[to] = node;
    } else {
      nextEnding[lastEnding[to]] = node;
    }
    lastEnding[to] = node;
  }

  /// Number of nodes, both ends included.
  public int nodes() {
    return nodes;
  }

  /// Finds the best path to each node.
  void findBest() {
    if (best.length < nodes) {
      best = new double[nodeStart.length];
      previous = new int[nodeStart.length];
    }
    best[BEGIN] = 0;
    for (int node = 2; node < nodes; node++) {
      findBest(node);
    }
    findBest(END);
  }

  private void findBest(int node) {
    int from = nodeStart[node];
    previous[node] = -1;
    for (int left = firstEnding[from]; left >= 0; left = nextEnding[left]) {
      double sum = model.add(best[left], nodeScore[node]);
      if (previous[node] < 0 || sum > best[node]) {
        previous[node] = left;
        best[node] = sum;
      }
    }
  }

  /// The best path, found by [#findBest], without its ends.
  Path bestPath() {
    int count = 0;
    for (int node = previous[END]; node != BEGIN; node = previous[node]) {
      count++;
    }
    int[] path = new int[count];
    for (int node = previous[END]; node != BEGIN; node = previous[node]) {
      path[--count] = node;
    }
    return new Path(path, best[END]);
  }

  /// Writes `path` out.
  public void write(Path path, PieceOutput output) {
    for (int node : path.nodes()) {
      output.piece(start + nodeStart[node], start + nodeEnd[node], nodeId[node]);
    }
  }

  /// The sum of the scores of the nodes of `path`, added up from the left.
  public double score(Path path) {
    double sum = 0;
    for (int node : path.nodes()) {
      sum += nodeScore[node];
    }
    return sum;
  }

  int firstBefore(int node) {
    return firstEnding[nodeStart[node]];
  }

  int nextBefore(int left) {
    return nextEnding[left];
  }

  double score(int node) {
    return nodeScore[node];
  }

  int id(int node) {
    return nodeId[node];
  }

  double best(int node) {
    return best[node];
  }

  PieceScores model() {
    return model;
  }

  /// A path from left to right.
  public static final class Path {
    private final int[] nodes;
    private final double score;

    Path(int[] nodes, double score) {
      this.nodes = nodes;
      this.score = score;
    }

    /// The nodes without the two ends; not a copy.
    public int[] nodes() {
      return nodes;
    }

    /// The score, as the search that found the path added it up.
    public double score() {
      return score;
    }
  }
}
