package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Utf8;
import tools.jackson.core.JsonToken;

/// The sections read from the bytes, against the same file read by the JSON parser alone.
@Tag("exhaustive") // knows nothing of vectors
final class LargeSectionsTest {
  private static final List<String> STRINGS =
      List.of(
          "a",
          "",
          "\u0120the",
          "\\u0120the",
          "\\\"",
          "\\\\",
          "\\/\\b\\f\\n\\r\\t",
          "\\ud83d\\ude42",
          "\uD83D\uDE42",
          "x y",
          "\u4E2D\u6587",
          "\\u00E9t\\u00e9");
  private static final List<String> WRONG =
      List.of("\\ud83d", "\\x", "\\u12", "\t", "\\ude42", "\\ud83d\\u0041", "\\");
  private static final List<String> NUMBERS = List.of("0", "7", "12", "2097151");
  private static final List<String> WRONG_NUMBERS =
      List.of("01", "-1", "1.0", "1e2", "2097152", "99999999999", "\"1\"", "", "null");

  @Test
  void sectionsEqualWhatTheParserReads() throws ModelFileException {
    SplittableRandom random = TestSeed.random("sections");
    int cut = 0;
    for (int i = 0; i < 8_000; i++) {
      byte[] file = file(random, random.nextInt(3) == 0).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(20) == 0) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      LargeSections sections = LargeSections.of(file); // which any bytes may come to
      if (Utf8.validUpTo(file, 0, file.length) < file.length) {
        continue; // refused after
      }
      cut += sections.tokens == null ? 0 : 1;
      String ours = read(sections);
      String theirs = read(LargeSections.of(new byte[0]), new JsonSource(file, "f"));
      String shown = new String(file, StandardCharsets.UTF_8);
      assertEquals(theirs, ours, () -> TestSeed.replayLine() + "\n" + shown);
    }
    assertTrue(cut > 2_000, "too few files are read from their bytes: " + cut);
  }

  @Test
  void theRestKeepsTheFilesOffsets() {
    String file = "{\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [[\"a\", \"b\"]], \"x\": 1}}";
    LargeSections sections = LargeSections.of(file.getBytes(StandardCharsets.UTF_8));
    assertNotNull(sections.tokens);
    String rest = new String(sections.rest(), StandardCharsets.UTF_8);
    assertEquals("{\"model\": {\"vocab\": {}, \"merges\": [], \"x\": 1}}", rest);
    for (String part : List.of("model", "vocab", "merges", "x", "1")) {
      assertEquals(file.indexOf(part), sections.offsetInFile(rest.indexOf(part)), part);
    }
  }

  @Test
  void aVocabularyWithMoreBehindItIsLeftToTheParser() {
    byte[] plain = " {\"a\": 1, \"b\": 0} ".getBytes(StandardCharsets.UTF_8);
    byte[] more = "{\"a\": 1} x".getBytes(StandardCharsets.UTF_8);
    VocabularyTexts texts = LargeSections.vocabulary(plain, "v");
    assertNotNull(texts);
    assertArrayEquals(new int[] {1, 0}, new int[] {texts.id("a"), texts.id("b")});
    assertNull(LargeSections.vocabulary(more, "v"));
  }

  private static String read(LargeSections sections) {
    return read(sections, JsonSource.withoutSections(sections, "f"));
  }

  /// What a reader sees of a file, or the message that it gives.
  private static String read(LargeSections sections, JsonSource source) {
    List<String> seen = new ArrayList<>();
    try (JsonSource json = source) {
      if (json.next() != JsonToken.START_OBJECT) {
        return "no object";
      }
      while (json.next() != JsonToken.END_OBJECT) {
        String key = json.text();
        JsonToken value = json.next();
        if (key.equals("model") && value == JsonToken.START_OBJECT) {
          seen.add(show(ModelSection.read(json, "f", sections)));
        } else {
          seen.add(key + show(json.node(key)));
        }
      }
      json.requireEnd();
    } catch (ModelFileException e) {
      return "refused: " + e.getMessage();
    }
    return seen.toString();
  }

  private static String show(ModelSection section) throws ModelFileException {
    return show(section.vocab)
        + (section.ids == null || section.vocab == null
            ? ""
            : Arrays.toString(Arrays.copyOf(section.ids, section.vocab.size())))
        + section.spelling
        + show(section.merges)
        + show(section.small);
  }

  private static String show(@Nullable TextList texts) {
    List<String> all = new ArrayList<>();
    for (int i = 0; texts != null && i < texts.size(); i++) {
      all.add(texts.text(i));
    }
    return texts == null ? "none" : all.toString();
  }

  private static String show(JsonNode node) throws ModelFileException {
    return node.expected("").getMessage();
  }

  private static <T> T pick(SplittableRandom random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String string(SplittableRandom random, boolean wrong) {
    String text = pick(random, STRINGS) + pick(random, STRINGS);
    return '"' + (wrong && random.nextInt(8) == 0 ? text + pick(random, WRONG) : text) + '"';
  }

  private static String file(SplittableRandom random, boolean wrong) {
    String space = pick(random, List.of("", " ", "\n  ", "\t\r\n"));
    List<String> vocabulary = new ArrayList<>();
    List<String> merges = new ArrayList<>();
    boolean lines = random.nextBoolean();
    for (int i = random.nextInt(5); i > 0; i--) {
      boolean bad = wrong && random.nextInt(6) == 0;
      String number = pick(random, bad ? WRONG_NUMBERS : NUMBERS);
      vocabulary.add(string(random, wrong) + space + ":" + space + number);
      boolean line = (wrong && random.nextInt(9) == 0) ? !lines : lines;
      String two = string(random, wrong) + space + "," + space + string(random, wrong);
      merges.add(line ? string(random, wrong) : "[" + space + two + space + "]");
    }
    String comma = space + "," + space;
    List<String> model =
        new ArrayList<>(
            List.of(
                "\"vocab\":" + space + "{" + space + String.join(comma, vocabulary) + space + "}",
                "\"merges\":" + space + "[" + space + String.join(comma, merges) + space + "]",
                "\"type\"" + space + ":\"BPE\"",
                "\"deep\":[{\"vocab\":{\"q\":[1,\"]}\\\"\"]}}," + string(random, false) + "]"));
    if (wrong && random.nextInt(5) == 0) {
      model.add(pick(random, List.of("\"vocab\":{}", "\"\\u0076ocab\":{\"z\":1}", "\"merges\":3")));
    }
    swapTwo(model, random);
    List<String> top =
        new ArrayList<>(
            Map.of("model", "{" + String.join(comma, model) + space + "}", "version", "\"1.0\"")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> '"' + e.getKey() + "\":" + space + e.getValue())
                .toList());
    swapTwo(top, random);
    return space + "{" + space + String.join(comma, top) + space + "}" + space;
  }

  private static void swapTwo(List<String> list, SplittableRandom random) {
    java.util.Collections.swap(list, random.nextInt(list.size()), random.nextInt(list.size()));
  }
}
