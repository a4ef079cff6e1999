package org.tokenlab.tokenizers.fuzz;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;

/// Fuzzes the loader of the compiled form, also behind its checksum.
///
/// The inputs began with what `Tokenizers.save` made of small `tokenizer.json`s.
public final class CompiledTarget {
  private static final int HEADER = 56;
  private static final int CHECKSUM_AT = 48;

  private CompiledTarget() {}

  /// Loads `content` as it is, and once more with the right checksum.
  public static void fuzzerTestOneInput(byte[] content) {
    ModelFileTarget.load(content, ModelFormat.COMPILED);
    if (content.length > HEADER) {
      CRC32C checksum = new CRC32C();
      checksum.update(content, HEADER, content.length - HEADER);
      byte[] mended = content.clone();
      ByteBuffer.wrap(mended)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(CHECKSUM_AT, checksum.getValue());
      ModelFileTarget.check(
          "forged",
          () -> Tokenizers.load(new ByteArrayInputStream(mended), ModelFormat.COMPILED, "forged"),
          CompiledTarget::use);
    }
  }

  // Tables that do not belong together give odd ids, or an exception where a text shows it, but
  // neither hang nor take more memory than the text needs.
  private static void use(Tokenizer tokenizer, String text) {
    try {
      int[] ids = tokenizer.encodeOrdinary(text);
      EncodeTarget.require(tokenizer.count(text) == ids.length, "count");
      tokenizer.decode(ids);
      tokenizer.encode(text);
    } catch (IllegalStateException | IndexOutOfBoundsException e) {
      // contradictory tables
    }
  }
}
