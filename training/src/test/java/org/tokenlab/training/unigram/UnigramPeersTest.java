package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.training.TestSeed;

/// Files that we save, loaded by the libraries they are made for: the same ids. SentencePiece is
/// asked through the Python that `-Dtokenlab.python` names; without it that test is skipped.
class UnigramPeersTest {
  private static final String ENCODE =
      """
      import sys, sentencepiece
      model = sentencepiece.SentencePieceProcessor(model_file=sys.argv[1])
      with open(sys.argv[3], "w") as out:
          for line in open(sys.argv[2], encoding="utf-8", newline="\\n").read().split("\\n"):
              out.write(" ".join(map(str, model.encode(line))) + "\\n")
      """;

  @TempDir private Path folder = Path.of("");

  private static UnigramTraining training(Random random) {
    return UnigramTrainer.builder(400)
        .byteFallback(random.nextBoolean())
        .build()
        .train(UnigramTrainerTest.lines(random, 2000).stream());
  }

  private static List<String> odd(Random random) {
    List<String> lines = UnigramTrainerTest.lines(random, 300);
    lines.addAll(List.of("", "Ünknown wörds", "ｆｕｌｌ　ｗｉｄｔｈ", " lo  mi ", "🙂 kalo", "㌔"));
    return lines;
  }

  @Test
  void huggingFaceGivesTheSameIdsForTokenizerJson() throws IOException {
    Random random = TestSeed.random("unigram in hf");
    Tokenizer ours = training(random).huggingFace("mine");
    Path file = folder.resolve("tokenizer.json");
    Tokenizers.save(ours, file);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(file, Map.of("addSpecialTokens", "false"))) {
      for (String line : odd(random)) {
        int[] wanted =
            Arrays.stream(theirs.encode(line).getIds()).mapToInt(Math::toIntExact).toArray();
        assertArrayEquals(wanted, ours.encodeOrdinary(line), line);
      }
    }
  }

  @Test
  void bothFormsGiveTheSameIdsWhereTheWordsAreKnown() {
    Random random = TestSeed.random("both forms");
    UnigramTraining training = training(random);
    Tokenizer sentencePiece = training.tokenizer("mine");
    Tokenizer huggingFace = training.huggingFace("mine");
    for (String line : UnigramTrainerTest.lines(random, 300)) {
      assertEquals(
          sentencePiece.encodeOrdinary(line).length, huggingFace.encodeOrdinary(line).length);
    }
  }

  @Test
  void sentencePieceGivesTheSameIdsForModel() throws IOException, InterruptedException {
    String python = System.getProperty("tokenlab.python", "");
    if (python.isEmpty()) {
      String line = "skipped: -Dtokenlab.python names no Python with sentencepiece 0.2.3";
      System.out.println(line); // Maven counts what is skipped, but does not say why
      Assumptions.abort(line);
    }
    Random random = TestSeed.random("unigram in sentencepiece");
    Tokenizer ours = training(random).tokenizer("mine");
    Path model = folder.resolve("mine.model");
    Path text = folder.resolve("text");
    Path ids = folder.resolve("ids");
    Tokenizers.save(ours, model, ModelFormat.SENTENCEPIECE);
    List<String> lines = odd(random);
    Files.writeString(text, String.join("\n", lines));
    Process peer =
        new ProcessBuilder(python, "-c", ENCODE, model.toString(), text.toString(), ids.toString())
            .inheritIO()
            .start();
    assertEquals(0, peer.waitFor());
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      found.add(
          Arrays.stream(ours.encodeOrdinary(line))
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" ")));
    }
    assertEquals(Files.readAllLines(ids, StandardCharsets.US_ASCII), found);
  }
}
