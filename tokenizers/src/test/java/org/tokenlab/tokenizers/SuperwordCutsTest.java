package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.SuperwordLearner;
import org.tokenlab.tokenizers.pretokenize.ByteLevel;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Tokens that go over words leave few pairs of characters that none of them holds: such texts are
/// cut by the bytes around a place.
@Tag("exhaustive") // knows nothing of vectors
final class SuperwordCutsTest {
  private static final String RELEASED = "\\p{N}+~(?=(\\d{3})+(?!\\d))";
  private static final String CLEANER = "\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]{2,}[\\r\\n/]*| +(?!\\S)";
  private static final String[] WORDS = {
    " the",
    " of",
    " a",
    " in",
    " it",
    " was",
    " house",
    " 12",
    " 1234567",
    ",",
    ".",
    "\n",
    "  ",
    " être",
    " 中文",
    " and then",
    "--",
    " I"
  };

  private static String text(SplittableRandom random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(words + 1); i > 0; i--) {
      text.append(
          random.nextInt(20) == 0
              ? RandomText.next(random, 3)
              : WORDS[random.nextInt(1 + random.nextInt(WORDS.length))]);
    }
    return text.toString();
  }

  private static Tokenizer tokenizer(
      String patterns, SplittableRandom random, boolean wholePieceFirst) {
    BpeModel model =
        SuperwordLearner.learn(
            text(random, 600), 60 + random.nextInt(120), 2, random, wholePieceFirst);
    List<PreTokenizer> parts =
        Stream.concat(
                Arrays.stream(patterns.split("~"))
                    .map(regex ->
                        (PreTokenizer)
                            new Split(
                                new TextPattern.Regex(regex, Dialect.ONIGURUMA),
                                SplitBehavior.ISOLATED,
                                false)),
                Stream.of(new ByteLevel(false, true, false)))
            .toList();
    return Tokenizer.builder("superwords", model)
        .preTokenizer(new PreTokenizerSequence(parts))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASED, CLEANER})
  void everyCutSplitsTheIds(String patterns) {
    SplittableRandom random = TestSeed.random("superword cuts");
    int inWords = 0;
    for (int round = 0; round < 8; round++) {
      Tokenizer tokenizer = tokenizer(patterns, random, round == 7);
      for (int i = 0; i < 150; i++) {
        byte[] utf8 = text(random, 40).getBytes(StandardCharsets.UTF_8);
        for (int cut : CutChecks.assertEveryCutSplitsTheIds(tokenizer, utf8)) {
          inWords += Character.isLetter(utf8[cut]) && Character.isLetter(utf8[cut - 1]) ? 1 : 0;
        }
      }
    }
    assertTrue(inWords > 100, "too few cuts by the bytes around to mean anything: " + inWords);
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASED, CLEANER})
  void streamsPartsAndSubstringsGiveTheIdsOfTheWhole(String patterns) {
    SplittableRandom random = TestSeed.random("superword streams");
    for (int round = 0; round < 6; round++) {
      Tokenizer tokenizer = tokenizer(patterns, random, false);
      for (int i = 0; i < 100; i++) {
        CutChecks.assertPartsGiveTheWhole(tokenizer, text(random, 60), 40, random);
      }
    }
  }

  @Test
  void aStreamWithoutNumbersHoldsLittleBack() {
    SplittableRandom random = TestSeed.random("superword memory");
    Tokenizer tokenizer = tokenizer(RELEASED, random, false);
    long[] given = {0};
    StreamingEncoder stream = tokenizer.streamingEncoder(ids -> given[0] += ids.length);
    String[] words = {" the house", " of", " it was", " and then", " I", "."};
    for (int i = 0; i < 100_000; i++) {
      stream.append(words[random.nextInt(words.length)]);
    }
    long before = given[0];
    stream.finish();
    assertTrue(before > 9 * (given[0] - before), before + " of " + given[0]);
  }
}
