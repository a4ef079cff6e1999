package org.tokenlab.analysis.report;

import java.util.List;
import java.util.Optional;
import org.tokenlab.analysis.vocabularysize.PowerLawFit;

/// How the tokens of a text fall as the vocabulary grows, for tokenizers trained alike on one
/// language each.
///
/// @param label what they share: `bpe-cl100k`
/// @param curves one for each language, by code
record VocabularySeries(String label, List<Curve> curves) {
  private static final int POINTS_OF_FIT = 3; // one more than two parameters need

  /// @param points by vocabulary size
  record Curve(Language language, List<Point> points) {
    /// The power law through the points; empty for fewer than [#POINTS_OF_FIT].
    Optional<PowerLawFit> fit() {
      return points.size() < POINTS_OF_FIT
          ? Optional.empty()
          : Optional.of(
              PowerLawFit.through(
                  points.stream().mapToDouble(Point::vocabulary).toArray(),
                  points.stream().mapToDouble(Point::tokensPerItem).toArray()));
    }
  }

  /// @param vocabulary actual number of tokens in the vocabulary
  /// @param tokensPerItem mean tokens per aligned item of evaluation text
  record Point(int vocabulary, double tokensPerItem) {}
}
