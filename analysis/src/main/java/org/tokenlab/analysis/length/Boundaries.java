package org.tokenlab.analysis.length;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Where a text may be cut, from where a reader would like it best to where it is still no damage:
/// places in UTF-16 units, ascending, the text's end the last of each level.
final class Boundaries {
  private static final Pattern BLANK_LINES = Pattern.compile("\\R[ \\t]*\\R\\s*");
  private static final Pattern LINES = Pattern.compile("\\R");
  // A line that starts at the margin after an empty one: a new declaration, in most languages.
  private static final Pattern DECLARATIONS = Pattern.compile("\\R[ \\t]*\\R(?=[^\\s})\\]])");

  private Boundaries() {}

  /// Paragraphs, lines, sentences, words, characters.
  static List<int[]> ofProse(String text, Locale locale) {
    ULocale icu = ULocale.forLocale(locale);
    List<int[]> levels = new ArrayList<>();
    levels.add(ends(BLANK_LINES, text));
    levels.add(ends(LINES, text));
    levels.add(breaks(BreakIterator.getSentenceInstance(icu), text));
    levels.add(breaks(BreakIterator.getLineInstance(icu), text));
    levels.add(breaks(BreakIterator.getCharacterInstance(icu), text));
    return levels;
  }

  /// Declarations, groups of lines, lines, words, characters.
  static List<int[]> ofSource(String text) {
    List<int[]> levels = new ArrayList<>();
    levels.add(ends(DECLARATIONS, text));
    levels.add(ends(BLANK_LINES, text));
    levels.add(ends(LINES, text));
    levels.add(breaks(BreakIterator.getLineInstance(ULocale.ROOT), text));
    levels.add(breaks(BreakIterator.getCharacterInstance(ULocale.ROOT), text));
    return levels;
  }

  private static int[] ends(Pattern pattern, String text) {
    return IntStream.concat(
            pattern
                .matcher(text)
                .results()
                .mapToInt(MatchResult::end)
                .filter(e -> e < text.length()),
            IntStream.of(text.length()))
        .toArray();
  }

  private static int[] breaks(BreakIterator iterator, String text) {
    iterator.setText(text);
    IntStream.Builder places = IntStream.builder();
    for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
      places.add(at);
    }
    return places.build().toArray();
  }
}
