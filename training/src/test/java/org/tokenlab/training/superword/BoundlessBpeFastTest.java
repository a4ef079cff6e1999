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
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.WordSplitter;

/// Our merges, their counts and their order against fastboundlessbpe's on a text in many scripts,
/// in the golden files that `src/test/python/boundless_merges.py` writes.
class BoundlessBpeFastTest {
  @ParameterizedTest
  @CsvSource({"letter,1500", "large,1800", "colm,1500", "scripts,1500"})
  void mergesEqualFastBoundlessBpeOneByOne(String run, int size) throws IOException {
    Splitter words =
        run.equals("scripts")
            ? WordSplitter.standard()
            : WordSplitter.of(SplitPattern.O200K.regex());
    BoundlessBpeTraining training =
        BoundlessBpeTrainer.builder(size)
            .words(words)
            .mergePattern(run.equals("colm") ? MergePattern.COLM : MergePattern.LETTER)
            .build()
            .train(texts().iterator());
    List<String> found = training.steps().stream().map(BoundlessBpeFastTest::line).toList();
    assertEquals(read("boundless-" + run + ".txt").lines().toList(), found);
  }

  @ParameterizedTest
  @CsvSource({"BYTES,bytes,600,0.8", "PAIR,pair,360,0.9"})
  void stepsWithDeletionsEqualFastBoundlessBpeOneByOne(
      TokenDeletion.Into into, String run, int size, double threshold) throws IOException {
    BoundlessBpeTraining training =
        BoundlessBpeTrainer.builder(size)
            .words(WordSplitter.of(SplitPattern.O200K.regex()))
            .deletion(new TokenDeletion(threshold, into))
            .build()
            .train(texts().iterator());
    List<String> found = new ArrayList<>();
    List<String> superwords = new ArrayList<>();
    for (BoundlessStep step : training.steps()) {
      (step.kind() == BoundlessStep.Kind.SUPERMERGE ? superwords : found).add(line(step));
    }
    found.addAll(superwords);
    assertEquals(read("boundless-" + run + ".txt").lines().toList(), found);
  }

  private static List<String> texts() throws IOException {
    String text = read("/org/tokenlab/training/invented-text.txt");
    List<String> texts = new ArrayList<>(Arrays.asList(text.split("\n\n", -1)));
    texts.addAll(Arrays.asList(text.split("\n")));
    return texts;
  }

  private static String line(BoundlessStep step) {
    String kind =
        switch (step.kind()) {
          case MERGE -> "w";
          case SUPERMERGE -> "s";
          case DELETION -> "d";
        };
    if (step.kind() == BoundlessStep.Kind.DELETION) {
      return HexFormat.of().formatHex(step.token()) + " " + kind;
    }
    return String.join(
        " ",
        HexFormat.of().formatHex(step.parts().get(0)),
        HexFormat.of().formatHex(step.parts().get(1)),
        Long.toString(step.count()),
        kind);
  }

  private static String read(String name) throws IOException {
    try (InputStream in = BoundlessBpeFastTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
