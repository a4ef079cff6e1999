package org.tokenlab.analysis.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Standard output, buffered, whose errors say that they are about standard output. Not
/// thread-safe.
///
/// Closing it flushes and leaves the stream below open: it belongs to the process.
final class StandardOutput extends OutputStream {
  private final OutputStream buffer;

  StandardOutput(OutputStream out) {
    buffer = new BufferedOutputStream(out, 1 << 16);
  }

  @Override
  public void write(int b) throws IOException {
    try {
      buffer.write(b);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      buffer.write(bytes, from, length);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      buffer.flush();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private static IOException explained(IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    return isBrokenPipe(reason)
        ? new ReaderGone(e)
        : new IOException("standard output: " + reason, e);
  }

  private static boolean isBrokenPipe(@Nullable String reason) {
    // The texts of EPIPE on Linux and macOS, of a pipe within Java, and of Windows.
    String text = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
    return text.contains("broken pipe")
        || text.contains("pipe closed")
        || text.contains("pipe is being closed")
        || text.contains("pipe has been ended");
  }

  /// Whoever read our output has had enough: `tokenlab … | head`. No error.
  static final class ReaderGone extends IOException {
    private static final long serialVersionUID = 1L;

    ReaderGone(IOException cause) {
      super("standard output: its reader has closed it", cause);
    }
  }
}
