package org.tokenlab.tokenizers.internal.lattice;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;

/// An encoder of a model whose sums run on, that can tell where the sum before makes no difference.
public interface SumFreeEncoder extends TokenizerModel.PieceEncoder {
  /// Beyond this (either way) a running sum is started anew; up to here [#encodeSumFree] holds.
  double SUM_LIMIT = 100_000;

  /// Most steps, of a path or its rivals, in what [#encodeSumFree] takes.
  int MOST_STEPS = 96;

  /// Appends the ids of a part of a piece and returns true, if they are the same whatever the
  /// running sum before it; else, or if it is too long to be worth the question, appends nothing
  /// and returns false.
  ///
  /// "Whatever" is every sum that is so far from ±[#SUM_LIMIT] that [#MOST_STEPS] steps of
  /// [#largestStep] don't lead there.
  ///
  /// @param unknownSteps to it is appended, for each id that stands for unknown characters, how
  ///   many steps of the sum it is
  boolean encodeSumFree(byte[] utf8, int start, int end, IntSink ids, IntSink unknownSteps);

  /// The id that stands for unknown characters; −1 if there is none.
  int unknownId();

  /// The running sum after `ids[from, size)`, all of which [#encodeSumFree] gave, if it was `sum`
  /// before.
  ///
  /// @param unknownSteps what it told of them
  double sumAfter(double sum, IntSink ids, int from, IntSink unknownSteps);

  /// The greatest size of a single step of the sum.
  double largestStep();
}
