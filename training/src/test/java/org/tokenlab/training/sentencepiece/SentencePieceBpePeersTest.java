package org.tokenlab.training.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;

/// Files that we save, loaded by SentencePiece: the same ids. It is asked through the Python that
/// `-Dtokenlab.python` names; without it the test is skipped.
class SentencePieceBpePeersTest {
  private static final String ENCODE =
      """
      import sys, sentencepiece
      text = open(sys.argv[1], encoding="utf-8", newline="\\n").read().split("\\n")
      for file in sys.argv[2:]:
          model = sentencepiece.SentencePieceProcessor(model_file=file)
          with open(file + ".ids", "w") as out:
              for line in text:
                  out.write(" ".join(map(str, model.encode(line))) + "\\n")
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void sentencePieceGivesTheSameIdsForModel() throws IOException, InterruptedException {
    String python = System.getProperty("tokenlab.python", "");
    if (python.isEmpty()) {
      String line = "skipped: -Dtokenlab.python names no Python with sentencepiece 0.2.3";
      System.out.println(line); // Maven counts what is skipped, but does not say why
      Assumptions.abort(line);
    }
    List<String> lines = new ArrayList<>(text());
    lines.addAll(List.of("", "Ünknown wörds", "ｆｕｌｌ　ｗｉｄｔｈ", " lo  mi ", "🙂 kalo", "㌔①th"));
    Path text = Files.writeString(folder.resolve("text"), String.join("\n", lines));
    List<Tokenizer> ours = new ArrayList<>();
    List<String> command = new ArrayList<>(List.of(python, "-c", ENCODE, text.toString()));
    for (String run : PeerRun.NAMES) {
      Tokenizer tokenizer =
          PeerRun.trainer(run, run.equals("bytes") ? 780 : 600)
              .build()
              .train(text().iterator())
              .tokenizer(run);
      Path model = folder.resolve(run + ".model");
      Tokenizers.save(tokenizer, model, ModelFormat.SENTENCEPIECE);
      ours.add(tokenizer);
      command.add(model.toString());
    }
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    for (int i = 0; i < ours.size(); i++) {
      Tokenizer tokenizer = ours.get(i);
      List<String> found =
          lines.stream()
              .map(line ->
                  Arrays.stream(tokenizer.encodeOrdinary(line))
                      .mapToObj(Integer::toString)
                      .collect(Collectors.joining(" ")))
              .toList();
      assertEquals(
          Files.readAllLines(Path.of(command.get(4 + i) + ".ids")), found, PeerRun.NAMES.get(i));
    }
  }

  private static List<String> text() throws IOException {
    try (InputStream in =
        SentencePieceBpePeersTest.class.getResourceAsStream(
            "/org/tokenlab/training/invented-text.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.asList(text.split("\n", -1));
    }
  }
}
