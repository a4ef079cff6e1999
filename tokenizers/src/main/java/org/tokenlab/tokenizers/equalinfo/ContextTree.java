package org.tokenlab.tokenizers.equalinfo;

import java.util.Arrays;

/// What is known of the byte that follows, context by context: a tree of contexts, each with a few
/// bytes and their weights.
///
/// A context takes the probabilities that a shorter one has, and moves a part of them to the bytes
/// that were seen to follow: with `w` the weight of a byte, in 65,536ths, and `k` what the weights
/// leave of 65,536, `p(byte) = k / 65536 · p_shorter(byte) + w / 65536`. At least one 65,536th is
/// left, so that no probability becomes 0.
///
/// Nodes are numbered level by level from the root, which is 0, and within a level so that the
/// children of a node stand side by side, by their labels. A node takes 9 bytes, a weight 3. What
/// the labels are, an older byte or a younger one, is for the user to say. Immutable and
/// thread-safe.
public final class ContextTree {
  /// What [#child] returns where there is none.
  public static final int NONE = -1;

  private static final int WHOLE = 1 << 16;

  private final byte[] labels;
  private final int[] firstChild;
  private final int[] firstEntry;
  private final byte[] symbols;
  private final char[] weights;

  private ContextTree(
      byte[] labels, int[] firstChild, int[] firstEntry, byte[] symbols, char[] weights) {
    this.labels = labels;
    this.firstChild = firstChild;
    this.firstEntry = firstEntry;
    this.symbols = symbols;
    this.weights = weights;
  }

  /// Number of contexts, the root included.
  public int size() {
    return labels.length;
  }

  /// Number of weights of all contexts.
  public int entries() {
    return symbols.length;
  }

  /// Length of the longest context, in bytes: 0 for a root alone.
  public int depth() {
    int depth = 0;
    int from = 0;
    int to = 1;
    while (firstChild[from] < firstChild[to]) {
      int next = firstChild[from];
      to = firstChild[to];
      from = next;
      depth++;
    }
    return depth;
  }

  /// The child of `node` whose label is `label`, or [#NONE].
  ///
  /// @param label from 0 to 255
  public int child(int node, int label) {
    int low = firstChild[node];
    int end = firstChild[node + 1];
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if ((labels[middle] & 0xFF) < label) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < end && (labels[low] & 0xFF) == label ? low : NONE;
  }

  /// The parent of `node`, which is not the root. O(log n).
  public int parent(int node) {
    int low = 0;
    int high = node - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firstChild[middle] <= node) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Turns the probabilities of a shorter context into those of `node`.
  ///
  /// @param probabilities of each byte, replaced
  public void refine(int node, double[] probabilities) {
    int from = firstEntry[node];
    int to = firstEntry[node + 1];
    int seen = 0;
    for (int i = from; i < to; i++) {
      seen += weights[i];
    }
    if (seen == 0) {
      return;
    }
    double kept = (WHOLE - seen) * (1.0 / WHOLE);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] *= kept;
    }
    for (int i = from; i < to; i++) {
      probabilities[symbols[i] & 0xFF] += weights[i] * (1.0 / WHOLE);
    }
  }

  /// The label of `node`; the root's is 0 and means nothing.
  public int label(int node) {
    return labels[node] & 0xFF;
  }

  /// Number of children of `node`.
  public int children(int node) {
    return firstChild[node + 1] - firstChild[node];
  }

  /// The first child of `node`, or where it would be.
  public int firstChild(int node) {
    return firstChild[node];
  }

  /// The first entry of `node`; the next node's is the end. From 0 to [#entries], for nodes from 0
  /// to [#size].
  public int firstEntry(int node) {
    return firstEntry[node];
  }

  /// The byte of an entry, from 0 to 255.
  public int symbol(int entry) {
    return symbols[entry] & 0xFF;
  }

  /// The weight of an entry, in 65,536ths.
  public int weight(int entry) {
    return weights[entry];
  }

  /// Two trees are equal if they have the same contexts and weights.
  @Override
  public boolean equals(Object other) {
    return other instanceof ContextTree tree
        && Arrays.equals(labels, tree.labels)
        && Arrays.equals(firstChild, tree.firstChild)
        && Arrays.equals(firstEntry, tree.firstEntry)
        && Arrays.equals(symbols, tree.symbols)
        && Arrays.equals(weights, tree.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(labels) + Arrays.hashCode(weights);
  }

  /// The number of contexts and weights.
  @Override
  public String toString() {
    return size() + " contexts, " + entries() + " weights";
  }

  /// A tree that is being made: contexts come in the order of their numbers, the root first, each
  /// with its entries. Not thread-safe.
  public static final class Builder {
    private byte[] labels = new byte[256];
    private int[] children = new int[256];
    private int[] firstEntry = new int[257];
    private byte[] symbols = new byte[1024];
    private char[] weights = new char[1024];
    private int size;
    private int entries;
    private int lastParent;
    private int left = WHOLE - 1; // what the weights of the last context may still take

    /// A tree without a node.
    public Builder() {}

    /// Adds a context and returns its number.
    ///
    /// @param parent the number of the context that is one byte shorter; −1 for the root
    /// @param label the byte that it is longer by, from 0 to 255
    /// @throws IllegalArgumentException if it comes out of order
    public int add(int parent, int label) {
      boolean root = size == 0;
      boolean inOrder =
          root
              ? parent == -1 && label == 0
              : parent >= lastParent
                  && parent < size
                  && label >= 0
                  && label <= 255
                  && (children[parent] == 0 || (labels[size - 1] & 0xFF) < label);
      if (!inOrder) {
        throw new IllegalArgumentException(
            "contexts come level by level, by parent and label; context %,d came as child %d of %,d"
                .formatted(size, label, parent));
      }
      if (size == labels.length) {
        int room = Math.toIntExact(Math.min(2L * size, Integer.MAX_VALUE - 16));
        labels = Arrays.copyOf(labels, room);
        children = Arrays.copyOf(children, room);
        firstEntry = Arrays.copyOf(firstEntry, room + 1);
      }
      labels[size] = (byte) label;
      if (!root) {
        children[parent]++;
        lastParent = parent;
      }
      left = WHOLE - 1;
      firstEntry[++size] = entries;
      return size - 1;
    }

    /// Adds an entry to the context added last.
    ///
    /// @param symbol a byte from 0 to 255, larger than the context's last one
    /// @param weight in 65,536ths, from 1 to what those before leave of 65,535
    /// @throws IllegalArgumentException if it does not fit
    public void entry(int symbol, int weight) {
      boolean first = size > 0 && firstEntry[size - 1] == entries;
      boolean fits =
          size > 0
              && symbol >= 0
              && symbol <= 255
              && (first || (symbols[entries - 1] & 0xFF) < symbol)
              && weight >= 1
              && weight <= left;
      if (!fits) {
        throw new IllegalArgumentException(
            "a context's bytes come in order, with weights from 1 to %,d in all; context %,d got byte %d with weight %,d where %,d were left"
                .formatted(WHOLE - 1, size - 1, symbol, weight, left));
      }
      if (entries == symbols.length) {
        int room = Math.toIntExact(Math.min(2L * entries, Integer.MAX_VALUE - 16));
        symbols = Arrays.copyOf(symbols, room);
        weights = Arrays.copyOf(weights, room);
      }
      symbols[entries] = (byte) symbol;
      weights[entries++] = (char) weight;
      left -= weight;
      firstEntry[size] = entries;
    }

    /// Number of contexts so far.
    public int size() {
      return size;
    }

    /// The tree so far. The builder may go on.
    ///
    /// @throws IllegalStateException if there is no root yet
    public ContextTree build() {
      if (size == 0) {
        throw new IllegalStateException("a tree of contexts has a root");
      }
      int[] firstChild = new int[size + 1];
      firstChild[0] = 1;
      for (int i = 0; i < size; i++) {
        firstChild[i + 1] = firstChild[i] + children[i];
      }
      return new ContextTree(
          Arrays.copyOf(labels, size),
          firstChild,
          Arrays.copyOf(firstEntry, size + 1),
          Arrays.copyOf(symbols, entries),
          Arrays.copyOf(weights, entries));
    }
  }
}
