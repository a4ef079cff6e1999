package org.tokenlab.training.internal.merge;

import java.util.Arrays;

/// What stands on one side of the places that a merge touches: for each token there, how often, and
/// at which positions the pairs with it begin.
///
/// Summed here, in arrays by token id, so that the pair table is asked once for each distinct
/// neighbour and not once for each place. Reused from merge to merge.
final class NeighbourTally {
  // How many are touched, and events. Not fields: those would share a cache line with another
  // thread's, and each thread would wait for the other at every place.
  private static final int TOUCHED = 32;
  private static final int EVENTS = 33;
  private final int[] sizes = new int[64];
  private static final int MOST_SPARE = 1 << 18; // events; the most frequent pairs come first

  private long[] counts = new long[1024];
  private int[] events = new int[1024];
  private long[] cursors = new long[1024];
  private int[] touched = new int[1024];
  private int[] eventIds = new int[1024];
  private int[] eventPositions = new int[1024];

  /// Makes room for ids below `idLimit` and `moreEvents` calls of [#add].
  void ensureRoom(int idLimit, int moreEvents) {
    if (counts.length < idLimit) {
      int capacity = Math.max(idLimit, counts.length * 2);
      counts = Arrays.copyOf(counts, capacity);
      events = Arrays.copyOf(events, capacity);
      cursors = Arrays.copyOf(cursors, capacity);
      touched = Arrays.copyOf(touched, capacity);
    }
    if (eventIds.length < moreEvents) {
      int capacity = moreEvents + Math.min(moreEvents / 2, MOST_SPARE);
      eventIds = new int[capacity];
      eventPositions = new int[capacity];
    }
  }

  void add(int id, long count, int position) {
    if (events[id]++ == 0) {
      touched[sizes[TOUCHED]++] = id;
    }
    counts[id] += count;
    eventIds[sizes[EVENTS]] = id;
    eventPositions[sizes[EVENTS]++] = position;
  }

  /// Counts what `behind` has found further on, too. Its positions stay there, for [#sendBehind].
  void takeIn(NeighbourTally behind) {
    for (int i = 0; i < behind.sizes[TOUCHED]; i++) {
      int id = behind.touched[i];
      behind.cursors[id] = events[id];
      if (events[id] == 0) {
        touched[sizes[TOUCHED]++] = id;
      }
      events[id] += behind.events[id];
      counts[id] += behind.counts[id];
    }
  }

  /// Says that positions go behind those of `before`, which has taken this one in, and knows where
  /// they go.
  void sendBehind(NeighbourTally before) {
    for (int i = 0; i < sizes[TOUCHED]; i++) {
      int id = touched[i];
      cursors[id] = before.cursors[id] < 0 ? -1 : before.cursors[id] + cursors[id];
    }
  }

  /// Number of distinct neighbours.
  int size() {
    return sizes[TOUCHED];
  }

  /// The `i`-th distinct neighbour.
  int id(int i) {
    return touched[i];
  }

  /// How often the `i`-th neighbour came.
  long count(int i) {
    return counts[touched[i]];
  }

  /// How many positions the `i`-th neighbour has.
  int events(int i) {
    return events[touched[i]];
  }

  /// Says where the `i`-th neighbour's positions go; −1 for nowhere.
  void sendTo(int i, long address) {
    cursors[touched[i]] = address;
  }

  /// Writes all positions where they go, and forgets everything.
  void flush(OccurrenceLists lists) {
    for (int e = 0; e < sizes[EVENTS]; e++) {
      int id = eventIds[e];
      long cursor = cursors[id];
      if (cursor >= 0) {
        lists.put(cursor, eventPositions[e]);
        cursors[id] = cursor + 1;
      }
    }
    for (int i = 0; i < sizes[TOUCHED]; i++) {
      counts[touched[i]] = 0;
      events[touched[i]] = 0;
    }
    sizes[TOUCHED] = 0;
    sizes[EVENTS] = 0;
  }
}
