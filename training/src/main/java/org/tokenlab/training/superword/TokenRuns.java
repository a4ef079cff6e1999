package org.tokenlab.training.superword;

import org.tokenlab.tokenizers.IntSink;

/// The runs of a corpus as tokens that superwords are made of. Thread-safe; a [Reader] is not.
interface TokenRuns {
  /// Stands for what no superword may hold.
  int BREAK = -1;

  /// The runs.
  RunCounts runs();

  /// One thread's reader.
  Reader reader();

  /// Writes runs out as tokens.
  interface Reader {
    /// The tokens of run `r`, with [#BREAK]s; good until the next call.
    IntSink read(int r);
  }
}
