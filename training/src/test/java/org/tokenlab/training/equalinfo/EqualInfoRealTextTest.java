package org.tokenlab.training.equalinfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.Tokenizer;

/// Windows of real text in many languages. Skipped where the reference data is absent.
final class EqualInfoRealTextTest {
  @ParameterizedTest
  @ValueSource(ints = {16, 64})
  void textInEveryLanguageComesBack(int windowBits) throws IOException {
    Path folder = flores();
    List<String> english = Files.readAllLines(folder.resolve("eng_Latn.dev"));
    Tokenizer tokenizer =
        EqualInfoTrainer.builder(windowBits, 8)
            .build()
            .train(english.subList(0, 800).iterator())
            .tokenizer("english");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".dev")).sorted().toList();
    }
    assertTrue(files.size() > 100, files.size() + " languages");
    for (Path file : files) {
      String text = String.join("\n", Files.readAllLines(file).subList(900, 905));
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int[] ids = tokenizer.encodeOrdinary(text);
      assertArrayEquals(utf8, tokenizer.decodeToBytes(ids), file.toString());
      assertEquals(0, ids.length % (windowBits / 8));
    }
    byte[] heldOut = String.join("\n", english.subList(800, 997)).getBytes(StandardCharsets.UTF_8);
    int tokens = tokenizer.count(heldOut, 0, heldOut.length);
    // 100 kB of text teach little, but English letters are not equally likely.
    assertTrue(heldOut.length > 1.4 * tokens, heldOut.length + " bytes, " + tokens + " tokens");
  }

  private static Path flores() {
    String property = System.getProperty("tokenlab.data");
    String variable = System.getenv("TOKENLAB_DATA");
    Path folder =
        property != null
            ? Path.of(property)
            : variable != null
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".cache", "tokenlab", "data");
    Path dev = folder.resolve("flores200/dev");
    if (!Files.isDirectory(dev)) {
      String line = "skipped: there is no reference data flores200/dev in " + folder;
      System.out.println(line); // Maven counts what is skipped, but does not say why
      Assumptions.abort(line);
    }
    return dev;
  }
}
