package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;

/// `extend` and `prune`.
final class AdaptTest {
  private static final byte[] ENGLISH =
      Cli.utf8("low lower lowest\nnew newer newest\nwide wider widest 2026\n".repeat(20));
  private static final byte[] RUSSIAN =
      Cli.utf8("новый новее новейший\nширокий шире\nнизкий ниже\n".repeat(20));

  @TempDir Path folder;

  private Path trained(String kind, int size, String name) {
    Path model = folder.resolve(name);
    Cli.withInput(ENGLISH, "train", kind, "-v", size, "-o", model, "-").quietly();
    return model;
  }

  @Test
  void aTokenizerGetsTokensAndLosesThemAgain() throws IOException {
    Path base = trained("bpe", 270, "base.json");
    Path more = folder.resolve("more.json");
    String said = Cli.withInput(RUSSIAN, "extend", base, "--add", 20, "-o", more, "-").quietly();
    assertTrue(said.contains("20 new tokens from id 270 on"), said);
    Tokenizer extended = Tokenizers.load(more);
    assertEquals(290, extended.vocabulary().idLimit());
    Path less = folder.resolve("less.json");
    String ids =
        Cli.withInput(ENGLISH, "prune", more, "-v", 268, "--old-ids", "-o", less, "-").out();
    Tokenizer pruned = Tokenizers.load(less);
    assertEquals(268, pruned.vocabulary().size());
    List<String> lines = ids.lines().toList();
    assertEquals(268, lines.size());
    for (int id = 0; id < 268; id++) {
      assertArrayEquals(
          extended.vocabulary().bytes(Integer.parseInt(lines.get(id))),
          pruned.vocabulary().bytes(id));
    }
    String text = "lower newest, новее";
    assertEquals(text, pruned.decode(pruned.encodeOrdinary(text)));
  }

  @Test
  void unigramAndWordPieceToo() throws IOException {
    Path unigram = trained("unigram", 30, "base.model");
    Path more = folder.resolve("more.model");
    Cli.withInput(RUSSIAN, "extend", unigram, "--add", 20, "-o", more, "-").quietly();
    assertEquals(50, Tokenizers.load(more).vocabulary().size());
    Path less = folder.resolve("less.model");
    String said = Cli.withInput(ENGLISH, "prune", unigram, "-v", 22, "-o", less, "-").quietly();
    assertTrue(said.contains("22 tokens are left"), said);
    assertEquals(22, Tokenizers.load(less).vocabulary().size());
    Path wordPiece = trained("wordpiece", 49, "vocab.txt");
    Path fewer = folder.resolve("fewer.json");
    Cli.withInput(ENGLISH, "prune", wordPiece, "-v", 45, "-o", fewer, "-").quietly();
    assertEquals(45, Tokenizers.load(fewer).vocabulary().size());
  }

  @Test
  void whatCannotBeDoneIsSaidAndNothingWritten() throws IOException {
    Path base = trained("bpe", 270, "base.json");
    Path out = folder.resolve("out.json");
    Cli.withInput(RUSSIAN, "extend", base, "--add", 0, "-o", out, "-")
        .failed(ExitCode.WRONG_USAGE, "room for 1 to", "got 0");
    Cli.withInput(RUSSIAN, "extend", "graphemes", "--add", 5, "-o", out, "-")
        .failed(ExitCode.WRONG_USAGE, "can be extended", "byte-level BPE");
    Cli.withInput(RUSSIAN, "prune", base, "-v", 270, "-o", out, "-")
        .failed(ExitCode.WRONG_USAGE, "has 270 tokens", "got 270");
    Cli.withInput(RUSSIAN, "prune", base, "-v", 100, "-o", out, "-")
        .failed(ExitCode.FAILED, "256 tokens must stay");
    Cli.run("extend", base, "--add", 5, "-o", out, "-").failed(ExitCode.FAILED, "there is no text");
    Cli.run("extend", base, "--add", 5, "-o", folder.resolve("no/out.json"), "-")
        .failed(ExitCode.FAILED, "does not exist");
    Cli.run("extend", base, "--add", 5, "-o", folder.resolve("out.bin"), "-")
        .failed(ExitCode.WRONG_USAGE, "out.bin", ".tiktoken");
    Cli.run("extend", base, "--add", 5, "-o", out, folder.resolve("absent"))
        .failed(ExitCode.FAILED, "absent");
    assertFalse(Files.exists(out));
  }
}
