package org.tokenlab.training.equalinfo;

import java.util.Arrays;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;
import org.tokenlab.tokenizers.equalinfo.ContextTree;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.training.internal.Parallel;

/// The bytes of windows, each with all that the window holds before it, and after each window the
/// byte that no longer fitted: that one was asked for, too.
final class StartPlaces implements Places {
  private static final int BEYOND = 255;

  private final ContextTree suffixes;
  private final byte[] text; // window after window, with the refused bytes
  private final byte[] offsets; // from the window's start, 255 for more
  private final int[] nodes;
  private final int count;

  /// @param stretchEnds where the stretches of `source` end; each is encoded by itself
  /// @param model makes the windows
  /// @param suffixes the model's contexts by what stood before
  /// @param mostBytes of the text to look at, about: stretches evenly taken
  StartPlaces(
      byte[] source,
      int[] stretchEnds,
      EqualInfoModel model,
      ContextTree suffixes,
      long mostBytes,
      int threads) {
    this.suffixes = suffixes;
    int length = stretchEnds.length == 0 ? 0 : stretchEnds[stretchEnds.length - 1];
    int step = Math.toIntExact(Math.ceilDiv(length, mostBytes));
    int[][] windowEnds = new int[Math.ceilDiv(stretchEnds.length, Math.max(1, step))][];
    Parallel.run(
        windowEnds.length,
        threads,
        () -> new Windows(model),
        (windows, i) -> {
          int stretch = i * step;
          windowEnds[i] =
              windows.ends(
                  source, stretch == 0 ? 0 : stretchEnds[stretch - 1], stretchEnds[stretch]);
        });
    long room = 0;
    for (int i = 0; i < windowEnds.length; i++) {
      int from = i == 0 ? 0 : stretchEnds[i * step - 1];
      room += (long) stretchEnds[i * step] - from + windowEnds[i].length;
    }
    text = new byte[Math.toIntExact(room)];
    offsets = new byte[text.length];
    nodes = new int[text.length];
    int at = 0;
    for (int i = 0; i < windowEnds.length; i++) {
      int from = i == 0 ? 0 : stretchEnds[i * step - 1];
      for (int end : windowEnds[i]) {
        int shown = Math.min(end + 1, stretchEnds[i * step]);
        for (int k = from; k < shown; k++) {
          offsets[at] = (byte) Math.min(BEYOND, k - from);
          text[at++] = source[k];
        }
        from = end;
      }
    }
    count = at;
    Arrays.fill(nodes, ContextTree.NONE);
    for (int i = 0; i < count; i++) {
      nodes[i] = offsets[i] == 0 ? 0 : ContextTree.NONE;
    }
  }

  /// Makes windows, on one thread.
  private static final class Windows {
    private final PieceEncoder encoder;
    private final IntSink ids = new IntSink(1024);
    private final IntSink spans = new IntSink(2048);
    private final int tokensPerWindow;

    private Windows(EqualInfoModel model) {
      encoder = model.newEncoder();
      tokensPerWindow = model.tokensPerWindow();
    }

    private int[] ends(byte[] source, int from, int to) {
      ids.clear();
      spans.clear();
      encoder.encode(source, from, to, ids, spans);
      int[] ends = new int[ids.size() / tokensPerWindow];
      for (int i = 0; i < ends.length; i++) {
        ends[i] = spans.get(2 * tokensPerWindow * i + 1);
      }
      return ends;
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int parent(int place, int level) {
    int offset = offsets[place] & 0xFF;
    if (offset != level || offset == BEYOND) {
      return ContextTree.NONE;
    }
    return level == 0 ? 0 : nodes[place - 1];
  }

  @Override
  public int label(int place, int level) {
    return text[place - 1] & 0xFF;
  }

  @Override
  public int symbol(int place) {
    return text[place] & 0xFF;
  }

  @Override
  public void settle(int place, int node) {
    nodes[place] = node;
  }

  @Override
  public boolean baseHasLabel() {
    return true;
  }

  @Override
  public void base(ContextTree tree, int parent, int label, double[] probabilities) {
    Arrays.fill(probabilities, 1.0 / 256);
    suffixes.refine(0, probabilities);
    if (parent == ContextTree.NONE) {
      return;
    }
    int node = suffixes.child(0, label);
    for (int start = parent; node != ContextTree.NONE; start = tree.parent(start)) {
      suffixes.refine(node, probabilities);
      if (start == 0) {
        return;
      }
      node = suffixes.child(node, tree.label(start));
    }
  }
}
