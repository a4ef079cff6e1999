package org.tokenlab.analysis.length;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.tokenlab.tokenizers.Tokenizer;

/// What a text costs with some of it left out.
///
/// @param tokens of the texts as they were
/// @param tokensLeft of what is left of them, each encoded by itself
public record WordRemoval(long tokens, long tokensLeft) {
  /// Something that takes parts of a text away.
  @FunctionalInterface
  public interface Reduction {
    /// What is left of a text.
    String apply(String text);
  }

  /// Leaves these words out, whatever their case; and one of the white spaces around each, so that
  /// none is left doubled.
  ///
  /// @param words in lower case: a list of stop words, [Words#mostFrequent], [Words#rare]
  public static Reduction words(Set<String> words, Locale locale) {
    return text -> without(text, locale, word -> words.contains(Words.key(word, locale)));
  }

  /// Leaves out each word that has occurred before in the same text, whatever its case.
  public static Reduction repeatedWords(Locale locale) {
    return text -> {
      Set<String> seen = new HashSet<>();
      return without(text, locale, word -> !seen.add(Words.key(word, locale)));
    };
  }

  /// Leaves out all punctuation (Unicode's P), inside words too.
  public static Reduction punctuation() {
    return text -> text.replaceAll("\\p{P}", "");
  }

  private static String without(String text, Locale locale, Predicate<String> removed) {
    BreakIterator iterator = BreakIterator.getWordInstance(ULocale.forLocale(locale));
    iterator.setText(text);
    StringBuilder left = new StringBuilder(text.length());
    boolean skipSpace = false;
    int from = iterator.first();
    for (int to = iterator.next(); to != BreakIterator.DONE; to = iterator.next()) {
      String segment = text.substring(from, to);
      from = to;
      if (iterator.getRuleStatus() != BreakIterator.WORD_NONE && removed.test(segment)) {
        skipSpace = left.isEmpty() || Character.isWhitespace(left.charAt(left.length() - 1));
        continue;
      }
      if (skipSpace && segment.isBlank() && !segment.isEmpty()) {
        skipSpace = false;
        left.append(segment, 1, segment.length());
        continue;
      }
      skipSpace = false;
      left.append(segment);
    }
    if (skipSpace && !left.isEmpty()) {
      left.setLength(left.length() - 1); // the last word went, and the space before it goes too
    }
    return left.toString();
  }

  /// Counts texts before and after.
  public static WordRemoval of(Tokenizer tokenizer, Reduction reduction, Iterable<String> texts) {
    long tokens = 0;
    long left = 0;
    for (String text : texts) {
      tokens += tokenizer.count(text);
      left += tokenizer.count(reduction.apply(text));
    }
    return new WordRemoval(tokens, left);
  }

  /// Share of the tokens saved; negative if what is left costs more. Empty without tokens.
  public OptionalDouble saved() {
    return tokens == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) (tokens - tokensLeft) / tokens);
  }
}
