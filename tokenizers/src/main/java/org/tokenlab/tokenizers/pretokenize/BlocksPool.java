package org.tokenlab.tokenizers.pretokenize;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Working memory between two calls, so that scanners need none of their own and allocate none.
///
/// A thread looks in one of 64 places for what it, or another with the same place, gave back; if
/// there is nothing, it makes its own. Places lie a cache line apart. Holds 200 KiB at most,
/// whatever the number of threads.
final class BlocksPool {
  private static final int PLACES = 64;
  private static final int APART = 16;
  private static final AtomicReferenceArray<Blocks> FREE =
      new AtomicReferenceArray<>(PLACES * APART);

  private BlocksPool() {}

  private static int place() {
    return ((int) Thread.currentThread().threadId() & (PLACES - 1)) * APART;
  }

  static Blocks take() {
    Blocks free = FREE.getAndSet(place(), null);
    return free != null ? free : new Blocks();
  }

  static void giveBack(Blocks blocks) {
    blocks.forget();
    FREE.setRelease(place(), blocks);
  }
}
