package org.tokenlab.analysis.study;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.tokenlab.analysis.vocabularysize.PowerLaw;
import org.tokenlab.analysis.vocabularysize.PowerLawFit;
import org.tokenlab.analysis.vocabularysize.TargetedVocabulary;
import org.tokenlab.analysis.vocabularysize.TargetedVocabulary.Observed;

/// At which vocabulary size one language reaches a corpus token count, by the counts at the sizes
/// that were trained: on the first evaluation set that the language is in.
///
/// A power law is fitted through the sizes ([PowerLawFit#through]); with one size there is no
/// choice. Targets out of reach get the nearest size that was trained ([TargetedVocabulary]). Sizes
/// are actual ones: where the text held no more to learn, two that were asked for may be one.
final class TargetSizes {
  private final NavigableMap<Integer, Long> tokens;

  private TargetSizes(NavigableMap<Integer, Long> tokens) {
    this.tokens = tokens;
  }

  /// By measurements of one language's tokenizers that differ in size only.
  static TargetSizes of(List<Measurement> measurements) {
    NavigableMap<Integer, Long> tokens = new TreeMap<>();
    for (Measurement m : measurements) {
      if (m.corpus().equals(measurements.getFirst().corpus())) {
        tokens.put(m.vocabulary(), m.counts().total());
      }
    }
    return new TargetSizes(tokens);
  }

  /// The size for a target, between the smallest and the largest that were trained.
  int forTarget(int target) {
    double[] sizes = tokens.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
    double[] counts = tokens.values().stream().mapToDouble(Long::doubleValue).toArray();
    if (sizes.length == 1) {
      return tokens.firstKey();
    }
    PowerLaw law = PowerLawFit.through(sizes, counts).law();
    return (int)
        TargetedVocabulary.of(
                law,
                target,
                new Observed(tokens.firstKey(), tokens.firstEntry().getValue()),
                new Observed(tokens.lastKey(), tokens.lastEntry().getValue()))
            .vocabularySize();
  }
}
