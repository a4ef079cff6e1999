package org.tokenlab.training.unigram;

/// What fitting needs to know of a [UnigramTrainer].
///
/// @param vocabularySize wanted, special pieces included
/// @param seedSize most strings to start from, characters not counted
/// @param subIterations expectation maximisations between two prunings
/// @param shrinkingFactor share of the pieces that a pruning keeps
/// @param flatScore whether a pruning keeps the pieces with the highest scores, and not those whose
///   loss hurts most
/// @param lanes by how many threads SentencePiece would have summed
/// @param threads how many threads work
record UnigramSettings(
    int vocabularySize,
    int seedSize,
    int subIterations,
    float shrinkingFactor,
    boolean flatScore,
    int lanes,
    int threads) {
  /// Pieces at which pruning stops: a tenth more than the vocabulary, for characters that must be
  /// in it take the place of some.
  int desiredSize() {
    return (int) (vocabularySize * 1.1);
  }
}
