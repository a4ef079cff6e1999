package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;

/// Our vocabularies against those of SentencePiece 0.2.3 on a text in many scripts, in the golden
/// files that `src/test/python/sentencepiece_unigram.py` writes: the same pieces with the same ids,
/// and scores equal to the last bit, at any number of our threads.
class SentencePieceUnigramTest {
  @ParameterizedTest
  @CsvSource({
    "one-thread,1",
    "one-thread,3",
    "sixteen-threads,1",
    "sixteen-threads,2",
    "bytes,2",
    "loose,2",
    "symbols,2"
  })
  void piecesAndScoresAreSentencePieces(String run, int threads) throws IOException {
    List<String> text =
        run.equals("symbols")
            ? Collections.nCopies(9, "①①b ab ①②a11 ba bab 11a")
            : Arrays.asList(read("/org/tokenlab/training/invented-text.txt").split("\n", -1));
    UnigramTraining training = trainer(run).threads(threads).build().train(text.iterator());
    SentencePieces pieces = training.model().pieces();
    List<String> found = new ArrayList<>();
    for (int id = 0; id < pieces.size(); id++) {
      found.add(pieces.score(id) + " " + pieces.piece(id));
    }
    List<String> expected = new ArrayList<>();
    for (String line : read("sentencepiece-" + run + ".txt").split("\n", -1)) {
      if (!line.isEmpty()) {
        int space = line.indexOf(' ');
        expected.add((float) Double.parseDouble(line.substring(0, space)) + line.substring(space));
      }
    }
    assertEquals(expected, found);
  }

  private static UnigramTrainer.Builder trainer(String run) {
    int size =
        switch (run) {
          case "one-thread" -> 500;
          case "sixteen-threads" -> 440;
          case "bytes" -> 740;
          case "loose" -> 480;
          case "symbols" -> 24;
          default -> throw new AssertionError(run);
        };
    UnigramTrainer.Builder builder = UnigramTrainer.builder(size).mode(UnigramMode.SENTENCEPIECE);
    return switch (run) {
      case "sixteen-threads" -> builder.sentencePieceThreads(16);
      case "bytes" ->
          builder
              .byteFallback(true)
              .characterCoverage(0.98)
              .normalizer(NormalizationRules.identity(List.of()))
              .specialIds(0, 1, 2, 3)
              .controlSymbols(List.of("<mask>"))
              .userDefinedSymbols(List.of("the"));
      case "loose" ->
          builder
              .sentencePieceThreads(2)
              .splitByScript(false)
              .splitByNumber(false)
              .maxPieceLength(6)
              .shrinkingFactor(0.6)
              .subIterations(3)
              .seedSize(3000)
              .requiredCharacters("Ж漢");
      case "symbols" -> builder.userDefinedSymbols(List.of("①"));
      default -> builder;
    };
  }

  private static String read(String name) throws IOException {
    try (InputStream in = SentencePieceUnigramTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
