package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.length.Words;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.tokenizers.TextUnit;

/// One language of a parallel corpus as no tokenizer sees it: its items, their lengths, its words.
///
/// @param language which
/// @param items the texts by item, null where there is none
/// @param lengths of the items by unit
/// @param words how often each word occurs, by ICU's root rules, as it is written
public record LanguageText(
    LanguageScript language,
    List<@Nullable String> items,
    Map<TextUnit, ItemCounts> lengths,
    Map<String, Integer> words) {
  /// Reads a language, splits it into words and takes its lengths.
  public static LanguageText of(ParallelCorpus corpus, LanguageScript language) {
    List<@Nullable String> items = new ArrayList<>();
    Map<String, Integer> words = new HashMap<>();
    for (int i = 0; i < corpus.items(); i++) {
      String text = corpus.item(language, i);
      items.add(text);
      if (text != null) {
        for (String word : Words.of(text, Locale.ROOT)) {
          words.merge(word, 1, Integer::sum);
        }
      }
    }
    Map<TextUnit, ItemCounts> lengths = new EnumMap<>(TextUnit.class);
    for (TextUnit unit : TextUnit.values()) {
      int[] counts = new int[items.size()];
      for (int i = 0; i < counts.length; i++) {
        String text = items.get(i);
        counts[i] = text == null ? ItemCounts.MISSING : unit.length(text);
      }
      lengths.put(unit, ItemCounts.of(counts));
    }
    return new LanguageText(language, items, lengths, words);
  }

  /// Lengths by item in a unit.
  ItemCounts lengths(TextUnit unit) {
    return lengths.get(unit);
  }
}
