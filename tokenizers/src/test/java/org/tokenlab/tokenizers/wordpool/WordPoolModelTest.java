package org.tokenlab.tokenizers.wordpool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.SafeTensors;
import org.tokenlab.tokenizers.io.WordPoolFile;

/// The forward pass against PyTorch's (wordpool_forward_golden.py), and the model as a tokenizer.
final class WordPoolModelTest {
  @TempDir private Path folder;

  private WordPoolModel model() throws IOException {
    return WordPoolFile.read(golden());
  }

  private Path golden() throws IOException {
    for (String name : List.of("wordpool.json", "model.safetensors", "expected.safetensors")) {
      try (InputStream in = resource(name)) {
        Files.write(folder.resolve(name), in.readAllBytes());
      }
    }
    return folder;
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        WordPoolModelTest.class.getResourceAsStream(
            "/org/tokenlab/tokenizers/wordpool/model/" + name));
  }

  private static byte[] text() throws IOException {
    try (InputStream in = resource("text.txt")) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyPartGivesWhatPyTorchGives() throws IOException {
    WordPoolModel model = model();
    Tensors expected = SafeTensors.read(folder.resolve("expected.safetensors"));
    WordBatch batch = model.batch(text());
    assertEquals(11, batch.rows());
    float[] pooled = model.encode(batch);
    assertArrayEquals(expected.get("pooled").values(), pooled, 1e-5f);
    float[] contexts = new float[pooled.length];
    int block = model.shape().prefixes() * model.shape().width();
    for (int from = 0; from < batch.rows(); from += model.shape().window()) {
      int count = Math.min(model.shape().window(), batch.rows() - from);
      System.arraycopy(
          model.contexts(pooled, from, count), 0, contexts, from * block, count * block);
    }
    assertArrayEquals(expected.get("contexts").values(), contexts, 1e-5f);
    float[][] logits = model.logits(contexts, batch, 0, batch.rows());
    float[] all = new float[expected.get("logits").values().length];
    int at = 0;
    for (float[] row : logits) {
      for (int prediction = 0; prediction < row.length / 258; prediction++) {
        for (int i = 0; i < 258; i += 16) {
          all[at++] = row[prediction * 258 + i];
        }
      }
    }
    assertEquals(all.length, at);
    assertArrayEquals(expected.get("logits").values(), all, 5e-5f);
  }

  @Test
  void scoresAreProbabilitiesOfTheWordsGivenThoseBefore() throws IOException {
    WordPoolModel model = model();
    WordBatch batch = model.batch(text());
    WordPoolScores scores = model.score(batch);
    assertTrue(scores.bitsPerByte() > 0);
    // Later words don't matter to earlier ones.
    byte[] shorter = Arrays.copyOf(text(), batch.endByte(3));
    assertArrayEquals(
        Arrays.copyOf(scores.bits(), 4), model.score(model.batch(shorter)).bits(), 1e-4);
    // All that may follow has probability 1 together: one unit, then the end.
    float[] context = model.contexts(new float[0], 0, 1);
    double sum = 0;
    for (int b = 0; b < 256; b++) {
      WordBatch one =
          WordBatch.of(WordRule.byId("gpt2"), WordUnits.bytes(), 6, new byte[] {(byte) b});
      float[] logits = model.logits(context, one, 0, 1)[0];
      sum += Math.exp(logits[b] - Softmax.logSum(logits, 0, 258));
    }
    float[] logits = model.logits(context, model.batch(new byte[] {'a'}), 0, 1)[0];
    double marks =
        Math.exp(logits[256] - Softmax.logSum(logits, 0, 258))
            + Math.exp(logits[257] - Softmax.logSum(logits, 0, 258));
    assertEquals(1, sum + marks, 1e-4);
  }

  @Test
  void theNextWordIsTheOneThatIsRight() throws IOException {
    WordPoolModel model = model();
    byte[] next = model.predictNext("The cat".getBytes(StandardCharsets.UTF_8));
    if (next.length > 0 && next.length < 6) {
      byte[] whole = Arrays.copyOf("The cat".getBytes(StandardCharsets.UTF_8), 7 + next.length);
      System.arraycopy(next, 0, whole, 7, next.length);
      WordBatch forced = model.batch(whole);
      if (forced.rows() == 3 && forced.startByte(2) == 7) {
        assertTrue(model.score(forced).right()[2]);
      }
    }
    assertTrue(next.length <= 6);
  }

  @Test
  void idsComeBackAsTheTextByteForByte() throws IOException {
    Tokenizer tokenizer = Tokenizers.load(golden());
    SplittableRandom random = TestSeed.random("ids");
    for (int i = 0; i < 300; i++) {
      byte[] text = RandomText.next(random, 30).getBytes(StandardCharsets.UTF_8);
      if (text.length > 0 && random.nextInt(3) == 0) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      }
      int[] ids = tokenizer.encodeOrdinary(text);
      assertArrayEquals(text, tokenizer.decodeToBytes(ids), TestSeed::replayLine);
      assertEquals(ids.length, tokenizer.count(text, 0, text.length), TestSeed::replayLine);
    }
  }

  @Test
  void idsAreUnitsAndMarksOfRows() throws IOException {
    Tokenizer tokenizer = Tokenizers.load(golden());
    assertArrayEquals(
        new int[] {'a', 256, ' ', 'l', 'o', 'n', 'g', 'e', 257, 's', 't', 256},
        tokenizer.encodeOrdinary("a longest"));
    WordPoolIds ids = (WordPoolIds) tokenizer.model();
    assertEquals(3 * 2, ids.positions(tokenizer.encodeOrdinary("a longest"), 2));
    assertEquals("<end of word>", tokenizer.tokenText(256));
    int[] offsets = tokenizer.encode("a longest").offsets(TextUnit.UTF8_BYTES);
    assertArrayEquals(new int[] {6, 7, 7, 7}, Arrays.copyOfRange(offsets, 14, 18));
    byte[] huge = "y".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(
        huge, tokenizer.decodeToBytes(tokenizer.encodeInParallel(huge, 0, huge.length)));
  }

  @Test
  void aFolderWrittenIsReadAgain() throws IOException {
    WordPoolModel model = model();
    byte[] alphabet = "aé 猫".getBytes(StandardCharsets.UTF_8);
    for (WordUnits units :
        List.of(WordUnits.bytes(), CharacterUnits.mostFrequent(alphabet, 9, 1), tokens())) {
      Tensors tensors = random(model.shape(), units.size());
      WordPoolModel written = new WordPoolModel(WordRule.UAX29, units, model.shape(), tensors);
      Path path = folder.resolve(units.kind());
      WordPoolFile.write(written, path);
      WordPoolModel read = WordPoolFile.read(path);
      assertEquals(written.shape(), read.shape());
      assertEquals("uax29", read.rule().id());
      WordBatch batch = written.batch(text());
      assertArrayEquals(batch.units(), read.batch(text()).units());
      assertArrayEquals(written.score(batch).bits(), read.score(read.batch(text())).bits());
      assertEquals(units.kind(), Tokenizers.load(path).name());
    }
  }

  private static WordUnits tokens() {
    byte[][] tokens = new byte[257][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    tokens[256] = "at".getBytes(StandardCharsets.UTF_8);
    return new TokenUnits(
        Tokenizer.builder(
                "small",
                org.tokenlab.tokenizers.bpe.BpeModel.ofRanks(
                    org.tokenlab.tokenizers.Vocabulary.of(tokens)))
            .build());
  }

  private static Tensors random(WordPoolShape shape, int units) {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Tensor> tensors = new java.util.LinkedHashMap<>();
    shape
        .tensors(units)
        .forEach((name, size) -> {
          float[] values = new float[(int) Tensor.size(size)];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
          }
          tensors.put(name, new Tensor(size, values));
        });
    return new Tensors(tensors);
  }

  @Test
  void theErrorFunctionIsRight() {
    assertEquals(0.8427007929, Gelu.erf(1), 2e-7);
    assertEquals(-0.9953222650, Gelu.erf(-2), 2e-7);
    assertEquals(0, Gelu.erf(0), 2e-7);
  }
}
