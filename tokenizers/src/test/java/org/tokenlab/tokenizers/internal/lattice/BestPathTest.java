package org.tokenlab.tokenizers.internal.lattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

final class BestPathTest {
  private static final List<String> ALPHABET = List.of("a", "b", "a", "é", "中", "🙂");

  @Test
  void equalsPlainViterbiWhateverIsLetGo() {
    SplittableRandom random = TestSeed.random("BestPath");
    for (int round = 0; round < 60; round++) {
      Map<String, Double> pieces = new HashMap<>();
      boolean single = random.nextBoolean();
      double range = random.nextInt(3) == 0 ? 20_000 : 8; // the great ones make the sum reset
      int letters = 1 + random.nextInt(ALPHABET.size());
      for (int i = random.nextInt(20); i >= 0; i--) {
        String piece = text(random, letters, 1 + random.nextInt(5));
        double score = -random.nextDouble() * range;
        pieces.put(piece, single ? (float) score : random.nextBoolean() ? score : Math.rint(score));
      }
      Fixture fixture = new Fixture(pieces, single, -range - 10);
      BestPath path = new BestPath(fixture.scores);
      for (int i = 0; i < 20; i++) {
        // Now and then longer than the window, also where paths stay open for long.
        int length = random.nextInt(10) == 0 ? 9_000 : random.nextInt(60);
        byte[] utf8 = text(random, letters, length).getBytes(StandardCharsets.UTF_8);
        List<String> got = new ArrayList<>();
        path.find(utf8, 0, utf8.length, 0, (s, e, id) -> got.add(s + "-" + e + ":" + id));
        assertEquals(fixture.viterbi(utf8), got, TestSeed::replayLine);
      }
    }
  }

  @Test
  void aTextThatNoPlaceDividesStaysInASmallWindow() {
    Map<String, Double> pieces = new HashMap<>();
    for (String piece : List.of("a", "b", "aa", "ab", "ba", "bb", "aba", "bab", "bbb")) {
      pieces.put(piece, -3.0 - pieces.size() / 9.0);
    }
    BestPath path = new BestPath(new Fixture(pieces, true, -20).scores);
    SplittableRandom random = TestSeed.random("window");
    byte[] utf8 = new byte[1_000_000];
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = (byte) ('a' + random.nextInt(2));
    }
    int[] at = {0};
    path.find(
        utf8,
        0,
        utf8.length,
        0,
        (start, end, id) -> {
          assertEquals(at[0], start);
          at[0] = end;
        });
    assertEquals(utf8.length, at[0]);
    assertTrue(path.window() < 20_000, "window of " + path.window());
  }

  @Test
  void aShortPathIsThePathWhateverTheSumBefore() {
    SplittableRandom random = TestSeed.random("ShortPath");
    int decided = 0;
    for (int round = 0; round < 200; round++) {
      Map<String, Double> pieces = new HashMap<>();
      int letters = 1 + random.nextInt(ALPHABET.size());
      double grain = random.nextBoolean() ? 0.004 : 1e-7; // differences about as great as errors
      for (int i = random.nextInt(20); i >= 0; i--) {
        String piece = text(random, letters, 1 + random.nextInt(4));
        double near = -3 * piece.length() - grain * random.nextInt(20);
        pieces.put(
            piece, (double) (float) (random.nextInt(3) == 0 ? near : near - random.nextDouble()));
      }
      Fixture fixture = new Fixture(pieces, true, -25);
      BestPath path = new BestPath(fixture.scores);
      ShortPath shortPath = new ShortPath(fixture.scores);
      for (int i = 0; i < 20; i++) {
        byte[] utf8 = text(random, letters, 1 + random.nextInt(9)).getBytes(StandardCharsets.UTF_8);
        List<String> got = new ArrayList<>();
        if (!shortPath.find(utf8, 0, utf8.length, (s, e, id) -> got.add(s + "-" + e + ":" + id))) {
          assertEquals(List.of(), got, TestSeed::replayLine);
          continue;
        }
        decided++;
        for (int k = 0; k < 20; k++) {
          double before = (float) ((random.nextDouble() - 0.98) * 99_700);
          List<String> wanted = new ArrayList<>();
          path.find(utf8, 0, utf8.length, before, (s, e, id) -> wanted.add(s + "-" + e + ":" + id));
          assertEquals(wanted, got, TestSeed::replayLine);
        }
      }
    }
    assertTrue(decided > 400, "only " + decided);
  }

  @Test
  void goesOnAfterACharacterThatCanNotBeEncoded() {
    Fixture fixture = new Fixture(Map.of("a", -1.0, "aaaa", -2.0), false, -20);
    PieceScores scores = fixture.scores;
    PieceScores strict = new PieceScores(scores.trie(), scores.scores(), -20, false, false);
    BestPath path = new BestPath(strict);
    List<Integer> ends = new ArrayList<>();
    PieceOutput output = (start, end, id) -> ends.add(end);
    byte[] bad = "aaax".getBytes(StandardCharsets.UTF_8);
    String message =
        assertThrows(IllegalStateException.class, () -> path.find(bad, 0, 4, 0, output))
            .getMessage();
    assertTrue(message.contains("U+0078") && message.contains("unk_id"), message);
    ends.clear();
    path.find("aa".getBytes(StandardCharsets.UTF_8), 0, 2, 0, output);
    assertEquals(List.of(1, 2), ends);
  }

  private static String text(SplittableRandom random, int letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.get(random.nextInt(letters)));
    }
    return text.toString();
  }

  /// A model, and the rule written down plainly: an array over all of the text.
  private static final class Fixture {
    final Map<String, Integer> ids = new HashMap<>();
    final PieceScores scores;

    Fixture(Map<String, Double> pieces, boolean single, double unknown) {
      byte[][] keys = new byte[pieces.size()][];
      double[] byId = new double[keys.length];
      pieces.forEach((piece, score) -> {
        int id = ids.size();
        ids.put(piece, id);
        keys[id] = piece.getBytes(StandardCharsets.UTF_8);
        byId[id] = score;
      });
      scores =
          new PieceScores(
              ByteTrie.of(keys), byId, single ? (float) unknown : unknown, true, single);
    }

    List<String> viterbi(byte[] utf8) {
      double[] best = new double[utf8.length + 1];
      int[] start = new int[utf8.length + 1];
      int[] id = new int[utf8.length + 1];
      java.util.Arrays.fill(start, -1);
      int frontier = 0;
      for (int at = 0; at < utf8.length; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
        if (scores.singlePrecision() && Math.abs(best[at]) > 100_000) {
          float off = (float) best[at];
          for (int i = at; i <= frontier; i++) {
            if (i == at || start[i] >= 0) {
              best[i] = (float) best[i] - off;
            }
          }
        }
        int character = Utf8.sequenceLength(utf8[at] & 0xFF);
        for (int to = at + 1; to <= Math.min(utf8.length, at + 20); to++) {
          Integer piece = ids.get(new String(utf8, at, to - at, StandardCharsets.UTF_8));
          boolean unknown = piece == null && to == at + character;
          if (piece != null || unknown) {
            frontier = Math.max(frontier, to);
            double score = unknown ? scores.unknownScore() : scores.scores()[piece];
            double sum =
                scores.singlePrecision() ? (float) score + (float) best[at] : score + best[at];
            if (start[to] < 0 || sum > best[to]) {
              start[to] = at;
              best[to] = sum;
              id[to] = unknown ? PieceScores.UNKNOWN : piece;
            }
          }
        }
      }
      Deque<String> path = new ArrayDeque<>();
      for (int to = utf8.length; to > 0; to = start[to]) {
        path.addFirst(start[to] + "-" + to + ":" + id[to]);
      }
      return List.copyOf(path);
    }
  }
}
