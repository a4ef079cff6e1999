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
import org.tokenlab.tokenizers.Tokenizers;

final class ConvertTest {
  @TempDir Path folder;

  @Test
  void aTokenizerKeepsItsIdsThroughEachFormat() throws IOException {
    String text = "It's 12345 straße\n\n  end";
    int[] ids = Tokenizers.named("r50k_base").encodeOrdinary(text);
    String from = "r50k_base";
    for (String name : List.of("r.json", "r.tiktoken", "r.tokenlab")) {
      Path file = folder.resolve(name);
      assertEquals(ExitCode.DONE, Cli.run("convert", from, file).code());
      assertArrayEquals(ids, Tokenizers.load(file).encodeOrdinary(text), name);
      from = file.toString();
    }
    assertEquals(
        ExitCode.DONE, Cli.run("convert", from, folder.resolve("any"), "--format", "json").code());
    assertArrayEquals(ids, Tokenizers.load(folder.resolve("any")).encodeOrdinary(text));
  }

  @Test
  void whatTheTargetCantHoldIsSaidAndNothingIsWritten() {
    Path file = folder.resolve("r.model");
    Cli.Result result = Cli.run("convert", "r50k_base", file);
    assertEquals(ExitCode.FAILED, result.code());
    assertTrue(result.err().contains(".model can't hold r50k_base"), result.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void aNameThatTellsNoFormatIsWrongUsage() {
    assertEquals(
        ExitCode.WRONG_USAGE, Cli.run("convert", "r50k_base", folder.resolve("x.y")).code());
    assertEquals(
        ExitCode.WRONG_USAGE,
        Cli.run("convert", "r50k_base", folder.resolve("x"), "--format", "onnx").code());
  }

  @Test
  void aSelfTestIsForSentencePieceModels() {
    assertEquals(ExitCode.WRONG_USAGE, Cli.run("info", "r50k_base", "--self-test").code());
  }
}
