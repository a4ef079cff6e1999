package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.length.Words;

/// The words of a language's items, each distinct word once.
///
/// @param distinct words as they are written, in the order of their first occurrence
/// @param byItem by item, the numbers of its words among the distinct ones; none for an item that
///   is missing. Not to be changed
record ItemWords(List<String> distinct, List<int[]> byItem) {
  /// By ICU's root rules.
  ///
  /// @param items null where there is none
  static ItemWords of(List<@Nullable String> items) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> distinct = new ArrayList<>();
    List<int[]> byItem = new ArrayList<>();
    for (String item : items) {
      List<String> words = item == null ? List.of() : Words.of(item, Locale.ROOT);
      int[] own = new int[words.size()];
      for (int w = 0; w < own.length; w++) {
        Integer number = numbers.putIfAbsent(words.get(w), distinct.size());
        own[w] = number == null ? distinct.size() : number;
        if (number == null) {
          distinct.add(words.get(w));
        }
      }
      byItem.add(own);
    }
    return new ItemWords(distinct, byItem);
  }

  /// No words, for so many items.
  static ItemWords none(int items) {
    return new ItemWords(List.of(), Collections.nCopies(items, new int[0]));
  }
}
