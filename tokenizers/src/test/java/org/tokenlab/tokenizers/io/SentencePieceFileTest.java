package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;

final class SentencePieceFileTest {
  private static ProtoWriter piece(String text, float score, int type) {
    ProtoWriter piece = new ProtoWriter();
    piece.text(1, text);
    piece.real(2, score);
    piece.integer(3, type);
    return piece;
  }

  private static ProtoWriter model() {
    ProtoWriter model = new ProtoWriter();
    model.message(1, piece("<unk>", 0, 2));
    model.message(1, piece("<s>", 0, 3));
    model.message(1, piece("▁a", -1, 1));
    model.message(1, piece("b", -2, 1));
    model.message(1, piece("ab", -2.5f, 1));
    model.message(1, piece("▁", -3, 1));
    return model;
  }

  @Test
  void piecesOfTheFileAreFound() throws ModelFileException {
    Tokenizer tokenizer = SentencePieceFile.read(model().toBytes(), "x.model").tokenizer("x");
    assertArrayEquals(new int[] {2, 3}, tokenizer.encodeOrdinary("ab"));
    assertEquals("ab b", tokenizer.decode(tokenizer.encodeOrdinary("ab  b")));
  }

  @Test
  void whatIsNotUnderstoodIsKept() throws ModelFileException {
    ProtoWriter model = model();
    ProtoWriter trainer = new ProtoWriter();
    trainer.integer(3, 1);
    trainer.text(2, "prefix");
    trainer.text(250, "extension");
    model.message(2, trainer);
    model.text(300, "kept too");
    byte[] saved = SentencePieceFile.read(model.toBytes(), "x.model").toBytes();
    String text = new String(saved, java.nio.charset.StandardCharsets.ISO_8859_1);
    for (String part : List.of("prefix", "extension", "kept too")) {
      assertTrue(text.contains(part), part);
    }
    assertArrayEquals(saved, SentencePieceFile.read(saved, "x.model").toBytes());
  }

  @Test
  void samplesThatComeOutOtherwiseAreReported() throws ModelFileException {
    ProtoWriter model = model();
    ProtoWriter samples = new ProtoWriter();
    for (String expected : List.of("▁a b", "▁ ab")) {
      ProtoWriter sample = new ProtoWriter();
      sample.text(1, "ab");
      sample.text(2, expected);
      samples.message(1, sample);
    }
    model.message(4, samples);
    SentencePieceFile file = SentencePieceFile.read(model.toBytes(), "x.model");
    assertEquals(2, file.samples().size());
    assertEquals(
        List.of("▁ ab"), file.selfTest().stream().map(SentencePieceFile.Sample::expected).toList());
  }

  @Test
  void aDamagedFileIsRefusedOrReadButNeverBreaksTheReader() {
    byte[] whole = model().toBytes();
    for (int length = 0; length < whole.length; length++) {
      readOrRefuse(Arrays.copyOf(whole, length));
    }
    SplittableRandom random = TestSeed.random("damaged model");
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(damaged);
    }
  }

  private static void readOrRefuse(byte[] content) {
    try {
      SentencePieceFile.read(content, "x.model").tokenizer("x");
    } catch (ModelFileException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("x.model: "), e.getMessage());
    }
  }

  @Test
  void aLengthBeyondTheFileIsRefusedWithItsByte() {
    byte[] claimed = {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 1, 2};
    ModelFileException e =
        assertThrows(ModelFileException.class, () -> SentencePieceFile.read(claimed, "x.model"));
    assertTrue(
        String.valueOf(e.getMessage()).contains("byte 1: expected a length"), e.getMessage());
  }
}
