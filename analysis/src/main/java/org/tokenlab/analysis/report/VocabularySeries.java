package org.tokenlab.analysis.report;

import java.util.List;

/// How the tokens of a text fall as the vocabulary grows, for tokenizers trained alike on one
/// language each.
///
/// @param label what they share: `bpe-cl100k`
/// @param curves one for each language, by code
record VocabularySeries(String label, List<Curve> curves) {
  /// @param points by vocabulary size
  record Curve(Language language, List<Point> points) {}

  /// @param vocabulary actual number of tokens in the vocabulary
  /// @param tokensPerItem mean tokens per aligned item of evaluation text
  record Point(int vocabulary, double tokensPerItem) {}
}
