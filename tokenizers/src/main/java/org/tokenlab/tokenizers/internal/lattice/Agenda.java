package org.tokenlab.tokenizers.internal.lattice;

import java.util.Arrays;

/// A heap of entries, the greatest priority on top, that breaks ties as C++'s `std::priority_queue`
/// does in libstdc++: the order of equally good segmentations depends on nothing else.
///
/// To remove the top, the hole it leaves is moved down to a leaf along the greater children (the
/// right one of equals), and the last entry is put there and moved up. Not thread-safe.
final class Agenda {
  private int[] entries = new int[64];
  private double[] priorities = new double[64];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void push(int entry, double priority) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
      priorities = Arrays.copyOf(priorities, 2 * size);
    }
    up(size++, entry, priority);
  }

  private void up(int from, int entry, double priority) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) / 2;
      if (!(priorities[parent] < priority)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    entries[hole] = entry;
    priorities[hole] = priority;
  }

  private void move(int from, int to) {
    entries[to] = entries[from];
    priorities[to] = priorities[from];
  }

  /// Removes and returns an entry of greatest priority.
  int pop() {
    int popped = entries[0];
    int entry = entries[--size];
    double priority = priorities[size];
    int hole = 0;
    int right = 2;
    while (right < size) {
      int greater = priorities[right] < priorities[right - 1] ? right - 1 : right;
      move(greater, hole);
      hole = greater;
      right = 2 * hole + 2;
    }
    if (right == size) { // the last parent has a left child only
      move(right - 1, hole);
      hole = right - 1;
    }
    if (size > 0) {
      up(hole, entry, priority);
    }
    return popped;
  }
}
