package org.tokenlab.tokenizers.superword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ByteLevelAlphabet;
import org.tokenlab.tokenizers.io.ModelFormat;

/// The ids of fastboundlessbpe 0.1.0, as `boundless_golden.py` asked for them.
final class BoundlessGoldenTest {
  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Test
  void trainedModelsGiveThePeersIds() throws IOException {
    Map<String, Tokenizer> models = new HashMap<>();
    for (String[] line : GoldenFile.lines(BoundlessGoldenTest.class, "trained.tsv")) {
      if (!models.containsKey(line[0])) {
        models.put(line[0], PeerTrained.model(line[0]));
      }
      check(models.get(line[0]), text(line[1]), line[2], line[0]);
    }
    assertEquals(4, models.size());
  }

  @Test
  void contradictoryModelsGiveThePeersIds() throws IOException {
    Tokenizer model = null;
    String file = "";
    for (String[] line : GoldenFile.lines(BoundlessGoldenTest.class, "tiny.tsv")) {
      if (line[0].equals("model")) {
        file = text(line[1]);
        model = load(file);
        continue;
      }
      String text = text(line[1]);
      Tokenizer tokenizer = java.util.Objects.requireNonNull(model);
      check(tokenizer, text, line[2], file);
    }
  }

  private static void check(Tokenizer tokenizer, String text, String wanted, String model) {
    if (wanted.equals("error")) {
      assertThrows(IllegalStateException.class, () -> tokenizer.encodeOrdinary(text));
    } else {
      assertArrayEquals(
          GoldenFile.numbers(wanted), tokenizer.encodeOrdinary(text), () -> model + " on " + text);
    }
  }

  /// A tiny file, `BYTES` standing for the bytes.
  static Tokenizer load(String file) throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      bytes.append(b).append(' ').append(ByteLevelAlphabet.toText(new byte[] {(byte) b}));
      bytes.append(b < 255 ? " 0 0\n" : " 0 0");
    }
    byte[] content = file.replace("BYTES", bytes).getBytes(StandardCharsets.UTF_8);
    return Tokenizers.load(new ByteArrayInputStream(content), ModelFormat.FAST_BOUNDLESS, "tiny");
  }
}
