package org.tokenlab.analysis.morphology;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.tokenlab.tokenizers.Tokenizer;

/// Precision, recall and F1 of morpheme boundaries over a list of words: counts, which can be added
/// up, and ratios of their sums.
///
/// The weight of words is not looked at: repeat a word to weigh it.
///
/// @param hits boundaries that are cut
/// @param boundaries of morphemes
/// @param cuts of tokens inside words
/// @param words that were compared
/// @param skipped words whose morphemes do not make them up
public record BoundaryScore(long hits, long boundaries, long cuts, int words, int skipped) {
  /// The counts over words.
  public static BoundaryScore of(Tokenizer tokenizer, List<SegmentedWord> words) {
    long hits = 0;
    long boundaries = 0;
    long cuts = 0;
    int skipped = 0;
    for (SegmentedWord word : words) {
      if (!word.isSurface()) {
        skipped++;
        continue;
      }
      BitSet gold = word.boundaries();
      BitSet made = TokenBoundaries.of(tokenizer, word.word()).inside();
      boundaries += gold.cardinality();
      cuts += made.cardinality();
      gold.and(made);
      hits += gold.cardinality();
    }
    return new BoundaryScore(hits, boundaries, cuts, words.size() - skipped, skipped);
  }

  /// Share of cuts that are boundaries, in [0, 1]; empty without cuts.
  public OptionalDouble precision() {
    return cuts == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / cuts);
  }

  /// Share of boundaries that are cut, in [0, 1]; empty without boundaries.
  public OptionalDouble recall() {
    return boundaries == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / boundaries);
  }

  /// Harmonic mean of the two, `2 hits / (cuts + boundaries)`, in [0, 1]; empty where there are
  /// neither cuts nor boundaries.
  public OptionalDouble f1() {
    return cuts + boundaries == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(2.0 * hits / (cuts + boundaries));
  }
}
