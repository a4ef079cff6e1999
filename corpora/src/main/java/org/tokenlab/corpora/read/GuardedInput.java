package org.tokenlab.corpora.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;

/// A stream whose failures name the file, the format and the place. Decompressors report damage as
/// they like: with an `IOException` of few words, some with an `ArrayIndexOutOfBoundsException`.
final class GuardedInput extends InputStream {
  private final InputStream in;
  private final String name;
  private final String format;
  private final @Nullable GuardedInput packed;
  private long position;

  /// @param format `gzip`, `tar`, or empty for the bare file
  /// @param packed what `in` unpacks, whose position says where in the file the damage is; null
  ///   where it is not known
  GuardedInput(InputStream in, String name, String format, @Nullable GuardedInput packed) {
    this.in = in;
    this.name = name;
    this.format = format;
    this.packed = packed;
  }

  /// Number of bytes read from here.
  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      position += Math.max(read, 0);
      return read;
    } catch (CorpusException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw failure(name, format, position, packed, e);
    }
  }

  static CorpusException failure(
      String name, String format, long position, @Nullable GuardedInput packed, Exception cause) {
    String message = cause.getMessage();
    String said =
        message != null
            ? message
            : cause instanceof EOFException ? "the file ends" : cause.getClass().getSimpleName();
    return format.isEmpty()
        ? new CorpusException(
            name + ": reading failed after " + Bytes.grouped(position) + " bytes: " + said, cause)
        : new CorpusException(
            name
                + (packed == null
                    ? ""
                    : ": at byte " + Bytes.grouped(packed.position()) + " or before")
                + ": damaged or cut short: the "
                + format
                + " data is good for "
                + Bytes.grouped(position)
                + " bytes of text, then: "
                + said
                + ". Fetch or pack the file again.",
            cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
