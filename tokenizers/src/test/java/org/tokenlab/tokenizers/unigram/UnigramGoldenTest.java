package org.tokenlab.tokenizers.unigram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.IntSink;

/// What HF tokenizers 0.23.2 gives, written by `src/test/python/unigram_golden.py`.
final class UnigramGoldenTest {
  @Test
  void idsOffsetsAndTokensEqualHfs() {
    assertTrue(
        check(GoldenFile.lines(UnigramGoldenTest.class, "hf-unigram-0.23.2.tsv")) >= 350,
        "the golden file is whole");
  }

  /// Checks all lines and returns how many texts there were.
  private static int check(List<String[]> lines) {
    int texts = 0;
    String[] header = {};
    List<String> pieces = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    UnigramModel model = null;
    for (String[] fields : lines) {
      String line = GoldenFile.line(fields);
      switch (fields[0]) {
        case "model" -> {
          header = fields;
          pieces.clear();
          scores.clear();
          model = null;
        }
        case "piece" -> {
          pieces.add(text(fields[1]));
          scores.add(Double.valueOf(fields[2]));
        }
        default -> {
          if (model == null) {
            model =
                UnigramModel.of(
                    pieces.toArray(String[]::new),
                    scores.stream().mapToDouble(Double::doubleValue).toArray(),
                    header[1].equals("-")
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(header[1])),
                    header[2].equals("1"));
          }
          texts++;
          checkText(model, fields, line);
        }
      }
    }
    return texts;
  }

  private static void checkText(UnigramModel model, String[] fields, String line) {
    byte[] text = HexFormat.of().parseHex(fields[1]);
    UnigramEncoder encoder = (UnigramEncoder) model.newEncoder();
    IntSink ids = new IntSink(8);
    if (fields[2].equals("error")) {
      assertThrows(
          IllegalStateException.class, () -> encoder.encode(text, 0, text.length, ids), line);
      return;
    }
    IntSink spans = new IntSink(8);
    encoder.encode(text, 0, text.length, ids, spans);
    assertArrayEquals(GoldenFile.numbers(fields[2]), ids.toArray(), line);
    assertArrayEquals(GoldenFile.numbers(fields[3]), spans.toArray(), line);
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      int id = ids.get(i);
      tokens.add(
          model
              .textInPlace(id, text, spans.get(2 * i), spans.get(2 * i + 1))
              .orElse(model.tokenText(id)));
    }
    String[] wanted = fields[4].isEmpty() ? new String[0] : fields[4].split(" ", -1);
    assertEquals(Arrays.stream(wanted).map(UnigramGoldenTest::text).toList(), tokens, line);
    assertEquals(ids.size(), encoder.count(text, 0, new int[] {text.length}, 1), line);
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }
}
