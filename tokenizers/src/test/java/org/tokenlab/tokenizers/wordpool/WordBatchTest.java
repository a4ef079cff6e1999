package org.tokenlab.tokenizers.wordpool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.bpe.BpeModel;

/// In scalar mode only: vectors play no part.
@Tag("exhaustive")
final class WordBatchTest {
  private static final List<WordRule> RULES =
      List.of(WordRule.WHITE_SPACE, WordRule.UAX29, WordRule.PAPER, WordRule.byId("gpt2"));

  private static List<WordUnits> units(byte[] text) {
    return List.of(
        WordUnits.bytes(), CharacterUnits.mostFrequent(text, 20, 2), new TokenUnits(smallBpe()));
  }

  private static Tokenizer smallBpe() {
    byte[][] tokens = new byte[259][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    tokens[256] = "th".getBytes(StandardCharsets.UTF_8);
    tokens[257] = "the".getBytes(StandardCharsets.UTF_8);
    tokens[258] = " T".getBytes(StandardCharsets.UTF_8);
    return Tokenizer.builder("small", BpeModel.ofRanks(Vocabulary.of(tokens)))
        .preTokenizer(PreTokenizer.none())
        .build();
  }

  private static byte[] text(SplittableRandom random) {
    byte[] text = RandomText.next(random, 40).getBytes(StandardCharsets.UTF_8);
    if (text.length > 0 && random.nextInt(4) == 0) {
      text[random.nextInt(text.length)] = (byte) random.nextInt(256);
    }
    return text;
  }

  @Test
  void theTextComesBackByteForByte() {
    SplittableRandom random = TestSeed.random("inverse");
    for (int i = 0; i < 300; i++) {
      byte[] text = text(random);
      for (WordRule rule : RULES) {
        for (WordUnits units : units(text)) {
          WordBatch batch = WordBatch.of(rule, units, 1 + random.nextInt(8), text);
          assertArrayEquals(text, batch.text(), () -> rule + "; " + TestSeed.replayLine());
        }
      }
    }
  }

  @Test
  void rowsAreTheWordsCutIntoPartsThatFit() {
    SplittableRandom random = TestSeed.random("rows");
    for (int i = 0; i < 500; i++) {
      byte[] text = text(random);
      int longest = 1 + random.nextInt(8);
      WordBatch batch = WordBatch.of(WordRule.PAPER, WordUnits.bytes(), longest, text);
      int row = 0;
      for (int word = 0; word < batch.words().count(); word++) {
        for (int at = batch.words().start(word); at < batch.words().end(word); at += longest) {
          int end = Math.min(batch.words().end(word), at + longest);
          assertEquals(word, batch.word(row), TestSeed::replayLine);
          assertEquals(at, batch.startByte(row), TestSeed::replayLine);
          assertEquals(end, batch.endByte(row), TestSeed::replayLine);
          assertEquals(end < batch.words().end(word), batch.continues(row), TestSeed::replayLine);
          for (int k = at; k < end; k++) {
            assertEquals(text[k] & 0xFF, batch.units()[batch.rowStart(row) + k - at]);
          }
          row++;
        }
      }
      assertEquals(row, batch.rows(), TestSeed::replayLine);
    }
  }

  @Test
  void aMatrixHoldsTheRowsAndSaysWhichCellsCount() {
    SplittableRandom random = TestSeed.random("padded");
    for (int i = 0; i < 300; i++) {
      WordBatch batch = WordBatch.of(WordRule.WHITE_SPACE, WordUnits.bytes(), 12, text(random));
      int from = random.nextInt(batch.rows() + 1);
      PaddedRows padded = batch.padded(from, batch.rows());
      boolean[] mask = padded.mask();
      int cells = 0;
      for (int row = from; row < batch.rows(); row++) {
        for (int k = 0; k < padded.width(); k++) {
          int cell = (row - from) * padded.width() + k;
          assertEquals(k < batch.length(row), mask[cell], TestSeed::replayLine);
          assertEquals(
              mask[cell] ? batch.units()[batch.rowStart(row) + k] : 0,
              padded.units()[cell],
              TestSeed::replayLine);
          cells += mask[cell] ? 1 : 0;
        }
      }
      assertEquals(padded.mask().length == 0 ? 1 : cells / (double) mask.length, padded.fill(), 0);
    }
  }

  @Test
  void equalRowsAreNumberedAlikeAndOthersApart() {
    SplittableRandom random = TestSeed.random("distinct");
    for (int i = 0; i < 300; i++) {
      WordBatch batch = WordBatch.of(WordRule.UAX29, WordUnits.bytes(), 3, text(random));
      DistinctRows distinct = batch.distinct();
      Map<String, Integer> numbers = new HashMap<>();
      for (int row = 0; row < batch.rows(); row++) {
        String key =
            Arrays.toString(
                    Arrays.copyOfRange(batch.units(), batch.rowStart(row), batch.rowStart(row + 1)))
                + batch.continues(row);
        numbers.putIfAbsent(key, numbers.size());
        assertEquals(numbers.get(key), distinct.numberOf()[row], TestSeed::replayLine);
      }
      assertEquals(numbers.size(), distinct.count(), TestSeed::replayLine);
      float[] vectors = new float[2 * distinct.count()];
      for (int k = 0; k < vectors.length; k++) {
        vectors[k] = k;
      }
      float[] gathered = distinct.gather(vectors, 2);
      for (int row = 0; row < batch.rows(); row++) {
        assertEquals(2 * distinct.numberOf()[row] + 1, gathered[2 * row + 1], 0);
      }
    }
  }

  @Test
  void bucketsHoldEachRowOnceAndKeepTheirBounds() {
    SplittableRandom random = TestSeed.random("buckets");
    for (int i = 0; i < 300; i++) {
      WordBatch batch = WordBatch.of(WordRule.WHITE_SPACE, WordUnits.bytes(), 40, text(random));
      int[] rows = batch.distinct().first();
      int most = 1 + random.nextInt(200);
      int[] seen = new int[batch.rows()];
      for (PaddedRows bucket : PaddedRows.byLength(batch, rows, most)) {
        assertTrue(bucket.count() == 1 || bucket.units().length <= most, TestSeed::replayLine);
        for (int k = 0; k < bucket.count(); k++) {
          seen[bucket.rows()[k]]++;
          assertEquals(batch.length(bucket.rows()[k]), bucket.lengths()[k], TestSeed::replayLine);
          assertTrue(2 * bucket.lengths()[k] >= bucket.width(), TestSeed::replayLine);
        }
      }
      for (int row = 0; row < seen.length; row++) {
        int wanted = Arrays.binarySearch(rows, row) >= 0 ? 1 : 0;
        assertEquals(wanted, seen[row], TestSeed::replayLine);
      }
    }
  }

  @Test
  void aWordOfAMegabyteIsCutAndComesBack() {
    byte[] text = "é".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
    WordBatch batch = WordBatch.of(WordRule.WHITE_SPACE, new CharacterUnits('é'), 1000, text);
    assertEquals((1 << 19) / 1000 + 1, batch.rows());
    assertArrayEquals(text, batch.text());
  }

  @Test
  void unitsThatMayLoseSomethingAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new TokenUnits(Baseline.CODEPOINTS.tokenizer()));
    assertTrue(String.valueOf(e.getMessage()).contains("codepoints is not"), e::getMessage);
    assertThrows(IllegalArgumentException.class, () -> new CharacterUnits('a', 'a'));
    assertThrows(IllegalArgumentException.class, () -> new CharacterUnits(0xD800));
    assertThrows(
        IllegalArgumentException.class,
        () -> WordBatch.of(WordRule.UAX29, WordUnits.bytes(), 0, new byte[0]));
  }
}
