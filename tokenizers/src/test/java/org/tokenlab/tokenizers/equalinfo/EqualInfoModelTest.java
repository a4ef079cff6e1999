package org.tokenlab.tokenizers.equalinfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.EncodeOptions;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.StreamingDecoder;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Windows against the naive reference, and back, on all sorts of bytes.
final class EqualInfoModelTest {
  private static final int[] WINDOWS = {16, 32, 48, 64, 128, 1024};

  private static byte[] text(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> RandomText.next(random, 30).getBytes(StandardCharsets.UTF_8);
      case 1 -> {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        yield bytes;
      }
      case 2 -> {
        byte[] bytes = new byte[random.nextInt(200)];
        Arrays.fill(bytes, (byte) random.nextInt(256));
        yield bytes;
      }
      default -> {
        byte[] bytes = new byte[random.nextInt(200)];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) ('a' + random.nextInt(26));
        }
        yield bytes;
      }
    };
  }

  private static BytePredictor predictor(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> RandomPredictors.ofWholeWindow(random);
      case 1 -> RandomPredictors.ofContexts(random);
      default -> RandomPredictors.ofNeurons(random);
    };
  }

  private static int[] ids(List<BigInteger> codes, int windowBits, int tokenBits) {
    int each = windowBits / tokenBits;
    int[] ids = new int[codes.size() * each];
    for (int i = 0; i < ids.length; i++) {
      int shift = windowBits - tokenBits * (i % each + 1);
      ids[i] = codes.get(i / each).shiftRight(shift).intValue() & ((1 << tokenBits) - 1);
    }
    return ids;
  }

  @Test
  void windowsAreThoseOfTheNaiveReference() {
    SplittableRandom random = TestSeed.random("naive");
    for (int round = 0; round < 60; round++) {
      BytePredictor predictor = predictor(random);
      int windowBits = WINDOWS[random.nextInt(WINDOWS.length)];
      int tokenBits = random.nextBoolean() ? 8 : 16;
      if (windowBits == 16 && round % 4 != 0) {
        windowBits = 24; // a tree of all windows takes 0.1 s
        tokenBits = 8;
      }
      byte[] text = text(random);
      List<BigInteger> codes = new NaiveWindows(predictor, windowBits).encode(text);
      Tokenizer tokenizer = new EqualInfoModel(predictor, windowBits, tokenBits).tokenizer("x");
      int[] ids = ids(codes, windowBits, tokenBits);
      assertArrayEquals(ids, tokenizer.encodeOrdinary(text), TestSeed::replayLine);
      assertEquals(ids.length, tokenizer.count(text, 0, text.length), TestSeed::replayLine);
      assertArrayEquals(text, tokenizer.decodeToBytes(ids), TestSeed::replayLine);
    }
  }

  @Test
  void everyTextComesBack() {
    SplittableRandom random = TestSeed.random("everyText");
    byte[] noise = new byte[5_000];
    random.nextBytes(noise);
    byte[] mixed = new byte[5_000];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = random.nextInt(8) == 0 ? noise[i] : (byte) ('a' + random.nextInt(4));
    }
    List<byte[]> texts =
        List.of(
            new byte[0],
            new byte[1],
            new byte[3_000],
            new byte[] {(byte) 0xC3, '(', (byte) 0xFF, 0, (byte) 0xED, (byte) 0xA0, (byte) 0x80},
            "Straße 🙂\u0000".getBytes(StandardCharsets.UTF_8),
            noise,
            mixed);
    ContextModel contexts = RandomPredictors.ofContexts(random);
    for (int windowBits : WINDOWS) {
      for (int tokenBits : new int[] {8, 16}) {
        Tokenizer tokenizer = new EqualInfoModel(contexts, windowBits, tokenBits).tokenizer("x");
        for (byte[] text : texts) {
          assertArrayEquals(
              text, tokenizer.decodeToBytes(tokenizer.encodeOrdinary(text)), TestSeed::replayLine);
        }
      }
    }
  }

  @Test
  void aMegabyteOfOneByteComesBack() {
    byte[] oneByte = new byte[1 << 20];
    Arrays.fill(oneByte, (byte) 'a');
    ContextModel contexts = RandomPredictors.ofContexts(TestSeed.random("oneByte"));
    for (int[] bits : new int[][] {{16, 16}, {64, 8}}) {
      Tokenizer tokenizer = new EqualInfoModel(contexts, bits[0], bits[1]).tokenizer("x");
      assertArrayEquals(
          oneByte,
          tokenizer.decodeToBytes(tokenizer.encodeOrdinary(oneByte)),
          TestSeed::replayLine);
    }
  }

  @Test
  void aTextMayEndAnywhere() {
    SplittableRandom random = TestSeed.random("ends");
    byte[] text = new byte[40];
    Arrays.fill(text, (byte) 'a');
    for (int windowBits : WINDOWS) {
      Tokenizer tokenizer = new EqualInfoModel(predictor(random), windowBits, 8).tokenizer("x");
      for (int length = 0; length <= text.length; length++) {
        byte[] start = Arrays.copyOf(text, length);
        assertArrayEquals(
            start, tokenizer.decodeToBytes(tokenizer.encodeOrdinary(start)), TestSeed::replayLine);
      }
    }
  }

  @Test
  void theTreeGivesTheCalculatedWindows() {
    SplittableRandom random = TestSeed.random("tree");
    for (int round = 0; round < 3; round++) {
      BytePredictor predictor = predictor(random);
      WindowTree tree = new WindowTree(predictor);
      WindowWriter writer = new WindowWriter(predictor, 16, 64);
      for (int i = 0; i < 200; i++) {
        byte[] text = text(random);
        for (int at = 0; at < text.length; ) {
          int end = writer.write(text, at, text.length);
          int code = tree.longest(text, at, text.length);
          assertEquals((writer.code()[0] & 0xFF) << 8 | (writer.code()[1] & 0xFF), code);
          assertEquals(end - at, tree.length(code), TestSeed::replayLine);
          at = end;
        }
      }
    }
  }

  @Test
  void everyCodeOfSixteenBitsIsAStringOfItsOwn() {
    BytePredictor predictor = predictor(TestSeed.random("codes"));
    Vocabulary vocabulary = new EqualInfoModel(predictor, 16, 16).vocabulary();
    Set<String> strings = new HashSet<>();
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      byte[] bytes = vocabulary.bytes(id);
      assertTrue(strings.add(new String(bytes, StandardCharsets.ISO_8859_1)), TestSeed::replayLine);
      assertEquals(id == 0 ? Vocabulary.NONE : id, vocabulary.id(bytes), TestSeed::replayLine);
    }
    for (int value = 0; value < 256; value++) {
      assertTrue(strings.contains(String.valueOf((char) value)), TestSeed::replayLine);
    }
  }

  @Test
  void anyTokensAreRead() {
    SplittableRandom random = TestSeed.random("anyTokens");
    for (int windowBits : WINDOWS) {
      EqualInfoModel model = new EqualInfoModel(predictor(random), windowBits, 8);
      int[] ids = random.ints(40L * model.tokensPerWindow(), 0, 256).toArray();
      byte[] bytes = model.decode(ids);
      Tokenizer tokenizer = model.tokenizer("x");
      assertArrayEquals(
          bytes, tokenizer.decodeToBytes(tokenizer.encodeOrdinary(bytes)), TestSeed::replayLine);
    }
  }

  @Test
  void tokensThatAreNoneOrLackOthersAreRefused() {
    EqualInfoModel model =
        new EqualInfoModel(RandomPredictors.ofContexts(TestSeed.random("refused")), 64, 16);
    assertEquals(
        "a window is 4 tokens; got 7 tokens, which is 1 windows and 3 tokens",
        assertThrows(IllegalArgumentException.class, () -> model.decode(new int[7])).getMessage());
    assertEquals(
        "no token has id 65536; ids are from 0 to 65535",
        assertThrows(IllegalArgumentException.class, () -> model.decode(0, 0, 0, 1 << 16))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> model.decode(0, 0, 0, -1));
  }

  @Test
  void otherWindowsAreRefused() {
    BytePredictor predictor = RandomPredictors.ofContexts(TestSeed.random("others"));
    for (int[] bits : new int[][] {{8, 8}, {24, 16}, {20, 8}, {64, 12}, {(1 << 24) + 16, 16}}) {
      assertThrows(
          IllegalArgumentException.class, () -> new EqualInfoModel(predictor, bits[0], bits[1]));
    }
  }

  @Test
  void aPredictorThatDoesNotAddUpIsFound() {
    BytePredictor wrong =
        new BytePredictor() {
          @Override
          public int precision() {
            return 10;
          }

          @Override
          public Context newContext() {
            return new Context() {
              @Override
              public void reset() {}

              @Override
              public void append(int value) {}

              @Override
              public void frequencies(int[] into) {
                Arrays.fill(into, 3);
              }
            };
          }
        };
    Tokenizer tokenizer = new EqualInfoModel(wrong, 32, 8).tokenizer("x");
    assertEquals(
        "a predictor's frequencies add up to 1024; got 768",
        assertThrows(IllegalStateException.class, () -> tokenizer.encodeOrdinary("a"))
            .getMessage());
  }

  @Test
  void allTokensOfAWindowHaveItsPlace() {
    SplittableRandom random = TestSeed.random("places");
    for (int windowBits : new int[] {16, 64}) {
      EqualInfoModel model = new EqualInfoModel(predictor(random), windowBits, 8);
      int each = model.tokensPerWindow();
      String text = RandomText.next(random, 60);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      Encoding encoding = model.tokenizer("x").encode(text);
      int[] ids = encoding.ids();
      int[] places = encoding.offsets(TextUnit.UTF8_BYTES);
      int at = 0;
      for (int i = 0; i < ids.length; i++) {
        assertEquals(at, places[2 * i], TestSeed::replayLine);
        if (i % each == each - 1) {
          byte[] window = model.decode(Arrays.copyOfRange(ids, i + 1 - each, i + 1));
          assertArrayEquals(
              window, Arrays.copyOfRange(utf8, at, places[2 * i + 1]), TestSeed::replayLine);
          at = places[2 * i + 1];
        }
      }
      assertEquals(utf8.length, at, TestSeed::replayLine);
    }
  }

  @Test
  void aStreamOfTokensIsReadWindowByWindow() {
    SplittableRandom random = TestSeed.random("stream");
    for (int windowBits : new int[] {16, 64}) {
      EqualInfoModel model = new EqualInfoModel(predictor(random), windowBits, 8);
      Tokenizer tokenizer =
          Tokenizer.builder("x", model)
              .addedTokens(AddedTokens.special(Map.of("<|end|>", 256)))
              .build();
      String text = RandomText.next(random, 60) + "<|end|>" + RandomText.next(random, 60);
      int[] ids =
          tokenizer.encode(text, EncodeOptions.DEFAULT.withAllowed(Set.of("<|end|>"))).ids();
      StreamingDecoder decoder = tokenizer.streamingDecoder();
      StringBuilder streamed = new StringBuilder();
      for (int id : ids) {
        streamed.append(decoder.append(id));
      }
      assertEquals(text, streamed + decoder.finish(), TestSeed::replayLine);
      StreamingDecoder cut = tokenizer.streamingDecoder();
      cut.append(7);
      assertThrows(IllegalArgumentException.class, cut::finish);
    }
  }

  @Test
  void ofPiecesNothingIsLostWhereTheTextIsNotUtf8() {
    SplittableRandom random = TestSeed.random("pieces");
    for (int tokenBits : new int[] {8, 16}) {
      EqualInfoModel model =
          new EqualInfoModel(predictor(random), tokenBits == 16 ? 16 : 32, tokenBits);
      Tokenizer tokenizer =
          Tokenizer.builder("x", model).preTokenizer(SplitPattern.CL100K.preTokenizer()).build();
      for (int round = 0; round < 300; round++) {
        byte[] start = RandomText.next(random, 20).getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(start, start.length + 9);
        text[start.length] = (byte) 0xFF;
        assertArrayEquals(
            text, tokenizer.decodeToBytes(tokenizer.encodeOrdinary(text)), TestSeed::replayLine);
      }
    }
  }

  @Test
  void tokensHaveTexts() {
    BytePredictor predictor = RandomPredictors.ofContexts(TestSeed.random("texts"));
    EqualInfoModel parts = new EqualInfoModel(predictor, 32, 8);
    EqualInfoModel wide = new EqualInfoModel(predictor, 32, 16);
    EqualInfoModel windows = new EqualInfoModel(predictor, 16, 16);
    assertEquals("<0x0F>", parts.tokenText(15));
    assertEquals("<0xA00F>", wide.tokenText(0xA00F));
    for (EqualInfoModel model : List.of(parts, wide, windows)) {
      for (int id : new int[] {1, 200, 255}) {
        assertEquals(id, model.idOfText(model.tokenText(id)));
      }
    }
    assertEquals(Vocabulary.NONE, parts.idOfText("<0xZZ>"));
    assertEquals(Vocabulary.NONE, parts.idOfText("a"));
  }

  @Test
  void aPredictorOfEqualChancesGivesBytesAtBest() {
    ContextTree.Builder root = new ContextTree.Builder();
    root.add(-1, 0);
    ContextModel uniform = new ContextModel(root.build(), root.build(), 15);
    byte[] text = "any text".repeat(1000).getBytes(StandardCharsets.UTF_8);
    int bytes = Baseline.BYTES.tokenizer().count(text, 0, text.length);
    int tokens = new EqualInfoModel(uniform, 1024, 8).tokenizer("x").count(text, 0, text.length);
    assertTrue(tokens >= bytes && tokens <= bytes * 1.02, tokens + " tokens of 8 bits");
  }
}
