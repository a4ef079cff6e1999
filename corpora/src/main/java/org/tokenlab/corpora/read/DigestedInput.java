package org.tokenlab.corpora.read;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Counts and hashes what passes, for itself and into a running hash of all files.
final class DigestedInput extends InputStream {
  private final InputStream in;
  private final MessageDigest own = Bytes.sha256();
  private final MessageDigest all;
  private long count;

  DigestedInput(InputStream in, MessageDigest all) {
    this.in = in;
    this.all = all;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      own.update(buffer, offset, read);
      all.update(buffer, offset, read);
      count += read;
    }
    return read;
  }

  long count() {
    return count;
  }

  /// Ends the hash of this stream.
  String sha256() {
    return HexFormat.of().formatHex(own.digest());
  }
}
