package org.tokenlab.training.equalinfo;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.equalinfo.ContextTree;
import org.tokenlab.training.internal.Parallel;

/// Counts which bytes follow the contexts of one length, and keeps the contexts that are worth it.
///
/// Each place of the text becomes a number, (parent, label, byte); sorting brings equal ones
/// together. That is done in parts, each a range of contexts, so that memory is bounded; parts are
/// independent of each other, so that any number of threads gives the same.
///
/// **Worth.** A context is kept if it saves bits at the places it was counted from, each place told
/// by the counts of the others (leaving one out): by its own counts a context would always seem to
/// gain.
final class LevelCount {
  // Up to so many parents the labels are counted apart, too: the first levels have few parents.
  private static final int FEW_PARENTS = 1 << 12;
  private static final double LN2 = StrictMath.log(2);

  private final Places places;
  private final ContextTree tree;
  private final int level;
  private final int firstParent;
  private final int parents;
  private final boolean byLabel;
  private final int bits; // of a place's number
  private final int partSize;
  private final int threads;
  private final long minimumCount;
  private final double minimumGain;
  private final int[] inBucket;

  /// @param tree all levels above; its last one holds the parents
  /// @param partSize most places of a part, but for contexts that have more
  LevelCount(
      Places places,
      ContextTree tree,
      int level,
      int partSize,
      int threads,
      long minimumCount,
      double minimumGain) {
    this.places = places;
    this.tree = tree;
    this.level = level;
    this.partSize = partSize;
    this.threads = threads;
    this.minimumCount = minimumCount;
    this.minimumGain = minimumGain;
    firstParent = firstOfLevel(tree, level - 1);
    parents = tree.size() - firstParent;
    bits = 16 + (64 - Long.numberOfLeadingZeros(parents - 1L));
    byLabel = parents <= FEW_PARENTS;
    inBucket = new int[byLabel ? parents << 8 : parents];
  }

  private static int firstOfLevel(ContextTree tree, int level) {
    int first = 0;
    for (int i = 0; i < level; i++) {
      first = tree.firstChild(first);
    }
    return first;
  }

  private int bucket(int parent, int label) {
    return byLabel ? (parent - firstParent) << 8 | label : parent - firstParent;
  }

  /// Adds the level's contexts to a tree.
  ///
  /// @param grown has the contexts of the levels above
  /// @return how many were kept
  int addTo(ContextTree.Builder grown) {
    for (int place = 0; place < places.count(); place++) {
      int parent = places.parent(place, level);
      if (parent >= firstParent) {
        inBucket[bucket(parent, places.label(place, level))]++;
      }
    }
    int[] ends = partEnds();
    Discounts discounts = discounts(ends);
    Kept[] kept = new Kept[ends.length];
    Parallel.run(
        ends.length,
        threads,
        () -> new double[256],
        (base, part) ->
            kept[part] =
                keep(sortedKeys(part == 0 ? 0 : ends[part - 1], ends[part]), discounts, base));
    int count = 0;
    for (Kept part : kept) {
      part.addTo(grown);
      count += part.contexts();
    }
    return count;
  }

  /// Tells the places which of the kept contexts are theirs.
  void settle(ContextTree grown) {
    for (int place = 0; place < places.count(); place++) {
      int parent = places.parent(place, level);
      if (parent >= firstParent) {
        places.settle(place, grown.child(parent, places.label(place, level)));
      }
    }
  }

  private int[] partEnds() {
    IntSink ends = new IntSink(16);
    long size = 0;
    for (int bucket = 0; bucket < inBucket.length; bucket++) {
      if (size > 0 && size + inBucket[bucket] > partSize) {
        ends.add(bucket);
        size = 0;
      }
      size += inBucket[bucket];
    }
    ends.add(inBucket.length);
    return ends.toArray();
  }

  /// The discounts of the level, from every eighth part where there are many contexts.
  private Discounts discounts(int[] ends) {
    long[] of = new long[5];
    for (int part = 0; part < ends.length; part += byLabel ? 1 : 8) {
      long[] keys = sortedKeys(part == 0 ? 0 : ends[part - 1], ends[part]);
      for (int i = 0; i < keys.length; ) {
        int run = runEnd(keys, i) - i;
        if (run <= 4) {
          of[run]++;
        }
        i += run;
      }
    }
    return Discounts.of(of);
  }

  private long[] sortedKeys(int from, int to) {
    long size = 0;
    for (int bucket = from; bucket < to; bucket++) {
      size += inBucket[bucket];
    }
    long[] keys = new long[Math.toIntExact(size)];
    int filled = 0;
    for (int place = 0; place < places.count() && filled < keys.length; place++) {
      int parent = places.parent(place, level);
      if (parent >= firstParent) {
        int label = places.label(place, level);
        int bucket = bucket(parent, label);
        if (bucket >= from && bucket < to) {
          keys[filled++] = (long) (parent - firstParent) << 16 | label << 8 | places.symbol(place);
        }
      }
    }
    return RadixSort.sorted(keys, bits);
  }

  private static int runEnd(long[] keys, int from) {
    int end = from + 1;
    while (end < keys.length && keys[end] == keys[from]) {
      end++;
    }
    return end;
  }

  private Kept keep(long[] keys, Discounts discounts, double[] base) {
    Kept kept = new Kept();
    int[] symbols = new int[256];
    int[] counts = new int[256];
    long baseOf = -1;
    for (int i = 0; i < keys.length; ) {
      long context = keys[i] >>> 8;
      int start = i;
      int distinct = 0;
      while (i < keys.length && keys[i] >>> 8 == context) {
        int end = runEnd(keys, i);
        symbols[distinct] = (int) keys[i] & 0xFF;
        counts[distinct++] = end - i;
        i = end;
      }
      int total = i - start;
      if (total < minimumCount) {
        continue;
      }
      int parent = firstParent + (int) (context >>> 8);
      int label = (int) context & 0xFF;
      long wanted = places.baseHasLabel() ? context : parent;
      if (baseOf != wanted) {
        places.base(tree, parent, label, base);
        baseOf = wanted;
      }
      if (gain(symbols, counts, distinct, total, discounts, base) >= minimumGain) {
        kept.add(parent, label, symbols, counts, distinct, total, discounts);
      }
    }
    return kept;
  }

  /// How many bits the context saves, each place told by the others' counts.
  private static double gain(
      int[] symbols, int[] counts, int distinct, int total, Discounts discounts, double[] base) {
    if (total < 2) {
      return 0;
    }
    double taken = 0;
    for (int i = 0; i < distinct; i++) {
      taken += discounts.of(counts[i]);
    }
    double gain = 0;
    for (int i = 0; i < distinct; i++) {
      int others = counts[i] - 1;
      double discount = discounts.of(others);
      double left = taken - discounts.of(counts[i]) + discount;
      double before = base[symbols[i]];
      double after = (others - discount + left * before) / (total - 1);
      gain += counts[i] * StrictMath.log(after / before);
    }
    return gain / LN2;
  }

  /// The contexts of one part, in order.
  static final class Kept {
    private final IntSink parentAndLabel = new IntSink(64);
    private final IntSink sizes = new IntSink(64);
    private final IntSink entries = new IntSink(256); // symbol << 16 | weight

    int contexts() {
      return sizes.size();
    }

    void add(
        int parent,
        int label,
        int[] symbols,
        int[] counts,
        int distinct,
        int total,
        Discounts discounts) {
      parentAndLabel.add(parent);
      parentAndLabel.add(label);
      int left = 65_535;
      int size = 0;
      for (int i = 0; i < distinct; i++) {
        double share = (counts[i] - discounts.of(counts[i])) / total;
        int weight = Math.min(left, (int) (share * 65_536));
        if (weight > 0) {
          entries.add(symbols[i] << 16 | weight);
          left -= weight;
          size++;
        }
      }
      sizes.add(size);
    }

    void addTo(ContextTree.Builder tree) {
      int entry = 0;
      for (int i = 0; i < sizes.size(); i++) {
        tree.add(parentAndLabel.get(2 * i), parentAndLabel.get(2 * i + 1));
        for (int end = entry + sizes.get(i); entry < end; entry++) {
          tree.entry(entries.get(entry) >>> 16, entries.get(entry) & 0xFFFF);
        }
      }
    }
  }
}
