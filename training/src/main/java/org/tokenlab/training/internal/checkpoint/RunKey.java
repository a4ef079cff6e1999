package org.tokenlab.training.internal.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.tokenlab.training.internal.CountFileReader;
import org.tokenlab.training.internal.CountFileWriter;

/// What a file of a checkpoint belongs to: a SHA-256 of the run's settings and what it counted.
/// Files that hold what became of that begin with it, so that none is taken for another's.
public final class RunKey {
  private static final int LENGTH = 32;

  private final byte[] key;

  private RunKey(byte[] key) {
    this.key = key;
  }

  /// The key of a run.
  ///
  /// @param countSum as [#sum] gives it
  public static RunKey of(CheckpointFolder folder, String countSum) {
    MessageDigest digest = sha256();
    digest.update(folder.settings().getBytes(StandardCharsets.UTF_8));
    return new RunKey(digest.digest(countSum.getBytes(StandardCharsets.UTF_8)));
  }

  /// A SHA-256 of counts, as hexadecimal digits.
  public static <C> String sum(C counts, SavedCounts.Form<C> form) {
    try (DigestOutputStream out =
        new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
      form.writing().write(counts, out);
      return HexFormat.of().formatHex(out.getMessageDigest().digest());
    } catch (IOException e) {
      throw new AssertionError(e); // nothing is written anywhere
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has it
    }
  }

  /// Writes the key.
  public void write(CountFileWriter out) throws IOException {
    out.write(key, 0, LENGTH);
  }

  /// Reads a key, which must be this one.
  public void require(CountFileReader in) throws IOException {
    byte[] found = in.readBytes(new byte[LENGTH], 0, LENGTH, "the run's key");
    if (!Arrays.equals(key, 0, LENGTH, found, 0, LENGTH)) {
      throw in.damaged("it belongs to another run, with other settings or counts");
    }
  }
}
