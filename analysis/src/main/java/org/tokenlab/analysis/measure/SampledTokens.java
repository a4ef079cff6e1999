package org.tokenlab.analysis.measure;

import java.util.Set;
import org.tokenlab.analysis.stats.Resamples;
import org.tokenlab.tokenizers.Tokenizer;

/// A language's text in tokens whose counts have their sums over resamples.
///
/// @param text the tokens
/// @param counts of its items
record SampledTokens(TokenizedText text, SampledCounts counts) {
  static SampledTokens of(Tokenizer tokenizer, SampledText text, Resamples resamples) {
    TokenizedText tokens = TokenizedText.of(tokenizer, text.text(), Set.of(MeasureGroup.values()));
    return new SampledTokens(tokens, new SampledCounts(tokens.counts(), resamples));
  }
}
