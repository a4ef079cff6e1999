package org.tokenlab.training.internal;

/// What a worker does with a text.
///
/// @param <W> a worker, which one thread keeps
public interface TextWorker<W> {
  /// Takes a text in, and returns its length in bytes of UTF-8.
  int add(W worker, CharSequence text);

  /// Takes in the text `utf8[from, to)`, which is well-formed.
  void add(W worker, byte[] utf8, int from, int to);
}
