package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Other projects' vectors for the published vocabularies, from the reference data.
final class ConformanceTest {
  @ParameterizedTest
  @ValueSource(strings = {"p50k_base", "cl100k_base", "o200k_base"})
  void jtokkitsVectors(String name) throws IOException {
    Path file = ReferenceData.file("conformance/jtokkit/" + name + "_encodings.csv");
    Tokenizer tokenizer = Tokenizers.named(name);
    List<List<String>> rows = csv(Files.readString(file));
    assertTrue(rows.size() > 10);
    for (List<String> row : rows.subList(1, rows.size())) {
      List<Integer> wanted = ids(row.get(1));
      assertEquals(wanted, list(tokenizer.encodeOrdinary(row.get(0))), row.get(0));
      assertEquals(row.get(0), tokenizer.decode(wanted.stream().mapToInt(i -> i).toArray()));
    }
  }

  @Test
  void gptTokenizersVectors() throws IOException {
    String plans = Files.readString(ReferenceData.file("conformance/gpt-tokenizer/TestPlans.txt"));
    Matcher plan =
        Pattern.compile("EncodingName: (\\S+)\nSample: (.*?)\nEncoded: \\[([^]]*)]", Pattern.DOTALL)
            .matcher(plans);
    int seen = 0;
    while (plan.find()) {
      if (Tokenizers.names().contains(plan.group(1))) {
        assertEquals(
            ids(plan.group(3)),
            list(Tokenizers.named(plan.group(1)).encodeOrdinary(plan.group(2))),
            plan.group(2));
        seen++;
      }
    }
    assertTrue(seen > 30, "vectors found: " + seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p50k_base", "cl100k_base", "o200k_base"})
  void kitokensVectors(String name) throws IOException {
    Path folder = ReferenceData.file("conformance/kitoken");
    Tokenizer tokenizer = Tokenizers.named(name);
    for (String kind : List.of("small", "utf8")) {
      String input = Files.readString(folder.resolve(kind + "_input.txt"));
      List<String> wanted =
          Files.readAllLines(folder.resolve("tiktoken/" + kind + "_tokens_" + name + ".txt"));
      List<String> inputs =
          kind.equals("utf8")
              ? List.of(input)
              : input.lines().map(line -> line.replace("\\n", "\n").replace("\\s", " ")).toList();
      assertEquals(wanted.size(), inputs.size(), "as many inputs as outputs");
      for (int i = 0; i < inputs.size(); i++) {
        Encoding encoding = tokenizer.encode(inputs.get(i), EncodeOptions.TRUSTED);
        assertEquals(ids(wanted.get(i)), list(encoding.ids()), inputs.get(i));
      }
    }
  }

  private static List<Integer> list(int[] ids) {
    return Arrays.stream(ids).boxed().toList();
  }

  private static List<Integer> ids(String text) {
    List<Integer> ids = new ArrayList<>();
    Matcher number = Pattern.compile("\\d+").matcher(text);
    while (number.find()) {
      ids.add(Integer.valueOf(number.group()));
    }
    return ids;
  }

  private static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    Matcher field =
        Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\r\n]*))(,|\r?\n|$)").matcher(text);
    while (field.find() && field.start() < text.length()) {
      String quoted = field.group(1);
      row.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
      if (!field.group(3).equals(",")) {
        rows.add(row);
        row = new ArrayList<>();
      }
    }
    return rows;
  }
}
