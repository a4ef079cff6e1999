package org.tokenlab.tokenizers.bpe;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One way to ids until there is a better one. One thread's.
final class UpgradedMerge implements PieceMerge {
  private PieceMerge now;
  private @Nullable Supplier<@Nullable PieceMerge> better;

  /// @param better gives null as long as there is none
  UpgradedMerge(PieceMerge first, Supplier<@Nullable PieceMerge> better) {
    now = first;
    this.better = better;
  }

  @Override
  public int merge(byte[] utf8, int from, int to, int[] ids, int at) {
    if (better != null) {
      PieceMerge found = better.get();
      if (found != null) {
        now = found;
        better = null;
      }
    }
    return now.merge(utf8, from, to, ids, at);
  }
}
