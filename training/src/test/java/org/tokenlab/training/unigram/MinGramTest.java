package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.training.TestSeed;
import org.tokenlab.training.TrainingCheckpoint;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.LearnedPieces;
import org.tokenlab.training.internal.sentencepiece.PieceRules;

/// MinGram against the same done word by word as its rules read, in strings.
@DisabledIfSystemProperty(
    named = "tests.simd",
    matches = "\\d+",
    disabledReason = "it knows nothing of vectors")
class MinGramTest {
  private static final PacedListener SILENT = new PacedListener(TrainingListener.NONE);

  @TempDir private Path folder = Path.of("");

  private static WordCounts words(Random random, int lines) {
    return UnigramTrainer.builder(99)
        .build()
        .count(UnigramTrainerTest.lines(random, lines).iterator());
  }

  @Test
  void fittedPiecesEqualTheNaiveOnes() {
    Random random = TestSeed.random("fittedPiecesEqualTheNaiveOnes");
    int pruned = 0;
    int compared = 0;
    for (int round = 0; round < 40; round++) {
      WordCounts words = words(random, round % 2 == 0 ? 60 : 600);
      Alphabet alphabet = Alphabet.of(words, 1, "");
      Seeds characterSeeds = new Seeds();
      characterSeeds.addCharacters(Alphabet.count(words));
      int characters = characterSeeds.pieces().size();
      int wanted = characters + 10 + random.nextInt(120);
      FittingState seeds =
          MinGramSeeds.learn(
              words, alphabet, characterSeeds, wanted, PieceRules.DEFAULT, 1, SILENT);
      Naive naive = new Naive(seeds, words, wanted, characters);
      naive.run();
      if (naive.rounded) {
        continue; // rounding decides which of two cuts is taken
      }
      compared++;
      pruned += naive.prunings;
      FittedPieces fitted =
          new MinGramFitting(seeds, wanted, characters, words, 1 + random.nextInt(3), SILENT).run();
      assertEquals(naive.left(), Arrays.stream(fitted.numbers()).boxed().toList());
      for (int piece : fitted.numbers()) {
        assertEquals(naive.logs[piece], fitted.scores()[piece] + MinGramFitting.PIECE_COST, 1e-4);
      }
    }
    assertTrue(
        compared > 4 && pruned > 1,
        "too few to show anything: " + compared + " compared, " + pruned + " of them pruned");
  }

  @Test
  void seedsAreThePiecesOfBpeAsOftenAsTheyStandWhenAllAreMerged() {
    Random random = TestSeed.random("seedsAreThePiecesOfBpeAsOftenAsTheyStandWhenAllAreMerged");
    WordCounts words = words(random, 200);
    Alphabet alphabet = Alphabet.of(words, 1, "");
    Seeds characterSeeds = new Seeds();
    characterSeeds.addCharacters(Alphabet.count(words));
    int characters = characterSeeds.pieces().size();
    FittingState seeds =
        MinGramSeeds.learn(
            words, alphabet, characterSeeds, characters + 50, PieceRules.DEFAULT, 1, SILENT);
    List<String> learned =
        LearnedPieces.of(words, alphabet, PieceRules.DEFAULT, 55, 1, SILENT).texts(55);
    Map<String, Long> counts = new HashMap<>();
    words.forEach((utf8, from, to, count) -> {
      List<String> cut =
          new ArrayList<>(
              new String(utf8, from, to - from, StandardCharsets.UTF_8)
                  .codePoints()
                  .mapToObj(Character::toString)
                  .toList());
      for (String piece : learned) {
        for (int i = 0; i + 1 < cut.size(); i++) {
          if ((cut.get(i) + cut.get(i + 1)).equals(piece)) {
            cut.set(i, piece);
            cut.remove(i + 1);
          }
        }
      }
      cut.forEach(piece -> counts.merge(piece, count, Long::sum));
    });
    assertEquals(characters + 55, seeds.pieces().size());
    double total = 0;
    for (int i = 0; i < seeds.pieces().size(); i++) {
      total += Math.max(1, counts.getOrDefault(seeds.pieces().text(i), 0L));
    }
    for (int i = 0; i < seeds.pieces().size(); i++) {
      String text = seeds.pieces().text(i);
      if (i >= characters) {
        assertEquals(learned.get(i - characters), text);
      }
      assertEquals(
          Math.log(Math.max(1, counts.getOrDefault(text, 0L)) / total), seeds.scores()[i], 1e-12);
    }
  }

  @Test
  void aModelHasTheSizeAskedForAndCutsIntoFewerPiecesThanUnigram() throws IOException {
    Random random = TestSeed.random("aModelHasTheSizeAskedForAndCutsIntoFewerPiecesThanUnigram");
    List<String> lines = UnigramTrainerTest.lines(random, 3000);
    UnigramTraining few =
        UnigramTrainer.builder(120).minGram(true).threads(1).build().train(lines.iterator());
    UnigramTraining likely = UnigramTrainer.builder(120).build().train(lines.iterator());
    assertEquals(120, few.vocabularySize());
    Tokenizer tokenizer = few.tokenizer("x");
    assertTrue(count(tokenizer, lines) < count(likely.tokenizer("y"), lines));
    // As few pieces as can be, of a model from its file, too.
    Path file = folder.resolve("m.model");
    Tokenizers.save(tokenizer, file);
    Tokenizer read = Tokenizers.load(file);
    for (String line : lines.subList(0, 100)) {
      assertEquals(fewest(few, line), read.count(line), line);
    }
    // The same on several threads, and with a checkpoint.
    Path other = folder.resolve("o.model");
    UnigramTrainer trainer = UnigramTrainer.builder(120).minGram(true).threads(3).build();
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(folder.resolve("c"), "lines", Duration.ZERO);
    for (int i = 0; i < 2; i++) {
      Tokenizers.save(
          trainer.train(lines.iterator(), checkpoint, TrainingListener.NONE).tokenizer("x"), other);
      assertEquals(-1, Files.mismatch(file, other));
    }
  }

  private static long count(Tokenizer tokenizer, List<String> lines) {
    return lines.stream().mapToLong(tokenizer::count).sum();
  }

  /// The fewest pieces that make up a line, whatever their scores; every character is a piece.
  private static int fewest(UnigramTraining training, String line) {
    String text = "▁" + line.strip().replaceAll(" +", "▁");
    List<String> pieces = new ArrayList<>();
    for (int id = 0; id < training.vocabularySize(); id++) {
      pieces.add(training.model().pieces().piece(id));
    }
    int[] fewest = new int[text.length() + 1];
    for (int end = 1; end <= text.length(); end++) {
      fewest[end] = Integer.MAX_VALUE / 2;
      for (String piece : pieces) {
        if (text.startsWith(piece, end - piece.length())) {
          fewest[end] = Math.min(fewest[end], fewest[end - piece.length()] + 1);
        }
      }
    }
    return fewest[text.length()];
  }

  @Test
  void otherWaysAreNotMixedIn() {
    UnigramTrainer.Builder flat = UnigramTrainer.builder(99).minGram(true).flatScorePruning(true);
    assertThrows(IllegalArgumentException.class, flat::build);
    UnigramTrainer.Builder peer =
        UnigramTrainer.builder(99).minGram(true).mode(UnigramMode.SENTENCEPIECE);
    assertThrows(IllegalArgumentException.class, peer::build);
    UnigramTrainer.Builder defined =
        UnigramTrainer.builder(99).minGram(true).userDefinedSymbols(List.of("abc"));
    assertThrows(IllegalArgumentException.class, defined::build);
  }

  private static final class Naive {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Long> words = new HashMap<>();
    private final int wanted;
    private final int characters;
    private final boolean[] alive;
    final double[] logs;
    int prunings;
    boolean rounded;

    Naive(FittingState seeds, WordCounts counts, int wanted, int characters) {
      this.wanted = wanted;
      this.characters = characters;
      logs = seeds.scores().clone();
      alive = new boolean[logs.length];
      Arrays.fill(alive, true);
      for (int i = 0; i < logs.length; i++) {
        texts.add(seeds.pieces().text(i));
        numbers.put(texts.get(i), i);
      }
      counts.forEach((utf8, from, to, count) ->
          words.put(new String(utf8, from, to - from, StandardCharsets.UTF_8), count));
    }

    void run() {
      while (true) {
        count();
        count();
        if (left().size() <= wanted) {
          return;
        }
        prunings++;
        List<Integer> byLog =
            IntStream.range(characters, logs.length)
                .filter(i -> alive[i])
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -logs[i])) // stable
                .toList();
        byLog.subList(wanted - characters, byLog.size()).forEach(i -> alive[i] = false);
      }
    }

    List<Integer> left() {
      return IntStream.range(0, alive.length).filter(i -> alive[i]).boxed().toList();
    }

    private void count() {
      long[] counts = new long[logs.length];
      words.forEach((word, count) -> cut(word).forEach(piece -> counts[piece] += count));
      for (int i = logs.length - 1; i >= characters; i--) {
        if (left().size() > wanted && counts[i] == 0) {
          alive[i] = false;
        }
      }
      double total = left().stream().mapToDouble(i -> Math.max(0.5, (double) counts[i])).sum();
      left().forEach(i -> logs[i] = Math.log(Math.max(0.5, (double) counts[i]) / total));
    }

    /// Fewest pieces first, then the most likely, as far as doubles tell.
    private List<Integer> cut(String word) {
      List<List<Integer>> best = new ArrayList<>();
      best.add(List.of());
      for (int end = 1; end <= word.length(); end++) {
        List<Integer> found = null;
        for (int start = 0; start < end; start++) {
          Integer piece = numbers.get(word.substring(start, end));
          if (piece != null && alive[piece] && best.get(start) != null) {
            List<Integer> path = new ArrayList<>(best.get(start));
            path.add(piece);
            rounded |=
                found != null
                    && path.size() == found.size()
                    && path.size() > 2 // two are added alike in any order
                    && Math.abs(log(path) - log(found)) < 1e-9
                    && !path.stream().sorted().toList().equals(found.stream().sorted().toList());
            if (found == null
                || path.size() < found.size()
                || (path.size() == found.size() && log(path) > log(found) + 1e-9)) {
              found = path;
            }
          }
        }
        best.add(found);
      }
      return best.getLast();
    }

    private double log(List<Integer> path) {
      return path.stream().mapToDouble(i -> logs[i]).sum();
    }
  }
}
