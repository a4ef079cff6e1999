package org.tokenlab.analysis.vocabularysize;

/// A predicted compute-optimal vocabulary.
///
/// Both figures are cut off, not rounded, as the authors' code does it; the size is cut from the
/// parameters already cut.
///
/// @param vocabularyParameters `V · d`
/// @param vocabularySize V, in tokens
/// @param embeddingWidth d
public record OptimalVocabulary(
    long vocabularyParameters, long vocabularySize, int embeddingWidth) {
  static OptimalVocabulary of(double vocabularyParameters, int embeddingWidth) {
    long parameters = (long) vocabularyParameters;
    return new OptimalVocabulary(parameters, parameters / embeddingWidth, embeddingWidth);
  }
}
