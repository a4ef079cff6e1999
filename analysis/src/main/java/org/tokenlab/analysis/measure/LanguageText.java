package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;

/// One language of a parallel corpus as no tokenizer sees it: its items, their lengths, its words.
///
/// @param language which
/// @param items the texts by item, null where there is none
/// @param lengths of the items by unit, where they are wanted
/// @param words by ICU's root rules
record LanguageText(
    LanguageScript language,
    List<@Nullable String> items,
    Map<TextUnit, ItemCounts> lengths,
    ItemWords words) {
  /// Reads a language, splits it into words and takes its lengths.
  static LanguageText of(ParallelCorpus corpus, LanguageScript language) {
    LanguageText text = ofItems(corpus, language, true);
    Map<TextUnit, ItemCounts> lengths = new EnumMap<>(TextUnit.class);
    for (TextUnit unit : TextUnit.values()) {
      int[] counts = new int[text.items.size()];
      for (int i = 0; i < counts.length; i++) {
        String item = text.items.get(i);
        counts[i] = item == null ? ItemCounts.MISSING : unit.length(item);
      }
      lengths.put(unit, ItemCounts.of(counts));
    }
    return new LanguageText(language, text.items, lengths, text.words);
  }

  /// Without lengths.
  ///
  /// @param words whether words are wanted; else there are none
  static LanguageText ofItems(ParallelCorpus corpus, LanguageScript language, boolean words) {
    List<@Nullable String> items = new ArrayList<>();
    for (int i = 0; i < corpus.items(); i++) {
      items.add(corpus.item(language, i));
    }
    return new LanguageText(
        language, items, Map.of(), words ? ItemWords.of(items) : ItemWords.none(items.size()));
  }

  /// Lengths by item in a unit.
  ItemCounts lengths(TextUnit unit) {
    return lengths.get(unit);
  }
}
