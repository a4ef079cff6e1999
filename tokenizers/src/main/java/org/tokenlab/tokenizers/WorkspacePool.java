package org.tokenlab.tokenizers;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a few [Workspace]s for reuse: one per processor at most, however many threads there are.
///
/// Not a `ThreadLocal`: with a million virtual threads that would be a million word caches.
final class WorkspacePool {
  private final Pipeline pipeline;
  private final Supplier<@Nullable UnitEncoder> units;
  private final AtomicReferenceArray<@Nullable Workspace> kept =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  /// @param units makes a way to encode by units, if texts are encoded so; else null
  WorkspacePool(Pipeline pipeline, Supplier<@Nullable UnitEncoder> units) {
    this.pipeline = pipeline;
    this.units = units;
  }

  Workspace take() {
    for (int i = 0; i < kept.length(); i++) {
      Workspace workspace = kept.getPlain(i);
      if (workspace != null && kept.compareAndSet(i, workspace, null)) {
        return workspace;
      }
    }
    return new Workspace(pipeline, units.get());
  }

  void giveBack(Workspace workspace) {
    workspace.forget();
    for (int i = 0; i < kept.length(); i++) {
      if (kept.getPlain(i) == null && kept.compareAndSet(i, null, workspace)) {
        return;
      }
    }
  }
}
