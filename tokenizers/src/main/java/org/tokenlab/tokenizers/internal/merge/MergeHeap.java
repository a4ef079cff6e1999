package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;

/// A binary heap of `priority << 32 | position`, the smallest on top: the packed order makes the
/// leftmost of equal priorities come first.
final class MergeHeap {
  private long[] heap = new long[0];
  private int size;

  void clear(int room) {
    size = 0;
    if (heap.length < room) {
      heap = new long[room];
    }
  }

  void release() {
    heap = new long[0];
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Adds an entry at the end; [#order] must follow before the next [#pop].
  void append(int priority, int position) {
    heap[size++] = (long) priority << 32 | position;
  }

  void order() {
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  void push(long entry) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, Math.max(16, heap.length * 2));
    }
    int i = size++;
    while (i > 0 && heap[(i - 1) / 2] > entry) {
      heap[i] = heap[(i - 1) / 2];
      i = (i - 1) / 2;
    }
    heap[i] = entry;
  }

  /// The entry that [#pop] would give.
  long top() {
    return heap[0];
  }

  long pop() {
    long top = heap[0];
    heap[0] = heap[--size];
    siftDown(0);
    return top;
  }

  private void siftDown(int from) {
    int i = from;
    long entry = heap[i];
    while (2 * i + 1 < size) {
      int child = 2 * i + 1;
      if (child + 1 < size && heap[child + 1] < heap[child]) {
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
