package org.tokenlab.analysis.inference;

import java.util.HashMap;
import java.util.Map;

/// What is known of a language from a text in it, before any tokenizer is at work.
///
/// Entropies are over code points that are not white space, in bits: of single ones, and of what
/// follows one within a word (two neighbours' joint entropy less that of the first).
///
/// @param language as `deu_Latn`
/// @param script ISO 15924 code
/// @param items of text that were looked at
/// @param bytes in UTF-8
/// @param codePoints number of code points
/// @param whiteSpaceShare code points of Unicode's White_Space over all, 0 to 1
/// @param distinctCharacters different code points that are not white space
/// @param characterEntropy of one code point, in bits
/// @param bigramEntropy of a code point whose left neighbour is known, in bits
/// @param lengthRatio code points over those of the reference on the items that both have; NaN
///   where there is none
/// @param bytePremium bytes over those of the reference, likewise
public record LanguageFeatures(
    String language,
    String script,
    int items,
    long bytes,
    long codePoints,
    double whiteSpaceShare,
    int distinctCharacters,
    double characterEntropy,
    double bigramEntropy,
    double lengthRatio,
    double bytePremium) {

  /// Counts characters of texts; one language's.
  public static final class Counter {
    private final Map<Integer, Long> single = new HashMap<>();
    private final Map<Long, Long> pairs = new HashMap<>();
    private final Map<Integer, Long> firsts = new HashMap<>();
    private int items;
    private long bytes;
    private long codePoints;
    private long whiteSpace;

    /// Takes one more item. A lone surrogate counts as U+FFFD.
    public void add(String item) {
      items++;
      int before = -1;
      for (int i = 0; i < item.length(); ) {
        int c = item.codePointAt(i);
        i += Character.charCount(c);
        c = Character.getType(c) == Character.SURROGATE ? 0xFFFD : c;
        codePoints++;
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (isWhiteSpace(c)) {
          whiteSpace++;
          before = -1;
          continue;
        }
        single.merge(c, 1L, Long::sum);
        if (before >= 0) {
          pairs.merge((long) before << 32 | c, 1L, Long::sum);
          firsts.merge(before, 1L, Long::sum);
        }
        before = c;
      }
    }

    /// What has been counted.
    ///
    /// @param language as `deu_Latn`
    /// @param lengthRatio as in [LanguageFeatures]
    /// @param bytePremium as in [LanguageFeatures]
    public LanguageFeatures features(String language, double lengthRatio, double bytePremium) {
      return new LanguageFeatures(
          language,
          language.substring(language.indexOf('_') + 1),
          items,
          bytes,
          codePoints,
          codePoints == 0 ? 0 : (double) whiteSpace / codePoints,
          single.size(),
          entropy(single),
          Math.max(0, entropy(pairs) - entropy(firsts)),
          lengthRatio,
          bytePremium);
    }

    /// In bits. Summed in the order of the keys, so that the last digit depends on nothing else.
    private static <K extends Comparable<K>> double entropy(Map<K, Long> counts) {
      long total = counts.values().stream().mapToLong(Long::longValue).sum();
      double sum = 0;
      for (K key : counts.keySet().stream().sorted().toList()) {
        long count = counts.get(key);
        sum += count * (Math.log((double) total) - Math.log((double) count));
      }
      return total == 0 ? 0 : sum / total / Math.log(2);
    }

    private static boolean isWhiteSpace(int c) {
      return (Character.isWhitespace(c) && (c < 0x1C || c > 0x1F))
          || c == 0x85
          || c == 0xA0
          || c == 0x2007
          || c == 0x202F;
    }
  }
}
