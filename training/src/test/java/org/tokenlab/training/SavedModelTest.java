package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

class SavedModelTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TieOrder.class)
  void bothFormatsLoadWithTheSameIds(TieOrder ties) throws IOException {
    Random random = TestSeed.random("bothFormatsLoadWithTheSameIds");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.appendCodePoint("aaabbcdé語 \n1'".codePointAt(random.nextInt(12)));
    }
    Tokenizer trained =
        BpeTrainer.builder(800)
            .tieOrder(ties)
            .pattern(SplitPattern.O200K)
            .specialTokens(List.of("<|end|>"))
            .build()
            .train(List.of(text).iterator())
            .tokenizer("saved");
    assertEquals(800, trained.addedTokens().id("<|end|>").orElseThrow());
    for (String name : List.of("saved.tiktoken", "saved.json")) {
      Tokenizers.save(trained, folder.resolve(name));
      Tokenizer loaded = Tokenizers.load(folder.resolve(name));
      assertArrayEquals(trained.encodeOrdinary(text), loaded.encodeOrdinary(text), name);
      assertEquals(trained.addedTokens().maxId(), loaded.addedTokens().maxId(), name);
    }
  }
}
