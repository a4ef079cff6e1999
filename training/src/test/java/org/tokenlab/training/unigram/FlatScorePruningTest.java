package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// [Fitting] with flat score pruning against the same done step by step, in doubles, over all
/// stretches of each word.
class FlatScorePruningTest {
  @Test
  void fittedPiecesEqualTheNaiveOnes() {
    Random random = TestSeed.random("fittedPiecesEqualTheNaiveOnes");
    int compared = 0;
    for (int round = 0; round < 20; round++) {
      WordCounts words =
          UnigramTrainer.builder(99).build().count(UnigramTrainerTest.lines(random, 60).iterator());
      Seeds seeds = new Seeds();
      seeds.addCharacters(Alphabet.count(words));
      int characters = seeds.pieces().size();
      WordSeeds.find(words, PieceRules.DEFAULT, 1000, 1, seeds);
      int wanted = characters + 5 + random.nextInt(60);
      UnigramSettings settings =
          new UnigramSettings(
              0, 1000, 1 + random.nextInt(2), 0.75f, true, 1, 1 + random.nextInt(3));
      Naive naive = new Naive(seeds, words, wanted, characters, settings);
      naive.run();
      FittedPieces fitted =
          new Fitting(
                  settings,
                  FittingState.of(seeds),
                  wanted,
                  characters,
                  words,
                  new PacedListener(TrainingListener.NONE))
              .run();
      if (naive.closest > 1e-9) { // else rounding decides which of two pieces goes
        compared++;
        assertEquals(naive.pieces(), Arrays.stream(fitted.numbers()).boxed().toList());
        for (int piece : fitted.numbers()) {
          assertEquals(naive.scores[piece], fitted.scores()[piece], 1e-4);
        }
      }
    }
    assertTrue(compared > 2, "too few runs to show anything: " + compared);
  }

  @Test
  void sentencePieceHasNone() {
    UnigramTrainer.Builder builder =
        UnigramTrainer.builder(99).mode(UnigramMode.SENTENCEPIECE).flatScorePruning(true);
    assertThrows(IllegalArgumentException.class, builder::build);
  }

  @Test
  void itGivesAsManyPiecesAsAreAskedFor() {
    Random random = TestSeed.random("itGivesAsManyPiecesAsAreAskedFor");
    UnigramTraining training =
        UnigramTrainer.builder(90)
            .flatScorePruning(true)
            .build()
            .train(UnigramTrainerTest.lines(random, 2000).iterator());
    assertEquals(90, training.vocabularySize());
  }

  private static final class Naive {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Long> words = new HashMap<>();
    private final int wanted;
    private final int characters;
    private final UnigramSettings settings;
    private final boolean[] alive;
    final double[] scores;
    double closest = 1; // how near a piece that went was to one that stayed

    Naive(Seeds seeds, WordCounts counts, int wanted, int characters, UnigramSettings settings) {
      this.wanted = wanted;
      this.characters = characters;
      this.settings = settings;
      scores = new double[seeds.pieces().size()];
      alive = new boolean[scores.length];
      Arrays.fill(alive, true);
      float[] logs = seeds.logProbabilities();
      for (int i = 0; i < scores.length; i++) {
        texts.add(seeds.pieces().text(i));
        numbers.put(texts.get(i), i);
        scores[i] = logs[i];
      }
      counts.forEach((utf8, from, to, count) ->
          words.put(new String(utf8, from, to - from, StandardCharsets.UTF_8), count));
    }

    void run() {
      while (size() > wanted) {
        for (int i = 0; i < settings.subIterations(); i++) {
          maximise(expected(), true);
        }
        prune();
      }
      maximise(expected(), false);
      maximise(expected(), false);
    }

    List<Integer> pieces() {
      return IntStream.range(0, alive.length).filter(i -> alive[i]).boxed().toList();
    }

    private int size() {
      return pieces().size();
    }

    private double[] expected() {
      double[] expected = new double[scores.length];
      words.forEach((word, count) -> {
        int n = word.length();
        double[] forward = new double[n + 1];
        double[] backward = new double[n + 1];
        forward[0] = 1;
        backward[n] = 1;
        for (int end = 1; end <= n; end++) {
          for (int start = 0; start < end; start++) {
            forward[end] += forward[start] * probability(word, start, end);
            backward[n - end] += backward[n - start] * probability(word, n - end, n - start);
          }
        }
        for (int start = 0; start < n; start++) {
          for (int end = start + 1; end <= n; end++) {
            double p = forward[start] * probability(word, start, end) * backward[end];
            if (p > 0) {
              expected[numbers.get(word.substring(start, end))] += count * p / forward[n];
            }
          }
        }
      });
      return expected;
    }

    private double probability(String word, int start, int end) {
      Integer number = numbers.get(word.substring(start, end));
      return number == null || !alive[number] ? 0 : Math.exp(scores[number]);
    }

    private void maximise(double[] expected, boolean sparse) {
      double sum = 0;
      for (int i = scores.length - 1; i >= 0; i--) {
        if (alive[i] && sparse && i >= characters && size() > wanted) {
          closest = Math.min(closest, Math.abs(expected[i] - 0.5));
          alive[i] = expected[i] >= 0.5;
        }
        if (alive[i]) {
          scores[i] = Math.max(0.5, expected[i]);
          sum += scores[i];
        }
      }
      for (int i = 0; i < scores.length; i++) {
        if (alive[i]) {
          scores[i] = sparse ? Digamma.of(scores[i]) - Digamma.of(sum) : Math.log(scores[i] / sum);
        }
      }
    }

    private void prune() {
      List<Integer> byScore =
          IntStream.range(characters, scores.length)
              .filter(i -> alive[i])
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -scores[i]))
              .toList();
      int kept = Math.max(wanted, (int) (0.75f * size())) - characters;
      if (kept < byScore.size()) {
        closest = Math.min(closest, scores[byScore.get(kept - 1)] - scores[byScore.get(kept)]);
        byScore.subList(kept, byScore.size()).forEach(i -> alive[i] = false);
      }
    }
  }
}
