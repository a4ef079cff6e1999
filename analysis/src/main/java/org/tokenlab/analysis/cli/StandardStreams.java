package org.tokenlab.analysis.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The three streams of a process, and whether a person is watching.
///
/// @param in standard input
/// @param out standard output, buffered; bytes, or UTF-8 text by [#print]
/// @param err standard error, UTF-8
/// @param watched whether standard error is a terminal, so that progress may be drawn on it
record StandardStreams(InputStream in, StandardOutput out, PrintStream err, boolean watched) {
  static StandardStreams of(InputStream in, OutputStream out, OutputStream err, boolean watched) {
    return new StandardStreams(
        in, new StandardOutput(out), new PrintStream(err, true, StandardCharsets.UTF_8), watched);
  }

  /// Writes `text` to standard output as UTF-8.
  void print(String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Tells the person at the terminal something that is no result.
  void note(String line) {
    err.println("tokenlab: " + line);
  }
}
