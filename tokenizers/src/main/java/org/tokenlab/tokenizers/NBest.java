package org.tokenlab.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Collects the best segmentations of each piece of a text, and combines them.
///
/// Stands in for a model's encoder: to the sink it gives each piece's best ids, so that what stands
/// between pieces (added tokens) keeps its place.
final class NBest implements TokenizerModel.PieceEncoder {
  private final TokenizerModel model;
  private final int n;
  private final IntSink starts = new IntSink(8); // where each piece's best ids begin in the sink
  private final List<List<Segmentation>> pieces = new ArrayList<>();

  NBest(TokenizerModel model, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n-best needs n >= 1; got " + n);
    }
    this.model = model;
    this.n = n;
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    List<Segmentation> best = model.nBest(utf8, start, end, n);
    starts.add(ids.size());
    pieces.add(best);
    for (int id : best.getFirst().ids()) {
      ids.add(id);
    }
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    throw new UnsupportedOperationException("n-best segmentations have no places");
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int count) {
    throw new UnsupportedOperationException("n-best segmentations are not counted");
  }

  /// The best of all, given the best ids of the whole text.
  List<Segmentation> combined(int[] best) {
    List<Segmentation> all = List.of(new Segmentation(new int[0], 0));
    int at = 0;
    for (int i = 0; i < pieces.size(); i++) {
      int start = starts.get(i);
      all = products(followed(all, Arrays.copyOfRange(best, at, start)), pieces.get(i));
      at = start + pieces.get(i).getFirst().ids().length;
    }
    return followed(all, Arrays.copyOfRange(best, at, best.length));
  }

  private static List<Segmentation> followed(List<Segmentation> all, int[] ids) {
    return ids.length == 0
        ? all
        : all.stream().map(s -> new Segmentation(joined(s.ids(), ids), s.score())).toList();
  }

  /// The best sums of one of `left` and one of `right`. Both are sorted, so the k-th best pair is
  /// among the first k of either: n log n pairs (i, j) with (i + 1)(j + 1) <= n are enough.
  private List<Segmentation> products(List<Segmentation> left, List<Segmentation> right) {
    List<Segmentation> pairs = new ArrayList<>();
    for (int i = 0; i < left.size() && i < n; i++) {
      for (int j = 0; j < right.size() && (long) (i + 1) * (j + 1) <= n; j++) {
        Segmentation a = left.get(i);
        Segmentation b = right.get(j);
        pairs.add(new Segmentation(joined(a.ids(), b.ids()), a.score() + b.score()));
      }
    }
    pairs.sort(Comparator.comparingDouble(Segmentation::score).reversed()); // stable
    return List.copyOf(pairs.subList(0, Math.min(n, pairs.size())));
  }

  private static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
