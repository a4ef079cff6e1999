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
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.WordSplitter;

/// Our merges, their counts and their order against fastboundlessbpe's on a text in many scripts,
/// in the golden files that `src/test/python/boundless_merges.py` writes.
class BoundlessBpeFastTest {
  @ParameterizedTest
  @CsvSource({"letter,1500", "large,1800", "colm,1500", "scripts,1500"})
  void mergesEqualFastBoundlessBpeOneByOne(String run, int size) throws IOException {
    String text = read("/org/tokenlab/training/invented-text.txt");
    List<String> texts = new ArrayList<>(Arrays.asList(text.split("\n\n", -1)));
    texts.addAll(Arrays.asList(text.split("\n")));
    Splitter words =
        run.equals("scripts")
            ? WordSplitter.standard()
            : WordSplitter.of(SplitPattern.O200K.regex());
    BoundlessBpeTraining training =
        BoundlessBpeTrainer.builder(size)
            .words(words)
            .mergePattern(run.equals("colm") ? MergePattern.COLM : MergePattern.LETTER)
            .build()
            .train(texts.iterator());
    Vocabulary vocabulary = training.model().vocabulary();
    List<String> found = new ArrayList<>();
    for (int rank = 0; rank < training.merges().size(); rank++) {
      found.add(
          String.join(
              " ",
              HexFormat.of().formatHex(vocabulary.bytes(training.merges().left(rank))),
              HexFormat.of().formatHex(vocabulary.bytes(training.merges().right(rank))),
              Long.toString(training.pairCount(rank)),
              training.isSuperMerge(rank) ? "s" : "w"));
    }
    assertEquals(read("boundless-" + run + ".txt").lines().toList(), found);
  }

  private static String read(String name) throws IOException {
    try (InputStream in = BoundlessBpeFastTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
