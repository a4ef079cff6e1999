package org.tokenlab.analysis.measure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.metrics.SuccessorEfficiency;
import org.tokenlab.analysis.metrics.TokenFrequencies;
import org.tokenlab.analysis.vocabulary.DigitBoundaries;
import org.tokenlab.analysis.vocabulary.Utf8Completeness;
import org.tokenlab.tokenizers.Tokenizer;

/// One language of a parallel corpus as one tokenizer cuts it, each item by itself.
///
/// @param counts tokens by item
/// @param words tokens of each distinct word, encoded alone, and how often the word occurs
/// @param ids what needs ids; empty for a baseline that only counts, and where nothing asks for it
record TokenizedText(ItemCounts counts, WordCounts words, Optional<IdFigures> ids) {
  /// Tokens of the distinct words, and the words' occurrences, in the same order.
  static final class WordCounts {
    private final int[] tokens;
    private final int[] occurrences;

    private WordCounts(int[] tokens, int[] occurrences) {
      this.tokens = tokens;
      this.occurrences = occurrences;
    }

    /// Tokens of each distinct word. Not to be changed.
    int[] tokens() {
      return tokens;
    }

    /// Tokens of each running word.
    int[] running() {
      int[] running = new int[Arrays.stream(occurrences).sum()];
      int at = 0;
      for (int i = 0; i < tokens.length; i++) {
        Arrays.fill(running, at, at + occurrences[i], tokens[i]);
        at += occurrences[i];
      }
      return running;
    }
  }

  /// Figures of the ids and their places.
  record IdFigures(
      TokenFrequencies frequencies,
      SuccessorEfficiency.Result bigrams,
      SuccessorEfficiency.Result trigrams,
      Utf8Completeness utf8,
      List<DigitBoundaries.Score> numbers) {}

  /// Encodes the text.
  ///
  /// @param groups what will be asked
  static TokenizedText of(Tokenizer tokenizer, LanguageText text, Set<MeasureGroup> groups) {
    WordCounts words =
        words(tokenizer, groups.contains(MeasureGroup.WORDS) ? text.words() : Map.of());
    boolean places = groups.contains(MeasureGroup.PLACES);
    if (tokenizer.vocabulary().size() == 0
        || !(places || groups.contains(MeasureGroup.VOCABULARY))) {
      int[] counts = new int[text.items().size()];
      for (int i = 0; i < counts.length; i++) {
        String item = text.items().get(i);
        counts[i] = item == null ? ItemCounts.MISSING : tokenizer.count(item);
      }
      return new TokenizedText(ItemCounts.of(counts), words, Optional.empty());
    }
    int[] counts = new int[text.items().size()];
    List<int[]> ids = new ArrayList<>();
    Utf8Completeness utf8 = Utf8Completeness.NONE;
    List<DigitBoundaries.Score> numbers = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      String item = text.items().get(i);
      if (item == null) {
        counts[i] = ItemCounts.MISSING;
        continue;
      }
      byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
      int[] own = tokenizer.encodeOrdinary(bytes);
      ids.add(own);
      counts[i] = own.length;
      if (places) {
        int[] spans = TokenSpans.of(tokenizer, item, bytes, own);
        utf8 = utf8.plus(Utf8Completeness.of(bytes, spans));
        if (item.codePoints().anyMatch(Character::isDigit)) {
          numbers.addAll(DigitBoundaries.of(item, spans));
        }
      }
    }
    IdFigures figures =
        new IdFigures(
            TokenFrequencies.ofIds(ids),
            SuccessorEfficiency.bigrams(SuccessorEfficiency.LEAST, ids),
            SuccessorEfficiency.trigrams(SuccessorEfficiency.LEAST, ids),
            utf8,
            numbers);
    return new TokenizedText(ItemCounts.of(counts), words, Optional.of(figures));
  }

  private static WordCounts words(Tokenizer tokenizer, Map<String, Integer> occurrences) {
    int[] tokens = new int[occurrences.size()];
    int[] times = new int[tokens.length];
    int i = 0;
    for (Map.Entry<String, Integer> word : occurrences.entrySet()) {
      tokens[i] = tokenizer.count(word.getKey());
      times[i++] = word.getValue();
    }
    return new WordCounts(tokens, times);
  }
}
