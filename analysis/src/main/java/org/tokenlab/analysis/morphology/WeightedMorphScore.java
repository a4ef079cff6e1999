package org.tokenlab.analysis.morphology;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.tokenlab.tokenizers.Tokenizer;

/// MorphScore, second version: recall and precision of morpheme boundaries, word by word, weighted
/// by words' frequencies (Arnett, Hudspeth and O'Connor 2025, arXiv 2507.06378).
///
/// Recall of a word is the share of its boundaries that are cut (1, ½ or 0 where there are two);
/// precision is the share of its cuts that are boundaries. A word of one token counts 1 in both
/// unless it is left out. Words that their morphemes do not make up, or with a single morpheme,
/// have no boundary and are left out.
///
/// Only cuts inside the word count here. A re-implementation that counts the word's end as a cut,
/// too, gives a perfect split in two the precision ½; the authors' own code was not at hand to say
/// which it does.
///
/// @param recall weighted mean of words' recall, in [0, 1]
/// @param precision weighted mean of words' precision, in [0, 1]
/// @param words how many words count
public record WeightedMorphScore(OptionalDouble recall, OptionalDouble precision, int words) {
  /// The score over words; both figures empty if none counts, or all that count weigh nothing.
  ///
  /// @param excludeSingleTokens whether words of one token are left out
  public static WeightedMorphScore of(
      Tokenizer tokenizer, List<SegmentedWord> words, boolean excludeSingleTokens) {
    double recall = 0;
    double precision = 0;
    double weight = 0;
    int counted = 0;
    for (SegmentedWord word : words) {
      if (!word.isSurface() || word.morphemes().size() < 2) {
        continue;
      }
      TokenBoundaries cuts = TokenBoundaries.of(tokenizer, word.word());
      boolean whole = cuts.tokens() <= 1;
      if (whole && excludeSingleTokens) {
        continue;
      }
      counted++;
      weight += word.weight();
      BitSet hits = word.boundaries();
      int gold = hits.cardinality();
      hits.and(cuts.inside());
      int made = cuts.inside().cardinality();
      recall += word.weight() * (whole ? 1 : (double) hits.cardinality() / gold);
      precision += word.weight() * (whole ? 1 : made == 0 ? 0 : (double) hits.cardinality() / made);
    }
    return weight == 0
        ? new WeightedMorphScore(OptionalDouble.empty(), OptionalDouble.empty(), counted)
        : new WeightedMorphScore(
            OptionalDouble.of(recall / weight), OptionalDouble.of(precision / weight), counted);
  }
}
