package org.tokenlab.analysis.measure;

import java.util.EnumMap;
import java.util.Map;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.stats.Resamples;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;

/// A language's text whose lengths have their sums over resamples.
///
/// @param text the text
/// @param items 1 for each item that there is
/// @param lengths of its items by unit
record SampledText(LanguageText text, SampledCounts items, Map<TextUnit, SampledCounts> lengths) {
  static SampledText of(ParallelCorpus corpus, LanguageScript language, Resamples resamples) {
    LanguageText text = LanguageText.of(corpus, language);
    Map<TextUnit, SampledCounts> lengths = new EnumMap<>(TextUnit.class);
    for (TextUnit unit : TextUnit.values()) {
      lengths.put(unit, new SampledCounts(text.lengths(unit), resamples));
    }
    int[] items = new int[text.items().size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = text.items().get(i) == null ? ItemCounts.MISSING : 1;
    }
    return new SampledText(text, new SampledCounts(ItemCounts.of(items), resamples), lengths);
  }

  /// Lengths by item in a unit.
  SampledCounts lengths(TextUnit unit) {
    return lengths.get(unit);
  }
}
