package org.tokenlab.training.unigram;

/// What fitting leaves: pieces and their scores, of which the vocabulary is made.
///
/// @param list all pieces that there ever were
/// @param numbers the pieces that are left, as numbers in the list
/// @param scores natural logarithms of probabilities, by number in the list
/// @param lowest the lowest score of the pieces that are left
record FittedPieces(PieceList list, int[] numbers, float[] scores, float lowest) {}
