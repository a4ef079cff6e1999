package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.baseline.Baseline;
import org.tokenlab.tokenizers.equalinfo.BytePredictor;
import org.tokenlab.tokenizers.equalinfo.ContextModel;
import org.tokenlab.tokenizers.equalinfo.ContextTree;
import org.tokenlab.tokenizers.equalinfo.EqualInfoModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteModel;
import org.tokenlab.tokenizers.equalinfo.NeuralByteShape;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

/// `.equalinfo` files: there and back, and what becomes of damaged ones.
final class EqualInfoFileTest {
  private static ContextModel contexts(SplittableRandom random) {
    ContextTree.Builder suffixes = new ContextTree.Builder();
    suffixes.add(-1, 0);
    for (int symbol = 'a'; symbol <= 'z'; symbol++) {
      suffixes.entry(symbol, 1 + random.nextInt(2_000));
    }
    for (int label = 'a'; label <= 'z'; label++) {
      suffixes.add(0, label);
      suffixes.entry('a' + random.nextInt(26), 1 + random.nextInt(60_000));
    }
    suffixes.add(1, 'q');
    ContextTree.Builder starts = new ContextTree.Builder();
    starts.add(-1, 0);
    starts.entry('t', 30_000);
    return new ContextModel(suffixes.build(), starts.build(), 14);
  }

  private static Tokenizer tokenizer() {
    return Tokenizer.builder("tiny", new EqualInfoModel(contexts(TestSeed.random("file")), 32, 16))
        .preTokenizer(SplitPattern.CL100K.preTokenizer())
        .addedTokens(AddedTokens.special(Map.of("<|end|>", 65_536)))
        .build();
  }

  @Test
  void aFileHoldsTheWholeTokenizer(@TempDir Path folder) throws IOException {
    Tokenizer tokenizer = tokenizer();
    Path file = folder.resolve("tiny.equalinfo");
    Tokenizers.save(tokenizer, file);
    Path unnamed = folder.resolve("tiny.bin");
    Files.copy(file, unnamed);
    for (Path path : new Path[] {file, unnamed}) {
      Tokenizer loaded = Tokenizers.load(path);
      EqualInfoModel model = (EqualInfoModel) loaded.model();
      assertEquals(32, model.windowBits());
      assertEquals(16, model.tokenBits());
      assertEquals(((EqualInfoModel) tokenizer.model()).predictor(), model.predictor());
      assertEquals(65_536, loaded.idOf("<|end|>"));
      SplittableRandom random = TestSeed.random("loaded");
      for (int i = 0; i < 50; i++) {
        String text = RandomText.next(random, 20);
        assertArrayEquals(
            tokenizer.encodeOrdinary(text), loaded.encodeOrdinary(text), TestSeed::replayLine);
      }
      assertArrayEquals(Files.readAllBytes(file), EqualInfoFile.write(loaded));
    }
  }

  @Test
  void everyDamagedByteIsFound() throws ModelFileException {
    byte[] content = EqualInfoFile.write(tokenizer());
    EqualInfoFile.read(content, "x", "x");
    for (int at = 0; at < content.length; at++) {
      byte[] damaged = content.clone();
      damaged[at] ^= 0x10;
      ModelFileException e =
          assertThrows(
              ModelFileException.class, () -> EqualInfoFile.read(damaged, "x", "a.equalinfo"));
      assertTrue(e.getMessage().startsWith("a.equalinfo: byte "), e.getMessage());
    }
  }

  @Test
  void aFileCutOffAnywhereIsRefused() {
    byte[] content = EqualInfoFile.write(tokenizer());
    for (int length = 0; length < content.length; length++) {
      byte[] start = Arrays.copyOf(content, length);
      String message =
          assertThrows(
                  ModelFileException.class, () -> EqualInfoFile.read(start, "x", "a.equalinfo"))
              .getMessage();
      assertTrue(message.contains("cut off"), message);
    }
  }

  @Test
  void messagesSayWhatWasWantedAndFound() {
    refuses(8, 3, "a.equalinfo: byte 8: expected version 1 or 2; found 3");
    refuses(8, 2, "a.equalinfo: byte 24: "); // contexts read as weights
    refuses(12, 20, "a.equalinfo: byte 12: a window has from 16 to 16,777,216 bits");
    refuses(16, 12, "a.equalinfo: byte 12: a token has 8 or 16 bits; got 12");
    refuses(20, 16, "a.equalinfo: byte 12: a precision is from 10 to 15 bits; got 16");
    refuses(24, 29, "a.equalinfo: byte 24: expected counts that add up to the file's ");
    refuses(24, Integer.MIN_VALUE, "a.equalinfo: byte 24: expected counts");
    refuses(24, Integer.MAX_VALUE, "a.equalinfo: byte 24: expected counts");
  }

  /// A number in the header, with the checksum that belongs to it.
  private static void refuses(int at, int number, String message) {
    byte[] content = EqualInfoFile.write(tokenizer());
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
    String said =
        assertThrows(
                ModelFileException.class,
                () -> EqualInfoFile.read(checked(content), "x", "a.equalinfo"))
            .getMessage();
    assertTrue(said.startsWith(message), said);
  }

  private static Tokenizer neural(SplittableRandom random) {
    NeuralByteShape shape = new NeuralByteShape(2, 2, 3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shape
        .tensors()
        .forEach((name, size) -> {
          float[] values = new float[(int) Tensor.size(size)];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
          }
          tensors.put(name, new Tensor(size, values));
        });
    return new EqualInfoModel(new NeuralByteModel(shape, new Tensors(tensors), 13), 48, 8)
        .tokenizer("neural");
  }

  @Test
  void aFileHoldsANeuralModel(@TempDir Path folder) throws IOException {
    Tokenizer tokenizer = neural(TestSeed.random("neural"));
    Path file = folder.resolve("n.equalinfo");
    Tokenizers.save(tokenizer, file);
    Tokenizer loaded = Tokenizers.load(file);
    assertEquals(
        ((EqualInfoModel) tokenizer.model()).predictor(),
        ((EqualInfoModel) loaded.model()).predictor());
    assertArrayEquals(
        tokenizer.encodeOrdinary("a text of bytes"), loaded.encodeOrdinary("a text of bytes"));
    byte[] content = Files.readAllBytes(file);
    assertArrayEquals(content, EqualInfoFile.write(loaded));
    for (int at = 0; at < content.length; at++) {
      byte[] damaged = content.clone();
      damaged[at] ^= 0x10;
      assertThrows(ModelFileException.class, () -> EqualInfoFile.read(damaged, "x", "n.equalinfo"));
      byte[] start = Arrays.copyOf(content, at);
      assertThrows(ModelFileException.class, () -> EqualInfoFile.read(start, "x", "n.equalinfo"));
    }
    for (int[] wrong : new int[][] {{24, 33}, {28, 3}, {32, 0}, {40, -1}, {40, 1}, {20, 16}}) {
      byte[] changed = content.clone();
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(wrong[0], wrong[1]);
      String said =
          assertThrows(
                  ModelFileException.class,
                  () -> EqualInfoFile.read(checked(changed), "x", "n.equalinfo"))
              .getMessage();
      assertTrue(said.startsWith("n.equalinfo: byte " + (wrong[0] == 20 ? "12" : "24")), said);
    }
    byte[] notFinite = content.clone();
    ByteBuffer.wrap(notFinite).order(ByteOrder.LITTLE_ENDIAN).putFloat(56, Float.NaN);
    String said =
        assertThrows(
                ModelFileException.class,
                () -> EqualInfoFile.read(checked(notFinite), "x", "n.equalinfo"))
            .getMessage();
    assertTrue(said.contains("finite"), said);
  }

  private static byte[] checked(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 8, 40);
    checksum.update(content, 56, content.length - 56);
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(48, checksum.getValue());
    return content;
  }

  @Test
  void treesMadeWronglyAreRefusedOrRead() {
    byte[] content = EqualInfoFile.write(tokenizer());
    int refused = 0;
    for (int at = 56; at < content.length; at++) {
      byte[] wrong = content.clone();
      wrong[at] ^= (byte) 0x81;
      try {
        Tokenizer tokenizer = EqualInfoFile.read(checked(wrong), "x", "a.equalinfo");
        byte[] text = "some text, any at all".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(text, tokenizer.decodeToBytes(tokenizer.encodeOrdinary(text)));
      } catch (ModelFileException e) {
        assertTrue(e.getMessage().startsWith("a.equalinfo: "), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 28 * 4, refused + " refused"); // every count of children and weights
  }

  @Test
  void otherTokenizersAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> EqualInfoFile.write(Baseline.BYTES.tokenizer()));
    BytePredictor foreign =
        new BytePredictor() {
          @Override
          public int precision() {
            return 12;
          }

          @Override
          public Context newContext() {
            throw new UnsupportedOperationException();
          }
        };
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> EqualInfoFile.write(new EqualInfoModel(foreign, 32, 8).tokenizer("mine")))
            .getMessage();
    assertTrue(said.startsWith(".equalinfo can't hold mine: it holds Equal-Info"), said);
  }
}
