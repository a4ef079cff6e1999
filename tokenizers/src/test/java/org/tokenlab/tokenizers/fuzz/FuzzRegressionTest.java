package org.tokenlab.tokenizers.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every input that fuzzing kept, through its target: damaged files, odd texts, odd patterns.
final class FuzzRegressionTest {
  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.of(
          "TokenizerJson", TokenizerJsonTarget::fuzzerTestOneInput,
          "Tiktoken", TiktokenTarget::fuzzerTestOneInput,
          "VocabularyAndMerges", VocabularyAndMergesTarget::fuzzerTestOneInput,
          "SentencePiece", SentencePieceTarget::fuzzerTestOneInput,
          "WordPiece", WordPieceTarget::fuzzerTestOneInput,
          "Clip", ClipTarget::fuzzerTestOneInput,
          "Compiled", CompiledTarget::fuzzerTestOneInput,
          "Boundless", BoundlessTarget::fuzzerTestOneInput,
          "Encode", EncodeTarget::fuzzerTestOneInput,
          "Regex", RegexTarget::fuzzerTestOneInput);

  @TestFactory
  Stream<DynamicTest> keptInputsAreRefusedOrHold() {
    return TARGETS.entrySet().stream()
        .map(target ->
            DynamicTest.dynamicTest(
                target.getKey(), () -> run(target.getKey(), target.getValue())));
  }

  private static void run(String name, Consumer<byte[]> target)
      throws IOException, URISyntaxException {
    URL folder = FuzzRegressionTest.class.getResource(name);
    assertTrue(folder != null, "there is no folder of inputs for " + name);
    List<Path> inputs;
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      inputs = files.sorted().toList();
    }
    assertTrue(!inputs.isEmpty(), "there are no inputs for " + name);
    for (Path input : inputs) {
      try {
        target.accept(Files.readAllBytes(input));
      } catch (RuntimeException | Error e) {
        throw new AssertionError(name + "/" + input.getFileName() + ": " + e, e);
      }
    }
  }
}
