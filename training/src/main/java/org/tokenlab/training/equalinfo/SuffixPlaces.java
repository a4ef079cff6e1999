package org.tokenlab.training.equalinfo;

import java.util.Arrays;
import org.tokenlab.tokenizers.equalinfo.ContextTree;

/// Every byte of a text, with what stands before it.
final class SuffixPlaces implements Places {
  private final byte[] text;
  private final int length;
  private final int[] nodes;
  private final byte[] before; // bytes before each place in its stretch, 255 for more

  /// @param stretchEnds where the text ends that a place knows, ascending, the last one the whole
  ///   text's
  SuffixPlaces(byte[] text, int[] stretchEnds) {
    this.text = text;
    length = stretchEnds.length == 0 ? 0 : stretchEnds[stretchEnds.length - 1];
    nodes = new int[length];
    before = new byte[length];
    int from = 0;
    for (int end : stretchEnds) {
      for (int i = from; i < end; i++) {
        before[i] = (byte) Math.min(255, i - from);
      }
      from = end;
    }
  }

  @Override
  public int count() {
    return length;
  }

  @Override
  public int parent(int place, int level) {
    return (before[place] & 0xFF) >= level ? nodes[place] : ContextTree.NONE;
  }

  @Override
  public int label(int place, int level) {
    return text[place - level] & 0xFF;
  }

  @Override
  public int symbol(int place) {
    return text[place] & 0xFF;
  }

  @Override
  public void settle(int place, int node) {
    if (node != ContextTree.NONE) {
      nodes[place] = node;
    }
  }

  @Override
  public boolean baseHasLabel() {
    return false;
  }

  @Override
  public void base(ContextTree tree, int parent, int label, double[] probabilities) {
    Arrays.fill(probabilities, 1.0 / 256);
    int[] path = new int[257];
    int size = 0;
    for (int node = parent; node > 0; node = tree.parent(node)) {
      path[size++] = node;
    }
    if (parent != ContextTree.NONE) {
      tree.refine(0, probabilities);
    }
    while (size > 0) {
      tree.refine(path[--size], probabilities);
    }
  }
}
