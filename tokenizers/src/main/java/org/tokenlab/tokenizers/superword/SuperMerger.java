package org.tokenlab.tokenizers.superword;

import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.Merger;
import org.tokenlab.tokenizers.internal.merge.StepMerger;
import org.tokenlab.tokenizers.internal.merge.StepTable;

/// Merges a run of words' ids: write them into [#room], call [#merge], read what is left from the
/// same array. One thread's.
interface SuperMerger {
  int[] room(int length);

  /// Merges the first `length` ids and returns how many are left.
  int merge(int length);

  /// By id that is left, the number of its first word.
  int[] origins();

  /// Gives back the memory that only an uncommonly long run needed.
  void release();

  /// The pair of lowest rank again and again, the leftmost first.
  static SuperMerger of(MergeTable table) {
    Merger merger = new Merger(table);
    return new SuperMerger() {
      @Override
      public int[] room(int length) {
        return merger.room(length);
      }

      @Override
      public int merge(int length) {
        return merger.mergeWithOrigins(length);
      }

      @Override
      public int[] origins() {
        return merger.origins();
      }

      @Override
      public void release() {
        merger.release();
      }
    };
  }

  /// As fastboundlessbpe says it: of the pairs that merge the one of lowest rank, at all its places
  /// from left to right, and again.
  static SuperMerger of(StepTable table) {
    StepMerger merger = new StepMerger(table, new int[0], false);
    return new SuperMerger() {
      @Override
      public int[] room(int length) {
        return merger.room(length);
      }

      @Override
      public int merge(int length) {
        return merger.merge(length);
      }

      @Override
      public int[] origins() {
        return merger.origins();
      }

      @Override
      public void release() {
        merger.release();
      }
    };
  }
}
