package org.tokenlab.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;

/// What SentencePiece gives for random small BPE, char and word models, written by
/// `src/test/python/sentencepiece_models_golden.py`.
final class SentencePieceGoldenTest {
  @Test
  void idsAndTextEqualThePeers() {
    assertTrue(
        check(GoldenFile.lines(TokenizerModel.class, "sentencepiece-models-0.2.3.tsv")) >= 500,
        "the golden file is whole");
  }

  /// Compares every line and returns the number of texts and decodings.
  private static int check(List<String[]> lines) {
    int checked = 0;
    Model model = null;
    String description = "";
    for (String[] fields : lines) {
      String line = GoldenFile.line(fields);
      if (fields[0].equals("M")) {
        model = Model.read(fields);
        description = line;
        continue;
      }
      Model asked = Objects.requireNonNull(model);
      String shown = line + "\n" + description;
      if (fields[0].equals("T")) {
        checkText(asked.model(), text(fields[1]), GoldenFile.numbers(fields[2]), shown);
      } else {
        List<String> tokens =
            Arrays.stream(GoldenFile.numbers(fields[1]))
                .mapToObj(asked.model()::tokenText)
                .toList();
        assertEquals(List.of(text(fields[2])), asked.decoder().decode(tokens), shown);
      }
      checked++;
    }
    return checked;
  }

  private record Model(SentencePieceModel model, SentencePieceDecoder decoder) {
    static Model read(String[] fields) {
      Map<String, String> flags = new HashMap<>();
      for (String flag : fields[2].split(" ", -1)) {
        flags.put(flag.split("=", -1)[0], flag.split("=", -1)[1]);
      }
      String[] pieces = fields[3].split(",", -1);
      String[] texts = new String[pieces.length];
      float[] scores = new float[pieces.length];
      PieceType[] types = new PieceType[pieces.length];
      for (int id = 0; id < pieces.length; id++) {
        String[] parts = pieces[id].split(":", -1);
        texts[id] = text(parts[0]);
        scores[id] = Float.parseFloat(parts[1]);
        types[id] = PieceType.numbered(Integer.parseInt(parts[2])).orElseThrow();
      }
      SentencePieces table = SentencePieces.of(texts, scores, types);
      boolean suffix = "1".equals(flags.get("suffix"));
      SentencePieceModel.Kind kind = SentencePieceModel.Kind.valueOf(fields[1]);
      return new Model(
          SentencePieceModel.of(kind, table, suffix),
          new SentencePieceDecoder(
              table,
              "1".equals(flags.get("dummy")),
              "1".equals(flags.get("remove")),
              suffix,
              text(Objects.requireNonNull(flags.get("surface"))),
              Optional.empty()));
    }
  }

  private static void checkText(SentencePieceModel model, String text, int[] wanted, String shown) {
    byte[] inner = text.getBytes(StandardCharsets.UTF_8);
    byte[] utf8 = ("a" + text + "b").getBytes(StandardCharsets.UTF_8); // a piece in a larger text
    int end = 1 + inner.length;
    TokenizerModel.PieceEncoder encoder = model.newEncoder();
    IntSink ids = new IntSink(8);
    encoder.encode(utf8, 1, end, ids);
    assertArrayEquals(wanted, ids.toArray(), shown);
    assertEquals(wanted.length, encoder.count(utf8, 1, new int[] {end}, 1), shown);
    IntSink again = new IntSink(8);
    IntSink spans = new IntSink(8);
    encoder.encode(utf8, 1, end, again, spans);
    assertArrayEquals(wanted, again.toArray(), shown);
    checkSpans(model, utf8, end, again, spans, shown);
    checkCuts(model, text, wanted, shown);
  }

  /// Pieces lie side by side and read like the text they stand for; of the bytes of what is unknown
  /// the last has its place, the others nothing at its start.
  private static void checkSpans(
      SentencePieceModel model, byte[] utf8, int end, IntSink ids, IntSink spans, String shown) {
    int at = 1;
    for (int i = 0; i < ids.size(); i++) {
      int start = spans.get(2 * i);
      int stop = spans.get(2 * i + 1);
      String piece = model.tokenText(ids.get(i));
      String covered = new String(utf8, start, stop - start, StandardCharsets.UTF_8);
      PieceType type = model.pieces().type(ids.get(i));
      if (type == PieceType.BYTE) {
        assertEquals((byte) PieceUnits.byteOf(piece), utf8[at], shown);
        at++;
        boolean isLast = i + 1 == ids.size() || spans.get(2 * i + 2) >= at;
        assertTrue(start < at && (utf8[start] & 0xC0) != 0x80, shown);
        assertEquals(isLast ? at : start, stop, shown);
      } else {
        assertEquals(at, start, shown);
        assertTrue(type == PieceType.UNKNOWN || piece.equals(covered), shown);
        at = stop;
      }
    }
    assertEquals(end, at, shown);
  }

  /// Wherever the model says that two characters never join, the ids of both sides are those of the
  /// whole.
  private static void checkCuts(SentencePieceModel model, String text, int[] wanted, String shown) {
    int checked = 0;
    for (int at = 0; at < text.length() && checked < 40; at = text.offsetByCodePoints(at, 1)) {
      if (at > 0 && !model.mayJoin(text.codePointBefore(at), text.codePointAt(at))) {
        int[] both =
            IntStream.concat(
                    Arrays.stream(ids(model, text.substring(0, at))),
                    Arrays.stream(ids(model, text.substring(at))))
                .toArray();
        assertArrayEquals(wanted, both, "cut at " + at + ": " + shown);
        checked++;
      }
    }
  }

  private static int[] ids(TokenizerModel model, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(8);
    model.newEncoder().encode(utf8, 0, utf8.length, ids);
    return ids.toArray();
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }
}
