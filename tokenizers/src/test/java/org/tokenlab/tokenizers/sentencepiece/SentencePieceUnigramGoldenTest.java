package org.tokenlab.tokenizers.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Segmentation;
import org.tokenlab.tokenizers.TokenizerModel.PieceEncoder;

/// What SentencePiece 0.2.3 gives, written by `src/test/python/sentencepiece_unigram_golden.py`.
final class SentencePieceUnigramGoldenTest {
  @Test
  void idsPlacesPiecesAndTheBestEqualSentencePieces() {
    int[] checked =
        check(GoldenFile.lines(SentencePieceUnigramGoldenTest.class, "unigram-0.2.3.tsv"));
    assertTrue(checked[0] >= 200 && checked[1] >= 40, "the golden file is whole");
  }

  /// Checks all lines and returns how many texts and lists of the best there were.
  private static int[] check(List<String[]> lines) {
    int texts = 0;
    int lists = 0;
    List<String[]> pieces = new ArrayList<>();
    SentencePieceModel model = null;
    for (String[] fields : lines) {
      String line = GoldenFile.line(fields);
      if (fields[0].equals("model")) {
        pieces.clear();
        model = null;
      } else if (fields[0].equals("piece")) {
        pieces.add(fields);
      } else {
        model = model == null ? model(pieces) : model;
        byte[] text = HexFormat.of().parseHex(fields[1]);
        if (fields[0].equals("text")) {
          checkText(model, text, fields, line);
          texts++;
        } else {
          checkBest(model, text, fields, line);
          lists++;
        }
      }
    }
    return new int[] {texts, lists};
  }

  private static SentencePieceModel model(List<String[]> pieces) {
    String[] texts = pieces.stream().map(f -> text(f[1])).toArray(String[]::new);
    float[] scores = new float[texts.length];
    PieceType[] types = new PieceType[texts.length];
    for (int i = 0; i < texts.length; i++) {
      scores[i] = Float.parseFloat(pieces.get(i)[2]);
      types[i] = PieceType.valueOf(pieces.get(i)[3]);
    }
    return SentencePieceModel.of(
        SentencePieceModel.Kind.UNIGRAM, SentencePieces.of(texts, scores, types), false);
  }

  private static void checkText(
      SentencePieceModel model, byte[] text, String[] fields, String line) {
    PieceEncoder encoder = model.newEncoder();
    IntSink ids = new IntSink(8);
    IntSink spans = new IntSink(8);
    encoder.encode(text, 0, text.length, ids, spans);
    assertArrayEquals(GoldenFile.numbers(fields[2]), ids.toArray(), line);
    if (!fields[3].equals("-")) {
      assertArrayEquals(GoldenFile.numbers(fields[3]), spans.toArray(), line);
    }
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      int id = ids.get(i);
      tokens.add(
          model
              .textInPlace(id, text, spans.get(2 * i), spans.get(2 * i + 1))
              .orElse(model.tokenText(id)));
    }
    String[] wanted = fields[4].isEmpty() ? new String[0] : fields[4].split(" ", -1);
    assertEquals(
        Arrays.stream(wanted).map(SentencePieceUnigramGoldenTest::text).toList(), tokens, line);
    assertEquals(ids.size(), encoder.count(text, 0, new int[] {text.length}, 1), line);
  }

  private static void checkBest(
      SentencePieceModel model, byte[] text, String[] fields, String line) {
    List<String> got = new ArrayList<>();
    for (Segmentation best : model.nBest(text, 0, text.length, Integer.parseInt(fields[2]))) {
      got.add(best.score() + ":" + join(best.ids()));
    }
    List<String> wanted = new ArrayList<>();
    for (String best : fields[3].split("\\|", -1)) {
      String[] parts = best.split(":", -1);
      wanted.add(Double.parseDouble(parts[0]) + ":" + parts[1]);
    }
    assertEquals(wanted, got, line);
  }

  private static String join(int[] ids) {
    return String.join(" ", Arrays.stream(ids).mapToObj(Integer::toString).toList());
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }
}
