package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.RandomText;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

final class CompiledFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void compiledGivesTheSameIds() throws IOException {
    for (Tokenizer original :
        new Tokenizer[] {Tokenizers.named("cl100k_base"), ModelFilesTest.smallTokenizer()}) {
      Path file = folder.resolve("x.tokenlab");
      Tokenizers.save(original, file);
      Tokenizer compiled = Tokenizers.load(file);
      assertEquals(original.addedTokens().all(), compiled.addedTokens().all());
      SplittableRandom random = TestSeed.random("compiled");
      for (int i = 0; i < 2_000; i++) {
        String text = RandomText.next(random, 20);
        assertArrayEquals(
            original.encodeOrdinary(text), compiled.encodeOrdinary(text), TestSeed::replayLine);
      }
      assertArrayEquals(Files.readAllBytes(file), CompiledFile.write(compiled));
    }
  }

  @Test
  void anyDamageIsFound() {
    byte[] whole = CompiledFile.write(ModelFilesTest.smallTokenizer());
    for (int length = 0; length < whole.length; length += 997) {
      assertRefused(Arrays.copyOf(whole, length));
    }
    SplittableRandom random = TestSeed.random("damaged compiled");
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      at = at >= 40 && at < 48 ? 0 : at; // of the flags, 63 bits mean nothing
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      assertRefused(damaged);
    }
  }

  private static void assertRefused(byte[] content) {
    ModelFileException e =
        assertThrows(
            ModelFileException.class,
            () -> CompiledFile.read(ByteBuffer.wrap(content), "x", "x.tokenlab"));
    assertTrue(String.valueOf(e.getMessage()).startsWith("x.tokenlab: "), e.getMessage());
  }
}
