package org.tokenlab.corpora.read;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Counts what passes, and hashes it for itself and into a running hash of all files, if there is
/// one.
final class DigestedInput extends InputStream {
  private final InputStream in;
  private final @Nullable MessageDigest own;
  private final @Nullable MessageDigest all;
  private long count;

  DigestedInput(InputStream in, @Nullable MessageDigest all) {
    this.in = in;
    this.own = all == null ? null : Bytes.sha256();
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
      count += read;
      if (own != null && all != null) {
        own.update(buffer, offset, read);
        all.update(buffer, offset, read);
      }
    }
    return read;
  }

  long count() {
    return count;
  }

  /// Ends the hash of this stream; null if there is none.
  @Nullable String sha256() {
    return own == null ? null : HexFormat.of().formatHex(own.digest());
  }
}
