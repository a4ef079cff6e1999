package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold for every tokenizer whatever its format: the ways to encode agree with each
/// other.
@ParameterizedClass
@ValueSource(
    strings = {
      "vocab/tiktoken/cl100k_base.tiktoken",
      "vocab/tiktoken/kimi_k2.tiktoken",
      "vocab/tiktoken/whisper_multilingual.tiktoken",
      "vocab/hf-json/bert_base_cased.json",
      "vocab/hf-json/bert_base_uncased.json",
      "vocab/hf-json/clip_base.json",
      "vocab/hf-json/gpt2.json",
      "vocab/hf-json/gpt_neox_20b.json",
      "vocab/hf-json/mistral_v0.1.json",
      "vocab/hf-json/mistral_v0.3.json",
      "vocab/hf-json/modernbert.json",
      "vocab/hf-json/xlnet_base_cased.json",
      "vocab/kensho/unigram_likelihood_2_32768.json",
      "vocab/sentencepiece/chinese_sp_20k.model",
      "vocab/sentencepiece/mistral_v1.model",
      "vocab/sentencepiece/mistral_v3.model",
      "vocab/sentencepiece/seqio_test.model",
      "vocab/sentencepiece/spm_test_ja_model.model",
      "vocab/sentencepiece/spm_test_model.model",
      "vocab/sentencepiece/xlnet_base_cased.model",
      "vocab/wordpiece/bert_multi_cased_vocab.txt"
    })
final class EveryVocabularyTest {
  private static final int TEXTS = 300;

  private final Tokenizer tokenizer;
  private final SplittableRandom random;

  EveryVocabularyTest(String file) throws IOException {
    tokenizer = Tokenizers.load(ReferenceData.file(file));
    random = TestSeed.random("every" + file);
  }

  @Test
  void countsAreTheNumberOfIds() {
    for (int i = 0; i < TEXTS; i++) {
      String text = RandomText.next(random, 40);
      int[] ids = tokenizer.encodeOrdinary(text);
      assertEquals(ids.length, tokenizer.count(text), TestSeed::replayLine);
      int limit = random.nextInt(ids.length + 2);
      int counted = tokenizer.countUpTo(text, limit);
      assertTrue(
          ids.length <= limit ? counted == ids.length : counted > limit, TestSeed::replayLine);
    }
  }

  @Test
  void charsBytesAndPlacesGiveTheSameIds() {
    for (int i = 0; i < TEXTS; i++) {
      String text = RandomText.next(random, 40);
      int[] ids = tokenizer.encodeOrdinary(text);
      byte[] utf8 = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(
          ids, tokenizer.encodeOrdinary(utf8, 1, utf8.length - 1), TestSeed::replayLine);
      Encoding encoding = tokenizer.encode(text);
      assertArrayEquals(ids, encoding.ids(), TestSeed::replayLine);
      assertPlacesLieInTheText(encoding, utf8.length - 2);
    }
  }

  private static void assertPlacesLieInTheText(Encoding encoding, int length) {
    int[] spans = encoding.offsets(TextUnit.UTF8_BYTES);
    int[] words = encoding.wordIds();
    for (int k = 0; k < encoding.size(); k++) {
      assertTrue(
          0 <= spans[2 * k] && spans[2 * k] <= spans[2 * k + 1] && spans[2 * k + 1] <= length,
          TestSeed::replayLine);
      assertTrue(k == 0 || words[k] >= words[k - 1], TestSeed::replayLine);
    }
  }

  @Test
  void aStreamGivesTheIdsOfTheWhole() {
    for (int i = 0; i < TEXTS; i++) {
      String text = RandomText.next(random, 80);
      IntSink ids = new IntSink(16);
      StreamingEncoder stream =
          new StreamingEncoder(
              tokenizer, part -> Arrays.stream(part).forEach(ids::add), 1 + random.nextInt(20));
      for (int at = 0; at < text.length(); ) {
        int end = Math.min(text.length(), at + random.nextInt(9));
        stream.append(text.substring(at, end));
        at = end;
      }
      stream.finish();
      assertArrayEquals(
          tokenizer.encodeOrdinary(text), ids.toArray(), () -> text + TestSeed.replayLine());
    }
  }

  @Test
  void proseIsCutOften() {
    byte[] prose =
        "The quick brown fox jumps over the lazy dog and runs away. "
            .repeat(10)
            .getBytes(StandardCharsets.UTF_8);
    int cuts = 0;
    CutRule rule = tokenizer.sumKeepingCutRule();
    for (int cut = rule.first(prose, 0, prose.length);
        cut < prose.length;
        cut = rule.first(prose, cut, prose.length)) {
      cuts++;
    }
    assertTrue(cuts >= 50, "a stream would hold back nearly everything: " + cuts + " cuts");
  }

  @Test
  void aGrowingTextAndSubstringsCountAsTextsOfTheirOwn() {
    for (int i = 0; i < TEXTS / 10; i++) {
      String text = RandomText.next(random, 50);
      GrowingEncoding growing = tokenizer.growingEncoding();
      SubstringCounts counts = tokenizer.substringCounts(text);
      for (int at = 0; at < text.length(); ) {
        int end = text.offsetByCodePoints(at, 1);
        growing.append(text.substring(at, end));
        at = end;
        String start = text.substring(0, end);
        assertArrayEquals(
            tokenizer.encodeOrdinary(start), growing.ids(), () -> start + TestSeed.replayLine());
        int from =
            Utf8.length(
                text.substring(
                    0,
                    text.offsetByCodePoints(0, random.nextInt(start.codePointCount(0, end) + 1))));
        int to = Utf8.length(start);
        String part =
            new String(
                Arrays.copyOfRange(text.getBytes(StandardCharsets.UTF_8), from, to),
                StandardCharsets.UTF_8);
        assertEquals(tokenizer.count(part), counts.count(from, to), TestSeed::replayLine);
      }
    }
  }

  @Test
  void truncationKeepsTheFirstOrLastIds() {
    for (int i = 0; i < TEXTS; i++) {
      String text = RandomText.next(random, 120);
      int[] ids = tokenizer.encodeOrdinary(text);
      int most = random.nextInt(ids.length + 2);
      int[] first = tokenizer.truncate(text, most, Side.RIGHT).ids();
      int[] last = tokenizer.truncate(text, most, Side.LEFT).ids();
      assertTrue(first.length <= most && last.length <= most, TestSeed::replayLine);
      assertArrayEquals(Arrays.copyOf(ids, first.length), first, TestSeed::replayLine);
      assertArrayEquals(
          Arrays.copyOfRange(ids, ids.length - last.length, ids.length),
          last,
          TestSeed::replayLine);
    }
  }

  @Test
  void aStreamOfIdsDecodesAsTheWhole() {
    for (int i = 0; i < TEXTS; i++) {
      int[] ids = tokenizer.encodeOrdinary(RandomText.next(random, 30));
      StreamingDecoder decoder = tokenizer.streamingDecoder();
      StringBuilder text = new StringBuilder();
      for (int id : ids) {
        text.append(decoder.append(id));
      }
      text.append(decoder.finish());
      assertEquals(tokenizer.decode(ids), text.toString(), TestSeed::replayLine);
    }
  }

  @Test
  void byteLevelTokenizersGiveBackEveryText() {
    if (tokenizer.model().invalidUtf8() == TokenizerModel.InvalidUtf8.TAIL_IS_ONE_PIECE
        && tokenizer.normalizer().equals(Normalizer.none())) {
      for (int i = 0; i < TEXTS; i++) {
        String text = RandomText.next(random, 60);
        assertEquals(text, tokenizer.decode(tokenizer.encodeOrdinary(text)), TestSeed::replayLine);
      }
    }
  }
}
