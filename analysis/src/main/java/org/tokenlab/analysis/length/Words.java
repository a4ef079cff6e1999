package org.tokenlab.analysis.length;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Words by Unicode's rules (UAX #29) as ICU has them, dictionaries for Thai, Lao, Khmer, Burmese,
/// Chinese and Japanese included. A word is a segment that holds a letter, number, kana or
/// ideograph; what lies between words is white space and punctuation.
public final class Words {
  private Words() {}

  /// The words of a text, in order.
  public static List<String> of(String text, Locale locale) {
    BreakIterator iterator = BreakIterator.getWordInstance(ULocale.forLocale(locale));
    iterator.setText(text);
    List<String> words = new ArrayList<>();
    int from = iterator.first();
    for (int to = iterator.next(); to != BreakIterator.DONE; to = iterator.next()) {
      if (iterator.getRuleStatus() != BreakIterator.WORD_NONE) {
        words.add(text.substring(from, to));
      }
      from = to;
    }
    return words;
  }

  /// A word as it is compared with others: in lower case.
  static String key(String word, Locale locale) {
    return word.toLowerCase(locale);
  }

  /// How often each word occurs in texts, in lower case.
  public static Map<String, Integer> counts(Iterable<String> texts, Locale locale) {
    Map<String, Integer> counts = new HashMap<>();
    for (String text : texts) {
      for (String word : of(text, locale)) {
        counts.merge(key(word, locale), 1, Integer::sum);
      }
    }
    return counts;
  }

  /// The `n` most frequent words, in lower case; of equals, the first by code. A stand-in for a
  /// list of stop words in any language: ICU has none.
  public static Set<String> mostFrequent(Map<String, Integer> counts, int n) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(n)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The words that occur at most `most` times, in lower case.
  public static Set<String> rare(Map<String, Integer> counts, int most) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() <= most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
