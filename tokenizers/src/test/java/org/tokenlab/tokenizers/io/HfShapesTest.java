package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.ModelFileException;

/// Golden files of HF tokenizers 0.23.2: what it takes, and how it reads numbers. Made by
/// `hf_json_shapes.py` and `hf_scores.py`.
final class HfShapesTest {
  /// What HF takes and Tokenlab refuses, as documented at [TokenizerJson]: an object written as an
  /// array of its fields, two texts of one id, an id of 2²¹ or more.
  private static final Set<String> STRICTER =
      Set.of(
          "\"normalizer\": [\"x\"]",
          "\"length\": 0", // HF fails on the first text
          "\"vocab\": {\"a\": 0, \"b\": 0}",
          "\"vocab\": {\"a\": 4294967295}",
          "\"special_tokens\": {\"a\": {\"id\": \"b\", \"ids\": [1, 2], \"tokens\": [\"x\"]}}");

  private static List<String[]> rows(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(HfShapesTest.class.getResourceAsStream(name), name)) {
      List<String[]> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          rows.add(line.split("\t", 2));
        }
      }
      return rows;
    }
  }

  @Test
  void takesAndRefusesWhatHfTakesAndRefuses() throws IOException {
    int refused = 0;
    for (String[] row : rows("hf-json-shapes-0.23.2.tsv")) {
      boolean wanted =
          row[0].equals("yes") && STRICTER.stream().noneMatch(part -> row[1].contains(part));
      String found = "taken";
      try {
        TokenizerJson.read(row[1].getBytes(StandardCharsets.UTF_8), "shape", "shape.json");
      } catch (ModelFileException e) {
        found = String.valueOf(e.getMessage());
        assertTrue(found.startsWith("shape.json: "), found);
        refused++;
      }
      assertEquals(wanted, found.equals("taken"), row[1] + " → " + found);
    }
    assertTrue(refused > 40);
  }

  @Test
  void scoresAreReadAsSerdeJsonReadsThem() throws IOException {
    int notRounded = 0;
    for (String[] row : rows("hf-scores-0.23.2.tsv")) {
      double wanted = Double.parseDouble(row[1]);
      assertEquals(wanted, SerdeNumber.parse(row[0]), row[0]);
      assertEquals(wanted, SerdeNumber.parse(SerdeNumber.text(wanted)), row[0]);
      notRounded += Double.parseDouble(row[0]) == wanted ? 0 : 1;
    }
    assertTrue(notRounded > 20, "the golden file tells serde_json from correct rounding");
  }
}
