package org.tokenlab.tokenizers.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.tokenlab.tokenizers.io.ModelFormat;

/// Fuzzes the loader of CLIP's merges, also behind the compression.
public final class ClipTarget {
  private ClipTarget() {}

  /// Loads `content` as it is, and once more as a gzip file of it.
  public static void fuzzerTestOneInput(byte[] content) {
    ModelFileTarget.load(content, ModelFormat.CLIP);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ModelFileTarget.load(packed.toByteArray(), ModelFormat.CLIP);
  }
}
