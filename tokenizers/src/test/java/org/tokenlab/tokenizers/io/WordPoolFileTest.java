package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

final class WordPoolFileTest {
  @TempDir private Path folder;

  @BeforeEach
  void copyModel() throws IOException {
    for (String name : List.of("wordpool.json", "model.safetensors")) {
      try (InputStream in =
          Objects.requireNonNull(
              WordPoolFileTest.class.getResourceAsStream(
                  "/org/tokenlab/tokenizers/wordpool/model/" + name))) {
        Files.write(folder.resolve(name), in.readAllBytes());
      }
    }
  }

  private void refused(String from, String to, String... parts) throws IOException {
    Path file = folder.resolve("wordpool.json");
    String text = Files.readString(file);
    String changed = text.replace(from, to);
    assertTrue(!changed.equals(text), from);
    Files.writeString(file, changed);
    String message =
        String.valueOf(
            assertThrows(ModelFileException.class, () -> WordPoolFile.read(folder), to)
                .getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    Files.writeString(file, text);
  }

  @Test
  void aDescriptionThatSaysAnythingElseIsRefused() throws IOException {
    refused("\"version\": 1", "\"version\": 2", "version 1", "found 2");
    refused("tokenlab-wordpool", "other", "format");
    refused("\"rule\": \"gpt2\"", "\"rule\": \"paper\"", "paper-kept");
    refused("\"rule\": \"gpt2\"", "\"rule\": \"none\"", "unknown rule");
    refused("\"kind\": \"bytes\"", "\"kind\": \"runes\"", "units.kind");
    refused("\"prefixes\": 2", "\"prefixes\": 2, \"extra\": 1", "extra");
    refused("\"prefixes\": 2,", "", "prefixes");
    refused("\"width\": 8", "\"width\": 9", "multiple of the number of heads");
  }

  @Test
  void weightsOfAnotherShapeAreNamed() throws IOException {
    refused("\"longest_row\": 6", "\"longest_row\": 7", "units.position", "[10, 8]", "[9, 8]");
    refused("\"width\": 8", "\"width\": 16", "units.embedding");
  }

  @Test
  void weightsThatAreNotTheDescribedOnesAreRefused() throws IOException {
    Map<String, Tensor> tensors =
        new LinkedHashMap<>(SafeTensors.read(folder.resolve("model.safetensors")).byName());
    tensors.put("head.weight", new Tensor(new int[] {1}, new float[1]));
    SafeTensors.write(new Tensors(tensors), folder.resolve("model.safetensors"));
    String message =
        String.valueOf(
            assertThrows(ModelFileException.class, () -> WordPoolFile.read(folder)).getMessage());
    assertTrue(message.contains("SHA-256"), message);
    Files.delete(folder.resolve("model.safetensors"));
    assertTrue(
        String.valueOf(
                assertThrows(ModelFileException.class, () -> WordPoolFile.read(folder))
                    .getMessage())
            .contains("no such file"));
  }
}
