package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.Tokenizers;

class LongByPhrasesTest {
  @Test
  void piecesOfWordsAreThoseWithManyBorders() {
    assertTrue(isOfWords("the keeper of the lamps of the sea, and of what lies behind it, of"));
    assertTrue(isOfWords("Смотритель маяка считает лампы, и смотритель маяка не спит"));
    assertFalse(isOfWords("ผู้ดูแลประภาคารนับตะเกียงผู้ดูแลประภาคารไม่หลับ"));
    assertFalse(isOfWords("-".repeat(100)));
    assertFalse(isOfWords("a".repeat(100) + " b"));
  }

  private static boolean isOfWords(String piece) {
    byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
    return LongByPhrases.isOfWords(utf8, 0, utf8.length);
  }

  @Test
  void tablesAreMadeAfterSomePiecesOfWordsOnly() {
    BpeModel model = (BpeModel) Tokenizers.named("gpt2").model();
    model.tables(); // no waiting below
    BpeEncoder words = model.newEncoder(null);
    LongPieces pieces = model.phrasesBy(LearnedJoins::new, LongByPhrases.WORTH_MAKING);
    byte[] dashes = "-".repeat(8_000).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 10; i++) {
      assertNull(pieces.phrases(words, dashes, 0, dashes.length));
    }
    byte[] prose = "of the lamps ".repeat(600).getBytes(StandardCharsets.UTF_8);
    assertNull(pieces.phrases(words, prose, 0, prose.length));
    pieces.phrases(words, prose, 0, prose.length);
    assertNotNull(pieces.phrases(words, prose, 0, prose.length));
    assertNotNull(pieces.phrases(words, dashes, 0, dashes.length)); // now that they are there
  }
}
