package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;
import org.tokenlab.tokenizers.IntSink;

/// Merges a long piece in O(n log n): a heap of `rank << 32 | position`, and the symbols as a
/// doubly linked list.
///
/// Entries are not removed when they go stale; one is current only if the pair at its position
/// still has its rank. The packed order makes the leftmost of equal ranks come first.
final class QueueMerger {
  private static final int KEPT = 1 << 14;

  private final BpeModel model;
  private int[] symbol = new int[0]; // −1 where merged away
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private long[] heap = new long[0];
  private int heapSize;

  QueueMerger(BpeModel model) {
    this.model = model;
  }

  /// Appends the ids of the piece `utf8[start, end)`.
  void merge(byte[] utf8, int start, int end, IntSink ids) {
    int length = end - start;
    reserve(length);
    for (int i = 0; i < length; i++) {
      symbol[i] = model.byteId(utf8[start + i]);
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    heapSize = 0;
    for (int i = 0; i + 1 < length; i++) {
      int rank = model.rank(symbol[i], symbol[i + 1]);
      if (rank != PairRanks.NONE) {
        heap[heapSize++] = (long) rank << 32 | i;
      }
    }
    for (int i = heapSize / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
    while (heapSize > 0) {
      long entry = pop();
      int at = (int) entry;
      int rank = (int) (entry >>> 32);
      if (isCurrent(at, rank, length)) {
        join(at, rank, length);
      }
    }
    for (int i = 0; i < length; i = next[i]) {
      ids.add(symbol[i]);
    }
    if (symbol.length > KEPT) {
      symbol = next = previous = new int[0];
      heap = new long[0];
    }
  }

  private void reserve(int length) {
    if (symbol.length < length) {
      symbol = new int[length];
      next = new int[length];
      previous = new int[length];
      // Each merge takes one entry out and puts two in at most, and there are fewer merges than
      // symbols.
      heap = new long[Math.toIntExact(Math.min(2L * length, Integer.MAX_VALUE - 8))];
    }
  }

  private boolean isCurrent(int at, int rank, int length) {
    return symbol[at] >= 0 && next[at] < length && model.rank(symbol[at], symbol[next[at]]) == rank;
  }

  private void join(int at, int rank, int length) {
    int gone = next[at];
    symbol[at] = model.merged(rank);
    symbol[gone] = -1;
    next[at] = next[gone];
    if (next[at] < length) {
      previous[next[at]] = at;
      push(at, model.rank(symbol[at], symbol[next[at]]));
    }
    if (previous[at] >= 0) {
      push(previous[at], model.rank(symbol[previous[at]], symbol[at]));
    }
  }

  private void push(int at, int rank) {
    if (rank == PairRanks.NONE) {
      return;
    }
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, heap.length * 2);
    }
    int i = heapSize++;
    long entry = (long) rank << 32 | at;
    while (i > 0 && heap[(i - 1) / 2] > entry) {
      heap[i] = heap[(i - 1) / 2];
      i = (i - 1) / 2;
    }
    heap[i] = entry;
  }

  private long pop() {
    long top = heap[0];
    heap[0] = heap[--heapSize];
    siftDown(0);
    return top;
  }

  private void siftDown(int from) {
    int i = from;
    long entry = heap[i];
    while (2 * i + 1 < heapSize) {
      int child = 2 * i + 1;
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= entry) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = entry;
  }
}
