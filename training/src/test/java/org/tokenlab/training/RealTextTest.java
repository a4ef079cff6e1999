package org.tokenlab.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Training on real text, of scripts with and without spaces. Skipped where the reference data is
/// absent.
class RealTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"eng_Latn", "hin_Deva", "tha_Thai", "zho_Hans"})
  void theTokenizerCountsWhatTrainingCounted(String language) throws IOException {
    List<String> lines = flores(language);
    BpeTraining run =
        BpeTrainer.builder(6000).pattern(SplitPattern.O200K).build().train(lines.iterator());
    for (int size : new int[] {300, 1000, 6000}) {
      BpeTraining cut = run.truncated(size);
      Tokenizer tokenizer = cut.tokenizer(language + "-" + size);
      long tokens = 0;
      for (String line : lines) {
        tokens += tokenizer.count(line);
      }
      assertEquals(tokens, cut.corpusTokens());
      assertEquals(tokens, run.corpusTokens(cut.vocabularySize()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deu_Latn", "kor_Hang"})
  void aTruncatedRunIsTheRunForTheSmallerSize(String language) throws IOException {
    List<String> lines = flores(language);
    BpeTrainer.Builder large = BpeTrainer.builder(5000).pattern(SplitPattern.CL100K);
    BpeTraining cut = large.threads(2).build().train(lines.iterator()).truncated(1234);
    BpeTrainer.Builder small = BpeTrainer.builder(1234).pattern(SplitPattern.CL100K);
    BpeTraining direct = small.threads(1).build().train(lines.iterator());
    assertEquals(1234, direct.vocabularySize());
    for (int id = 0; id < 1234; id++) {
      assertArrayEquals(direct.model().vocabulary().bytes(id), cut.model().vocabulary().bytes(id));
    }
    assertEquals(direct.corpusTokens(), cut.corpusTokens());
  }

  @Test
  void mergesEqualSubwordNmtsOwnTrainingReference() throws IOException {
    List<String> text = reference("conformance/subword-nmt/corpus.en");
    List<String> merges = reference("conformance/subword-nmt/bpe.ref"); // a version, then 1,000
    CharacterBpeTraining training =
        CharacterBpeTrainer.ofMerges(CharacterBpeRules.SUBWORD_NMT, merges.size() - 1)
            .build()
            .train(text.iterator());
    Vocabulary vocabulary = training.model().vocabulary();
    List<String> found = new ArrayList<>();
    for (int rank = 0; rank < training.merges().size(); rank++) {
      found.add(
          new String(vocabulary.bytes(training.merges().left(rank)), UTF_8)
              + " "
              + new String(vocabulary.bytes(training.merges().right(rank)), UTF_8));
    }
    assertEquals(merges.subList(1, merges.size()), found);
  }

  private static List<String> flores(String language) throws IOException {
    return reference("flores200/dev/" + language + ".dev");
  }

  private static List<String> reference(String name) throws IOException {
    String property = System.getProperty("tokenlab.data");
    String variable = System.getenv("TOKENLAB_DATA");
    Path folder =
        property != null
            ? Path.of(property)
            : variable != null
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".cache", "tokenlab", "data");
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      String line = "skipped: there is no reference data at " + file;
      System.out.println(line); // Maven counts what is skipped, but does not say why
      Assumptions.abort(line);
    }
    return Files.readAllLines(file);
  }
}
