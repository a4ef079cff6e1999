package org.tokenlab.training.superword;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenlab.tokenizers.Vocabulary;

/// Our merges by the original's rules against those of its authors' code on a text in many scripts,
/// in the golden files that `src/test/python/superbpe_merges.py` writes.
class SuperBpeOriginalTest {
  @ParameterizedTest
  @CsvSource({"lines,900,4000", "texts,700,1500", "early,300,1300", "late,1400,1600"})
  void mergesEqualTheOriginalOneByOne(String run, int transition, int size) throws IOException {
    String text = read("/org/tokenlab/training/invented-text.txt");
    List<String> texts =
        run.equals("lines") || run.equals("late")
            ? Arrays.asList(text.split("(?<=\n)"))
            : Arrays.asList(text.split("\n\n", -1));
    SuperBpeTraining training =
        SuperBpeTrainer.original(size).transitionSize(transition).build().train(texts.iterator());
    Vocabulary vocabulary = training.model().vocabulary();
    List<String> found = new ArrayList<>();
    for (int rank = 0; rank < training.merges().size(); rank++) {
      found.add(
          HexFormat.of().formatHex(vocabulary.bytes(training.merges().left(rank)))
              + " "
              + HexFormat.of().formatHex(vocabulary.bytes(training.merges().right(rank))));
    }
    assertEquals(read("superbpe-" + run + ".txt").lines().toList(), found);
  }

  private static String read(String name) throws IOException {
    try (InputStream in = SuperBpeOriginalTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
