package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Runs the command line in this process.
final class Cli {
  private Cli() {}

  /// What a run left behind.
  record Result(int code, ByteArrayOutputStream written, String err) {
    byte[] bytes() {
      return written.toByteArray();
    }

    String out() {
      return written.toString(StandardCharsets.UTF_8);
    }

    /// The standard output of a run that must have gone well and quietly.
    String quietly() {
      assertEquals("", err);
      assertEquals(ExitCode.DONE, code);
      return out();
    }

    /// Checks that the run failed with one line on standard error that holds all of `parts`, and no
    /// output.
    void failed(int wantedCode, String... parts) {
      assertEquals(wantedCode, code, err);
      assertEquals(1, err.lines().count(), err);
      for (String part : parts) {
        assertTrue(err.contains(part), () -> "\"" + part + "\" wanted in: " + err);
      }
      assertEquals("", out());
    }
  }

  static Result run(Object... args) {
    return withInput(new byte[0], args);
  }

  static Result withInput(byte[] in, Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = Main.run(words, new ByteArrayInputStream(in), out, err);
    return new Result(code, out, err.toString(StandardCharsets.UTF_8));
  }

  /// Names of the files in a folder, hidden ones included.
  static List<String> files(Path folder) throws java.io.IOException {
    try (var files = java.nio.file.Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
