package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// BPE-dropout (Provilkov et al. 2020) as each peer does it. Not thread-safe.
///
/// Both peers draw once for each entry that they take from the queue. HF draws before it looks
/// whether the entry is stale, and puts what it skipped back once an entry is not skipped; so a
/// merge gets another chance as long as others happen. SentencePiece draws for entries that are
/// current only, and what it skips is gone until a neighbour changes.
public abstract class MergeDropout {
  final float probability;
  final RandomGenerator random;

  private MergeDropout(double probability, RandomGenerator random) {
    this.probability = (float) probability; // both peers compare 32-bit numbers
    this.random = random;
  }

  /// HF's rule.
  public static MergeDropout puttingBack(double probability, RandomGenerator random) {
    return new PuttingBack(probability, random);
  }

  /// SentencePiece's rule.
  public static MergeDropout forGood(double probability, RandomGenerator random) {
    return new ForGood(probability, random);
  }

  /// Empties `heap`.
  abstract void run(QueueMerge merge, MergeHeap heap);

  final boolean skips() {
    return random.nextFloat() < probability;
  }

  private static final class PuttingBack extends MergeDropout {
    private long[] skipped = new long[16];

    PuttingBack(double probability, RandomGenerator random) {
      super(probability, random);
    }

    @Override
    void run(QueueMerge merge, MergeHeap heap) {
      int count = 0;
      while (!heap.isEmpty()) {
        long entry = heap.pop();
        if (skips()) {
          if (count == skipped.length) {
            skipped = Arrays.copyOf(skipped, 2 * count);
          }
          skipped[count++] = entry;
        } else {
          for (int i = 0; i < count; i++) {
            heap.push(skipped[i]);
          }
          count = 0;
          merge.joinIfCurrent(entry);
        }
      }
    }
  }

  private static final class ForGood extends MergeDropout {
    ForGood(double probability, RandomGenerator random) {
      super(probability, random);
    }

    @Override
    void run(QueueMerge merge, MergeHeap heap) {
      while (!heap.isEmpty()) {
        long entry = heap.pop();
        int rank = merge.currentRank(entry);
        if (rank != PairRanks.NONE && !skips()) {
          merge.join((int) entry, rank);
        }
      }
    }
  }
}
