package org.tokenlab.training.unigram;

/// Whose Unigram training.
public enum UnigramMode {
  /// Ours: seeds from the distinct words, weighted by how often they occur; sums in integers of
  /// fixed point, so the result is the same at any number of threads; fast.
  BEST,
  /// SentencePiece 0.2.3's, float by float: seeds from whole sentences.
  SENTENCEPIECE
}
