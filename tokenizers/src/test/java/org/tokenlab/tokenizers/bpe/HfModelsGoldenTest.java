package org.tokenlab.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.GoldenFile;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.wordpiece.WordLevelModel;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;

/// What HF's models give for random small vocabularies, written by
/// `src/test/python/hf_models_golden.py`.
final class HfModelsGoldenTest {
  @Test
  void idsAndPlacesEqualHfs() {
    assertTrue(
        check(GoldenFile.lines(TokenizerModel.class, "hf-models-0.23.2.tsv")) >= 800,
        "the golden file is whole");
  }

  /// Compares every line and returns the number of texts.
  private static int check(List<String[]> lines) {
    int texts = 0;
    TokenizerModel model = new WordLevelModel(Vocabulary.of(new byte[0][]), "");
    String description = "";
    for (String[] fields : lines) {
      String line = GoldenFile.line(fields);
      if (fields[0].equals("M")) {
        model = model(fields);
        description = line;
      } else {
        checkText(model, fields, description + "\n" + line);
        texts++;
      }
    }
    return texts;
  }

  private static void checkText(TokenizerModel model, String[] fields, String line) {
    byte[] text = HexFormat.of().parseHex(fields[1]);
    byte[] shifted = new byte[text.length + 5]; // a piece is a part of a larger text
    Arrays.fill(shifted, (byte) 'a');
    System.arraycopy(text, 0, shifted, 3, text.length);
    int end = 3 + text.length;
    TokenizerModel.PieceEncoder encoder = model.newEncoder();
    if (fields[2].equals("error")) {
      assertThrows(
          IllegalStateException.class, () -> encoder.encode(shifted, 3, end, new IntSink(8)), line);
      return;
    }
    int[] wanted = GoldenFile.numbers(fields[2]);
    IntSink ids = new IntSink(8);
    encoder.encode(shifted, 3, end, ids);
    assertArrayEquals(wanted, ids.toArray(), line);
    assertEquals(wanted.length, encoder.count(shifted, 3, new int[] {end}, 1), line);
    IntSink again = new IntSink(8);
    IntSink spans = new IntSink(8);
    encoder.encode(shifted, 3, end, again, spans);
    assertArrayEquals(wanted, again.toArray(), line);
    int[] wantedSpans =
        Arrays.stream(GoldenFile.numbers(fields[3]))
            .map(at -> Math.min(at, text.length) + 3)
            .toArray();
    assertArrayEquals(wantedSpans, spans.toArray(), line);
    if (model instanceof CharacterBpeModel) {
      checkCuts(model, new String(text, StandardCharsets.UTF_8), wanted, line);
    }
  }

  /// Wherever the model says that two characters never join, the ids of both sides are those of the
  /// whole.
  private static void checkCuts(TokenizerModel model, String text, int[] wanted, String line) {
    for (int at = text.offsetByCodePoints(0, 1); at < text.length(); ) {
      int right = text.codePointAt(at);
      if (!model.mayJoin(text.codePointBefore(at), right)) {
        int[] left = ids(model, text.substring(0, at));
        int[] rest = ids(model, text.substring(at));
        int[] both = IntStream.concat(Arrays.stream(left), Arrays.stream(rest)).toArray();
        assertArrayEquals(wanted, both, () -> "cut into " + left.length + " + rest: " + line);
      }
      at += Character.charCount(right);
    }
  }

  private static int[] ids(TokenizerModel model, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    IntSink ids = new IntSink(8);
    model.newEncoder().encode(utf8, 0, utf8.length, ids);
    return ids.toArray();
  }

  private static TokenizerModel model(String[] fields) {
    Map<String, String> options = new HashMap<>();
    for (String option : fields[2].split(" ", -1)) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    byte[][] tokens =
        Arrays.stream(fields[3].split(",", -1))
            .map(token -> HexFormat.of().parseHex(token))
            .toArray(byte[][]::new);
    Vocabulary vocabulary = Vocabulary.of(tokens);
    return switch (fields[1]) {
      case "wordpiece" ->
          new WordPieceModel(
              vocabulary,
              text(options, "unk_token"),
              text(options, "continuing_subword_prefix"),
              Integer.parseInt(Objects.requireNonNull(options.get("max_input_chars_per_word"))));
      case "wordlevel" -> new WordLevelModel(vocabulary, text(options, "unk_token"));
      default ->
          CharacterBpeModel.of(
              vocabulary,
              Merges.of(
                  fields[4].isEmpty()
                      ? new int[0]
                      : Arrays.stream(fields[4].split("[.,]", -1))
                          .mapToInt(Integer::parseInt)
                          .toArray()),
              new CharacterBpeModel.Options(
                  options.containsKey("unk_token") ? text(options, "unk_token") : null,
                  text(options, "continuing_subword_prefix"),
                  text(options, "end_of_word_suffix"),
                  "1".equals(options.get("fuse_unk")),
                  "1".equals(options.get("byte_fallback")),
                  "1".equals(options.get("ignore_merges")),
                  0));
    };
  }

  private static String text(Map<String, String> options, String name) {
    byte[] utf8 = HexFormat.of().parseHex(Objects.requireNonNull(options.get(name)));
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
