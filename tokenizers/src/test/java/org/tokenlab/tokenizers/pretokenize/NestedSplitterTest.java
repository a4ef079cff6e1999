package org.tokenlab.tokenizers.pretokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TestSeed;

final class NestedSplitterTest {
  /// FixedLength forgets where it began, so a sequence must not be taken up inside one of its
  /// pieces.
  private static final List<PreTokenizer> PARTS =
      List.of(
          new FixedLength(700),
          SplitPattern.LLAMA3.preTokenizer(),
          new Punctuation(SplitBehavior.ISOLATED),
          new Digits(true));

  @Test
  void aTextOfManyBatchesIsSplitAsPartByPart() {
    SplittableRandom random = TestSeed.random("nested");
    for (int n = 0; n < 20; n++) {
      byte[] utf8 = RandomText.next(random, 3000).getBytes(StandardCharsets.UTF_8);
      Pieces expected = pieces(utf8);
      for (PreTokenizer part : PARTS) {
        part.apply(expected);
      }
      Splitter splitter = new PreTokenizerSequence(PARTS).splitter().orElseThrow();
      Pieces got = pieces(utf8);
      got.split(splitter);
      assertEquals(expected.count(), got.count(), TestSeed::replayLine);
      for (int i = 0; i < got.count(); i++) {
        assertEquals(expected.end(i), got.end(i), TestSeed::replayLine);
      }
    }
  }

  @Test
  void onePieceOfTheFirstWithMorePartsThanTheArrayHasRoomAsksForALongerOne() {
    byte[] utf8 = "!".repeat(5000).getBytes(StandardCharsets.UTF_8);
    Splitter splitter =
        new PreTokenizerSequence(
                List.of(
                    SplitPattern.LLAMA3.preTokenizer(), new Punctuation(SplitBehavior.ISOLATED)))
            .splitter()
            .orElseThrow();
    assertEquals(0, splitter.split(utf8, 0, utf8.length, new int[4999]));
    assertEquals(5000, splitter.split(utf8, 0, utf8.length, new int[5000]));
    Pieces pieces = pieces(utf8);
    pieces.split(splitter);
    assertEquals(5000, pieces.count());
  }

  @Test
  void partsThatDoNothingLeaveTheOtherAlone() {
    Splitter scanner = SplitPattern.LLAMA3.preTokenizer();
    PreTokenizer byteLevel = new ByteLevel(false, true, false);
    assertEquals(
        scanner, new PreTokenizerSequence(List.of(scanner, byteLevel)).splitter().orElseThrow());
    assertTrue(
        new PreTokenizerSequence(List.of(scanner, new WhitespaceSplit())).splitter().isEmpty());
    assertTrue(new ByteLevel(true, true, true).splitter().isEmpty());
  }

  private static Pieces pieces(byte[] utf8) {
    AlignedText text = new AlignedText();
    text.set(utf8, 0, utf8.length, 0);
    Pieces pieces = new Pieces(text);
    pieces.reset();
    return pieces;
  }
}
