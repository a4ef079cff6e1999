package org.tokenlab.training.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;

/// Our vocabularies against those of SentencePiece 0.2.3, in the golden files that
/// `src/test/python/sentencepiece_bpe.py` writes: the same pieces with the same ids and scores, at
/// any number of threads.
class SentencePieceBpeTest {
  static final List<String> RUNS = PeerRun.NAMES;

  @ParameterizedTest
  @FieldSource("RUNS")
  void piecesAndScoresAreSentencePieces(String run) throws IOException {
    List<String> text = List.of(read("/org/tokenlab/training/invented-text.txt").split("\n", -1));
    List<String> expected =
        read("/org/tokenlab/training/sentencepiece/bpe-" + run + ".txt").lines().toList();
    for (int threads : new int[] {1, 3}) {
      assertEquals(
          expected,
          lines(
              PeerRun.trainer(run, run.equals("bytes") ? 780 : 600)
                  .threads(threads)
                  .build()
                  .train(text.iterator())
                  .model()
                  .pieces()));
    }
  }

  @Test
  void smallCorporaThatRunDryEndAsSentencePiecesDo() throws IOException {
    String[] corpora =
        read("/org/tokenlab/training/sentencepiece/bpe-random.txt").split("\n\n", -1);
    int unseen = 0;
    for (String corpus : corpora) {
      if (corpus.isEmpty()) {
        continue; // behind the last one
      }
      List<String> lines = corpus.lines().toList();
      String[] settings = lines.getFirst().split(" ", -1);
      List<String> text = starting("< ", lines);
      SentencePieceBpeTraining training =
          PeerRun.trainer(settings[0], Integer.parseInt(settings[1]))
              .build()
              .train(text.iterator());
      List<String> found = new ArrayList<>(lines(training.model().pieces()));
      found.removeIf(piece -> piece.contains("<0x"));
      assertEquals(starting("> ", lines), found, corpus);
      for (int rank = 0; rank < training.mergeCount(); rank++) {
        unseen += training.pairCount(rank) == 0 ? 1 : 0;
      }
    }
    assertTrue(unseen > 100, "too few pieces that occur nowhere to show anything: " + unseen);
  }

  private static List<String> starting(String mark, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  static List<String> lines(SentencePieces pieces) {
    List<String> lines = new ArrayList<>();
    for (int id = 0; id < pieces.size(); id++) {
      lines.add(pieces.score(id) + " " + pieces.piece(id));
    }
    return lines;
  }

  private static String read(String name) throws IOException {
    try (InputStream in = SentencePieceBpeTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
