package org.tokenlab.tokenizers.superword;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Words against the definition: runs of one script, and an expression's matches in each.
final class WordSplitterTest {
  private static final List<String> SCRIPTS = List.of("Han", "Hiragana", "Katakana", "Thai");

  private static List<WordSplitter> splitters() {
    return List.of(
        WordSplitter.standard(),
        WordSplitter.of(GroupedDigits.WORDS),
        WordSplitter.byScript(GroupedDigits.WORDS, GroupedDigits.LETTERS, SCRIPTS),
        WordSplitter.byScript("[^\\S\\n]?\\p{L}+|\\p{N}+", "\\p{L}|\\p{P}\\p{L}?", SCRIPTS),
        WordSplitter.of("(?<=a)b|\\p{L}+|(?!\\n)\\s+"));
  }

  private static List<String> naive(WordSplitter splitter, String text) {
    if (splitter.scriptRegex().isEmpty()) {
      return matches(splitter.regex(), text);
    }
    List<String> words = new ArrayList<>();
    int[] characters = text.codePoints().toArray();
    int start = 0;
    int end = 0; // behind the last character that is the run's own
    int script = -1;
    for (int i = 0; i < characters.length; i++) {
      int of = Scripts.of(characters[i]);
      if (Scripts.isOwn(of) && Scripts.isOwn(script) && of != script) {
        words.addAll(run(splitter, script, new String(characters, start, end - start)));
        start = end;
      }
      script = Scripts.isOwn(of) ? of : script;
      end = of == Scripts.COMMON ? end : i + 1;
    }
    words.addAll(run(splitter, script, new String(characters, start, characters.length - start)));
    return words;
  }

  private static List<String> run(WordSplitter splitter, int script, String text) {
    boolean special = splitter.scripts().stream().anyMatch(name -> Scripts.byName(name) == script);
    return matches(special ? splitter.scriptRegex().orElseThrow() : splitter.regex(), text);
  }

  private static List<String> matches(String regex, String text) {
    PatternMatcher matcher =
        new TextPattern.Regex(RegexText.literal(regex), Dialect.FANCY_REGEX).matcher();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < utf8.length && matcher.find(utf8, at, utf8.length, at)) {
      at = matcher.end();
      words.add(new String(utf8, matcher.start(), at - matcher.start(), StandardCharsets.UTF_8));
    }
    return words;
  }

  @Test
  void wordsAreThoseOfTheDefinition() {
    SplittableRandom random = TestSeed.random("words");
    for (WordSplitter splitter : splitters()) {
      for (int i = 0; i < 3_000; i++) {
        String text = RandomText.next(random, 14);
        List<String> wanted = naive(splitter, text);
        assertEquals(wanted, splitter.words(text), () -> splitter + " " + TestSeed.replayLine());
        assertEquals(
            wanted, byCursor(splitter, text, 4 + random.nextInt(20)), TestSeed::replayLine);
      }
    }
  }

  private static List<String> byCursor(WordSplitter splitter, String text, int room) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    WordFinder.Cursor cursor = splitter.finder().newCursor();
    cursor.begin();
    List<String> words = new ArrayList<>();
    int[] ends = new int[room];
    for (int at = 0; at < utf8.length; ) {
      int count = cursor.next(utf8, at, utf8.length, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
      }
      for (int i = 0; i < count; i++) {
        int end = ends[i] < 0 ? ~ends[i] : ends[i];
        if (ends[i] >= 0) {
          words.add(new String(utf8, at, end - at, StandardCharsets.UTF_8));
        }
        at = end;
      }
    }
    return words;
  }

  @Test
  void aCutLeavesTheWordsOnBothSidesAsTheyWere() {
    SplittableRandom random = TestSeed.random("word cuts");
    for (WordSplitter splitter : splitters()) {
      int cuts = 0;
      for (int i = 0; i < 3_000; i++) {
        String text = RandomText.next(random, 14);
        List<String> whole = splitter.words(text);
        for (int at = 1; at < text.length(); at++) {
          if (Character.isLowSurrogate(text.charAt(at))
              || Character.isLowSurrogate(text.charAt(0))) {
            continue;
          }
          int left = text.codePointBefore(at);
          int right = text.codePointAt(at);
          String before = text.substring(0, at);
          String after = text.substring(at);
          String context = Character.toString(left);
          if (splitter.cutsBetween(left, right)) {
            cuts++;
            List<String> both = new ArrayList<>(splitter.words(before));
            both.addAll(splitter.words(after));
            assertEquals(whole, both, TestSeed::replayLine);
          }
          if (splitter.finder().cutsBehind(left, right)) {
            cuts++;
            List<String> both = new ArrayList<>(splitter.words(before));
            List<String> behind = splitter.words(context + after);
            both.addAll(behind.subList(splitter.words(context).size(), behind.size()));
            assertEquals(whole, both, TestSeed::replayLine);
          }
        }
      }
      assertTrue(!splitter.finder().covers() || cuts > 1_000, splitter + ": cuts " + cuts);
    }
  }

  @Test
  void aLongRunOfOneKindIsLinear() {
    for (WordSplitter splitter : splitters().subList(0, 3)) {
      for (String unit : List.of("7", "a", " ", "中", "\u0301", "!", "a1 中 ")) {
        byte[] utf8 = unit.repeat(300_000).getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[1024];
        WordFinder.Cursor cursor = splitter.finder().newCursor();
        for (int at = 0; at < utf8.length; ) {
          int count = cursor.next(utf8, at, utf8.length, ends);
          ends = count == 0 ? new int[2 * ends.length] : ends;
          at = count == 0 ? at : ends[count - 1];
        }
      }
    }
  }

  @Test
  void digitsAreGroupedFromTheRight() {
    WordSplitter splitter = WordSplitter.of(GroupedDigits.WORDS);
    assertEquals(List.of("1", "234", "567", " "), splitter.words("1234567 "));
    assertEquals(List.of("1⃣", "12", "⃣"), splitter.words("1⃣12⃣"));
  }

  @Test
  void pythonsEscapesAreCharacters() {
    assertEquals(
        "[’\uD83C\uDDE6]\\\\u2019\\p{L}\\uD800\\U0000002E",
        RegexText.literal("[\\u2019\\U0001F1E6]\\\\u2019\\p{L}\\uD800\\U0000002E"));
  }

  @Test
  void scannersOfKnownPatternsAreFoundAgain() {
    assertEquals(
        SplitPattern.O200K.regex(),
        WordSplitter.like(SplitPattern.O200K.preTokenizer()).orElseThrow().regex());
    assertTrue(WordSplitter.like(WordSplitter.standard()).isPresent());
    assertFalse(WordSplitter.like(org.tokenlab.tokenizers.PreTokenizer.none()).isPresent());
  }

  @Test
  void anExpressionThatIsNotOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> WordSplitter.of("(a"));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> WordSplitter.of("a*").words("b"));
    assertTrue(e.getMessage().contains("must not match the empty text"), e::getMessage);
  }

  @Test
  void scriptsAreUnicodes() {
    assertEquals(Scripts.byName("Han"), Scripts.of('中'));
    assertEquals(Scripts.COMMON, Scripts.of(0x378));
    assertEquals(Scripts.INHERITED, Scripts.of(0x301));
    assertEquals(-1, Scripts.byName("Nowhere"));
  }
}
