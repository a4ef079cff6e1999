package org.tokenlab.tokenizers.internal.unicode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;

/// In scalar mode only: vectors play no part.
///
/// No text here gives ICU4J's own iterator a Common character that the Japanese dictionary doesn't
/// know: that would change the answers of the whole process, which is what is tested.
@Tag("exhaustive")
final class WordSegmentsTest {
  /// Kana and marks among which the prolonged sound marks stand, with and without a dictionary
  /// word.
  private static final List<String> MARKED =
      List.of("ー".repeat(10), "コーヒーを飲む", "ーーア", "ｺｰﾋｰ", "ﾊﾞｰ", "ラーメン屋さん");

  @Test
  void segmentsAndTheirKindsAreIcus() {
    BreakIterator ours = WordSegments.newIterator(); // and with it the dictionary, before ICU's own
    BreakIterator icus = BreakIterator.getWordInstance(ULocale.ROOT);
    SplittableRandom random = TestSeed.random("word-segments");
    for (int i = 0; i < 3_000; i++) {
      String text = RandomText.next(random, 40);
      assertEquals(segments(icus, text), segments(ours, text), TestSeed::replayLine);
    }
    for (String text : MARKED) {
      assertEquals(segments(icus, text), segments(ours, text));
    }
  }

  @Test
  void segmentsDoNotDependOnWhatWasSegmentedBefore() {
    BreakIterator words = WordSegments.newIterator();
    List<String> before = MARKED.stream().map(text -> segments(words, text)).toList();
    assertTrue(before.contains("1/400 2/400 3/400 4/400 5/400 6/400 7/400 8/400 9/400 10/400 "));
    int characters = 0;
    for (String character :
        new UnicodeSet("[[:Script=Common:][:Script=Inherited:][:LineBreak=Complex_Context:]]")) {
      segments(words, character.repeat(3));
      segments(words, "あ" + character + "ア");
      characters++;
    }
    assertTrue(characters > 8_000, () -> "Unicode has more of them");
    assertEquals(before, MARKED.stream().map(text -> segments(words, text)).toList());
    BreakIterator icus = BreakIterator.getWordInstance(ULocale.ROOT);
    assertEquals(before, MARKED.stream().map(text -> segments(icus, text)).toList());
  }

  /// Each segment's end, in UTF-16 units, and its rule status.
  private static String segments(BreakIterator iterator, String text) {
    iterator.setText(text);
    List<String> segments = new ArrayList<>();
    for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
      segments.add(end + "/" + iterator.getRuleStatus() + " ");
    }
    return String.join("", segments);
  }
}
