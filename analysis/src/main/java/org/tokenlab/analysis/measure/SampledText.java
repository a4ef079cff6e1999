package org.tokenlab.analysis.measure;

import java.util.EnumMap;
import java.util.Map;
import org.tokenlab.analysis.stats.Resamples;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;

/// A language's text whose lengths have their sums over resamples.
///
/// @param text the text
/// @param lengths of its items by unit
record SampledText(LanguageText text, Map<TextUnit, SampledCounts> lengths) {
  static SampledText of(ParallelCorpus corpus, LanguageScript language, Resamples resamples) {
    LanguageText text = LanguageText.of(corpus, language);
    Map<TextUnit, SampledCounts> lengths = new EnumMap<>(TextUnit.class);
    for (TextUnit unit : TextUnit.values()) {
      lengths.put(unit, new SampledCounts(text.lengths(unit), resamples));
    }
    return new SampledText(text, lengths);
  }

  /// Lengths by item in a unit.
  SampledCounts lengths(TextUnit unit) {
    return lengths.get(unit);
  }
}
