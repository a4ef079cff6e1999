package org.tokenlab.analysis.length;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tokenlab.tokenizers.Tokenizer;

/// Cuts texts into parts of at most so many tokens, at natural boundaries.
///
/// The parts, put together, are the text. No part exceeds the budget: each is counted by the
/// tokenizer, by itself and without special tokens. A part ends at the best kind of boundary (by
/// ICU's rules for prose: paragraph, line, sentence, word, character; for source files:
/// declaration, empty line, line, word, character) with which it fills at least half of the budget;
/// if none does, where it fills most. Among boundaries of a kind the last that fits is sought by
/// halving; since a count may fall as text grows, by a token or two, that is not always the very
/// last.
///
/// Thread-safe. Takes some ten counts of a part's length for each part.
public final class BudgetSplitter {
  private final Tokenizer tokenizer;
  private final int budget;

  /// @param tokenizer counts the parts
  /// @param budget most tokens of a part, at least 1
  /// @throws IllegalArgumentException for a smaller budget
  public BudgetSplitter(Tokenizer tokenizer, int budget) {
    if (budget < 1) {
      throw new IllegalArgumentException("a budget of 1 token and more wanted; got: " + budget);
    }
    this.tokenizer = tokenizer;
    this.budget = budget;
  }

  /// The parts of a document in a language; none for an empty one.
  ///
  /// @param locale whose rules for sentences hold
  /// @throws IllegalArgumentException if a single character takes more tokens than the budget
  public List<String> prose(String text, Locale locale) {
    return split(text, Boundaries.ofProse(text, locale));
  }

  /// The parts of a source file; none for an empty one.
  ///
  /// @throws IllegalArgumentException if a single character takes more tokens than the budget
  public List<String> source(String text) {
    return split(text, Boundaries.ofSource(text));
  }

  /// Tokens of a part.
  public int tokens(String part) {
    return tokenizer.count(part);
  }

  private List<String> split(String text, List<int[]> levels) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from, levels);
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }

  private int end(String text, int from, List<int[]> levels) {
    int best = -1;
    int bestTokens = -1;
    for (int[] places : levels) {
      int to = lastFitting(text, from, places);
      if (to > from) {
        int tokens = to == text.length() ? budget : tokenizer.count(text.substring(from, to));
        if (2L * tokens >= budget) {
          return to;
        }
        if (tokens > bestTokens || (tokens == bestTokens && to > best)) {
          best = to;
          bestTokens = tokens;
        }
      }
    }
    if (best < 0) {
      int[] characters = levels.getLast();
      int next = characters[after(characters, from)];
      String character = text.substring(from, next);
      throw new IllegalArgumentException(
          "a budget of at least "
              + tokenizer.count(character)
              + " tokens wanted, which the character \""
              + character
              + "\" takes; it is "
              + budget);
    }
    return best;
  }

  /// The last place after `from` up to which the text fits, or `from` if none does.
  private int lastFitting(String text, int from, int[] places) {
    int first = after(places, from);
    int low = first - 1; // fits (nothing does)
    int step = 1;
    int high = first;
    while (high < places.length && fits(text, from, places[high])) {
      low = high;
      high = Math.min(places.length, high + step);
      step *= 2;
      if (low == places.length - 1) {
        return places[low];
      }
      high = Math.min(high, places.length - 1);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (fits(text, from, places[middle])) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low < first ? from : places[low];
  }

  private static int after(int[] places, int from) {
    int found = Arrays.binarySearch(places, from);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private boolean fits(String text, int from, int to) {
    // A start that is too much already tells; else each part would cost a look at all the rest.
    for (long start = 8L * budget; start < to - from; start *= 2) {
      if (count(text, from, from + (int) start) > budget) {
        return false;
      }
    }
    return count(text, from, to) <= budget;
  }

  private int count(String text, int from, int to) {
    return tokenizer.countUpTo(text.substring(from, to), budget);
  }
}
