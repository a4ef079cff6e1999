/// Whether tokens end where morphemes do.
///
/// Words come segmented, from MorphScore's data, SIGMORPHON's shared task or UniMorph
/// ([SegmentedWords]); a tokenizer cuts each by itself, without a space before it
/// ([TokenBoundaries]); and the places are compared: [MorphScore] for the one boundary of a word
/// that the first version of that measure knows, [WeightedMorphScore] for the second version,
/// [BoundaryScore] for precision, recall and F1 of all of them.
///
/// **Traps.** A word that is one token has no boundary to be wrong: MorphScore leaves it out, its
/// second version calls it right, recall calls it missed; so vocabularies of different sizes are
/// judged on different words. Many gold segmentations are *canonical* (`re|tire|ing` for
/// *retiring*): their morphemes are not parts of the word, and only words whose morphemes put
/// together give the word have boundaries to compare.
@org.jspecify.annotations.NullMarked
package org.tokenlab.analysis.morphology;
