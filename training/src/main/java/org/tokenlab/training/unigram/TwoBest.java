package org.tokenlab.training.unigram;

import java.util.Arrays;

/// The two best paths of a word, found as SentencePiece finds its n best: from the end, the most
/// promising beginning first.
///
/// The choice among equals depends on the very heap, so this one does what the C++ library's does.
/// SentencePiece cuts its list of open paths beyond 10,000; here it is not cut, and grows with the
/// word's edges. Not thread-safe.
final class TwoBest {
  private static final int END = -2;
  private static final int NONE = -1;

  private FloatPaths paths;

  // Hypotheses: an edge, and the hypothesis of what follows it.
  private int[] edges = new int[256];
  private int[] following = new int[256];
  private float[] promised = new float[256];
  private float[] reached = new float[256];
  private int size;

  private int[] heap = new int[256];
  private int heapSize;

  private int first;
  private int second;

  TwoBest(FloatPaths paths) {
    this.paths = paths;
  }

  /// Searches the word that `found` has just gone through.
  void search(FloatPaths found) {
    paths = found;
    size = 0;
    heapSize = 0;
    first = NONE;
    second = NONE;
    push(hypothesis(END, NONE, paths.sum(), 0));
    while (heapSize > 0) {
      int top = pop();
      if (edges[top] == FloatPaths.START) {
        if (first != NONE) {
          second = following[top];
          return;
        }
        first = following[top];
      } else {
        extend(top);
      }
    }
  }

  private void extend(int top) {
    int place = edges[top] == END ? paths.length() : paths.place(edges[top]);
    if (place == 0) {
      push(hypothesis(FloatPaths.START, top, reached[top], reached[top]));
      return;
    }
    for (int edge = paths.firstAtEnd(place);
        edge != FloatPaths.START;
        edge = paths.nextAtEnd(edge)) {
      push(hypothesis(edge, top, paths.sum(edge) + reached[top], paths.score(edge) + reached[top]));
    }
  }

  private int hypothesis(int edge, int next, float promise, float sum) {
    if (size == edges.length) {
      edges = Arrays.copyOf(edges, 2 * size);
      following = Arrays.copyOf(following, 2 * size);
      promised = Arrays.copyOf(promised, 2 * size);
      reached = Arrays.copyOf(reached, 2 * size);
    }
    edges[size] = edge;
    following[size] = next;
    promised[size] = promise;
    reached[size] = sum;
    return size++;
  }

  /// Whether there is a second path.
  boolean hasSecond() {
    return second != NONE;
  }

  /// Whether the best path is one piece.
  boolean firstIsOnePiece() {
    return edges[following[first]] == END;
  }

  /// The pieces of the second path, from its start.
  int[] secondPieces() {
    int count = 0;
    for (int h = second; edges[h] != END; h = following[h]) {
      count++;
    }
    int[] pieces = new int[count];
    int i = 0;
    for (int h = second; edges[h] != END; h = following[h]) {
      pieces[i++] = paths.piece(edges[h]);
    }
    return pieces;
  }

  private void push(int hypothesis) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heapSize);
    }
    siftUp(heapSize++, hypothesis);
  }

  private void siftUp(int from, int hypothesis) {
    int at = from;
    while (at > 0 && promised[heap[(at - 1) / 2]] < promised[hypothesis]) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = hypothesis;
  }

  /// Moves the hole at the top down to a leaf, along the better children, and the last entry up
  /// from there.
  private int pop() {
    int top = heap[0];
    int last = heap[--heapSize];
    int hole = 0;
    while (2 * hole + 2 < heapSize) {
      int right = 2 * hole + 2;
      int child = promised[heap[right]] < promised[heap[right - 1]] ? right - 1 : right;
      heap[hole] = heap[child];
      hole = child;
    }
    if (2 * hole + 1 < heapSize) {
      heap[hole] = heap[2 * hole + 1];
      hole = 2 * hole + 1;
    }
    if (heapSize > 0) {
      siftUp(hole, last);
    }
    return top;
  }
}
