package org.tokenlab.training.equalinfo;

import org.tokenlab.tokenizers.equalinfo.ContextTree;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;

/// Grows a tree of contexts, level by level: below each context that was kept, those that are one
/// byte longer.
///
/// @param depth longest context, in bytes
/// @param partSize most places to sort at once
/// @param minimumCount a context that is met less often is not kept
/// @param minimumGain bits that a context saves at least
record Growth(int depth, int partSize, int threads, long minimumCount, double minimumGain) {
  ContextTree of(Places places, PacedListener listener) {
    listener.mark(Phase.SEEDING, 0, (depth + 1L) * places.count());
    ContextTree.Builder grown = new ContextTree.Builder();
    root(places).addTo(grown);
    for (int level = 1; level <= depth; level++) {
      listener.mark(Phase.SEEDING, (long) level * places.count(), (depth + 1L) * places.count());
      ContextTree above = grown.build();
      LevelCount count =
          new LevelCount(places, above, level, partSize, threads, minimumCount, minimumGain);
      if (count.addTo(grown) == 0) {
        break;
      }
      count.settle(grown.build());
    }
    listener.mark(Phase.SEEDING, (depth + 1L) * places.count(), (depth + 1L) * places.count());
    return grown.build();
  }

  /// The empty context.
  private static LevelCount.Kept root(Places places) {
    long[] of = new long[256];
    for (int place = 0; place < places.count(); place++) {
      if (places.parent(place, 0) == 0) {
        of[places.symbol(place)]++;
      }
    }
    int[] symbols = new int[256];
    int[] counts = new int[256];
    long[] small = new long[5];
    int distinct = 0;
    int total = 0;
    for (int symbol = 0; symbol < 256; symbol++) {
      if (of[symbol] > 0) {
        symbols[distinct] = symbol;
        counts[distinct++] = Math.toIntExact(of[symbol]);
        total += counts[distinct - 1];
        if (of[symbol] <= 4) {
          small[(int) of[symbol]]++;
        }
      }
    }
    LevelCount.Kept kept = new LevelCount.Kept();
    kept.add(ContextTree.NONE, 0, symbols, counts, distinct, total, Discounts.of(small));
    return kept;
  }
}
