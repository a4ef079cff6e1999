package org.tokenlab.training.internal;

/// What a worker does with a text.
///
/// @param <W> a worker, which one thread keeps
@FunctionalInterface
public interface TextWorker<W> {
  /// Takes in the text `utf8[from, to)`, which is well-formed.
  void add(W worker, byte[] utf8, int from, int to);
}
