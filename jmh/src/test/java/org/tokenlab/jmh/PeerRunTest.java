package org.tokenlab.jmh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// Texts, vocabularies and engines of the table, without running it.
class PeerRunTest {
  @TempDir private Path folder;

  @Test
  void everyTextIsWrittenWholeAndNothingTimedIsInTheWarmUp() throws IOException {
    List<String> texts = List.of("languages", "cjk", "chat");
    PeerTexts.write(texts, 60_000, folder);
    Set<String> warmup = new HashSet<>(DocumentFile.read(folder.resolve("warmup.docs")));
    assertFalse(warmup.isEmpty());
    for (String text : texts) {
      List<String> documents = DocumentFile.read(folder.resolve(text + ".docs"));
      assertTrue(documents.size() > 2, text);
      assertTrue(documents.stream().noneMatch(warmup::contains), text);
      List<String> all = PeerTexts.documents(text, 75_000);
      assertEquals(all.subList(0, documents.size()), documents, text);
      for (String line : DocumentFile.read(folder.resolve(text + ".short"))) {
        assertTrue(!line.isBlank() && line.length() <= 161, line);
      }
    }
  }

  @Test
  void theChatIsTheSameEveryTime() throws IOException {
    assertEquals(PeerTexts.documents("chat", 20_000), PeerTexts.documents("chat", 20_000));
  }

  @Test
  void enginesInTheJvmAgreeOnTheFilesWrittenForThem() throws IOException {
    assertTrue(PeerModels.write("cl100k_base", folder));
    List<String> documents = PeerTexts.documents("languages", 20_000);
    JvmEngine.Instance ours =
        JvmEngine.named("tokenlab-scalar").load("cl100k_base", folder).orElseThrow();
    JvmEngine.Instance theirs =
        JvmEngine.named("jtokkit").load("cl100k_base", folder).orElseThrow();
    for (String document : documents) {
      assertArrayEquals(theirs.encoder().encode(document), ours.encoder().encode(document));
    }
    assertTrue(JvmEngine.named("jtokkit").load("llama3", folder).isEmpty());
  }

  @Test
  void hardInputsHaveTheirLengthAndComeBackWhole() {
    Tokenizer plain = Tokenizers.named("cl100k_base");
    for (PathologicalInput input : PathologicalInput.values()) {
      String text = input.text(3_000);
      assertEquals(3_000, text.length(), input.toString());
      assertEquals(text, input.text(4_000).substring(0, 3_000), input.toString());
      Tokenizer tokenizer = input.tokenizer(plain);
      assertEquals(text, tokenizer.decode(tokenizer.encodeOrdinary(text)), input.toString());
    }
    Tokenizer added = PathologicalInput.ADDED_TOKENS.tokenizer(plain);
    assertEquals(1, added.encodeOrdinary("<added_9999>").length);
  }

  @Test
  void growthTellsLinearFromQuadratic() {
    List<Integer> lengths = List.of(16_384, 32_768, 65_536, 131_072);
    double[] linear = lengths.stream().mapToDouble(n -> 3.0 * n).toArray();
    double[] logLinear = lengths.stream().mapToDouble(n -> n * Math.log(n)).toArray();
    double[] quadratic = lengths.stream().mapToDouble(n -> 1.0 * n * n).toArray();
    assertEquals(1, DoublingPlot.growth(lengths, linear), 1e-9);
    assertTrue(DoublingPlot.growth(lengths, logLinear) < 1.1);
    assertEquals(2, DoublingPlot.growth(lengths, quadratic), 1e-9);
  }
}
