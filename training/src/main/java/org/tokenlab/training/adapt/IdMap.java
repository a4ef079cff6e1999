package org.tokenlab.training.adapt;

import java.util.Arrays;
import java.util.Objects;

/// New ids for old ones: those that are kept move together, in their order. Immutable.
final class IdMap {
  /// What [#newId] gives for an id that is gone.
  static final int GONE = -1;

  private final int[] oldIds;
  private final int[] newIds;

  /// @param kept by old id
  IdMap(boolean[] kept) {
    newIds = new int[kept.length];
    int[] old = new int[kept.length];
    int size = 0;
    for (int id = 0; id < kept.length; id++) {
      newIds[id] = kept[id] ? size : GONE;
      if (kept[id]) {
        old[size++] = id;
      }
    }
    oldIds = Arrays.copyOf(old, size);
  }

  /// How many are kept.
  int size() {
    return oldIds.length;
  }

  int oldId(int newId) {
    return oldIds[Objects.checkIndex(newId, oldIds.length)];
  }

  int newId(int oldId) {
    return newIds[oldId];
  }

  boolean keeps(int oldId) {
    return newIds[oldId] != GONE;
  }
}
