package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import org.tokenlab.tokenizers.IntSink;

/// Does the steps of a [StepTable] to a piece, as fastboundlessbpe and PickyBPE do: of the steps
/// that apply to it the first, at all its places from left to right, then the next.
///
/// Two ways tell what the next one is. *Once each*: the first that applies among those after the
/// step just done; what a merge makes possible too late stays. *Again*: the first that applies at
/// all.
///
/// Places are numbered as the symbols given were. A symbol stays at the place of the first one that
/// it is made of, also where it is taken apart again, so that order in the heap is order in the
/// text. Takes O(n log n) for n symbols, times how often one place can be merged and taken apart,
/// which is a property of the table.
///
/// One thread's: write symbols into [#room], call [#merge], read what is left from the same array.
public final class StepMerger {
  private static final int KEPT = 1 << 14;

  private final StepTable table;
  private final int[] lengths;
  private final boolean onceEach;
  private final MergeHeap heap = new MergeHeap();
  private final IntSink changed = new IntSink(16);
  private int[] symbols = new int[64]; // −1 where a place is part of the symbol before it
  private int[] origins = new int[64];
  private int[] next = new int[64];
  private int[] previous = new int[64];
  private int count;

  /// @param lengths by symbol: the number of places that it takes; asked only where symbols are
  ///   taken apart
  /// @param onceEach whether a step that is past is past for good; without, nothing may be deleted
  public StepMerger(StepTable table, int[] lengths, boolean onceEach) {
    this.table = table;
    this.lengths = lengths;
    this.onceEach = onceEach;
  }

  /// Where symbols are written to and read from; has room for `length` at least.
  public int[] room(int length) {
    if (symbols.length < length) {
      symbols =
          Arrays.copyOf(symbols, (int) Math.max(length, Math.min(1L << 30, 2L * symbols.length)));
    }
    return symbols;
  }

  /// Does the steps to the first `length` symbols of [#room], and returns how many are left. In
  /// [#origins] stands for each the place where it starts.
  public int merge(int length) {
    begin(length);
    while (!heap.isEmpty()) {
      int step = (int) (heap.top() >>> 32);
      changed.clear();
      while (!heap.isEmpty() && heap.top() >>> 32 == step) {
        apply(step, (int) heap.pop());
      }
      // Only now: what this step made possible comes after all its places.
      int after = onceEach ? step : -1;
      for (int i = 0; i < changed.size(); i++) {
        int at = changed.get(i);
        if (symbols[at] >= 0) {
          if (previous[at] >= 0) {
            proposeMerge(previous[at], after);
          }
          proposeMerge(at, after);
          proposeDeletion(at, after);
        }
      }
    }
    return compact();
  }

  private void begin(int length) {
    count = length;
    if (next.length < length) {
      next = new int[symbols.length];
      previous = new int[symbols.length];
      origins = new int[symbols.length];
    }
    for (int i = 0; i < length; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    heap.clear(length);
    for (int i = 0; i < length; i++) {
      proposeMerge(i, -1);
      proposeDeletion(i, -1);
    }
  }

  private void proposeMerge(int at, int after) {
    if (next[at] < count) {
      propose(table.merge(symbols[at], symbols[next[at]], after), at);
    }
  }

  private void proposeDeletion(int at, int after) {
    propose(table.deletion(symbols[at], after), at);
  }

  private void propose(int step, int at) {
    if (step != StepTable.NONE) {
      heap.push((long) step << 32 | at);
    }
  }

  /// Does the step at a place where it applied when it was proposed, and may not any more.
  private void apply(int step, int at) {
    int[] is = table.step(step);
    if (table.isDeletion(step)) {
      if (symbols[at] == ~is[0]) {
        takeApart(at, is);
      }
    } else if (symbols[at] == is[0] && next[at] < count && symbols[next[at]] == is[1]) {
      int gone = next[at];
      symbols[at] = is[2];
      symbols[gone] = -1;
      link(at, next[gone]);
      changed.add(at);
    }
  }

  private void takeApart(int at, int[] step) {
    int end = next[at];
    int place = at;
    for (int i = 1; i < step.length; i++) {
      symbols[place] = step[i];
      changed.add(place);
      int after = i + 1 < step.length ? place + lengths[step[i]] : end;
      link(place, after);
      place = after;
    }
  }

  private void link(int left, int right) {
    next[left] = right;
    if (right < count) {
      previous[right] = left;
    }
  }

  private int compact() {
    int left = 0;
    for (int i = 0; i < count; i = next[i]) {
      symbols[left] = symbols[i];
      origins[left] = i;
      left++;
    }
    return left;
  }

  /// By symbol that is left, the place where it starts.
  public int[] origins() {
    return origins;
  }

  /// Gives back the memory that only an uncommonly long piece needed.
  public void release() {
    if (symbols.length > KEPT) {
      symbols = new int[64];
      origins = new int[64];
      next = new int[64];
      previous = new int[64];
      heap.release();
    }
  }
}
