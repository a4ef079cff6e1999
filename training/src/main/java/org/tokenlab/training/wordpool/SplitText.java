package org.tokenlab.training.wordpool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A text in three parts: to learn from, to choose the best weights by, and to measure on.
///
/// Lines are taken in blocks of 50, so that words have their context; of 20 blocks the 19th goes to
/// the held-out part and the 20th to the test. A text of fewer than 20 blocks is cut into 20 equal
/// ones. Each line keeps a line end. Not to be changed.
///
/// @param training what is learned
/// @param heldOut what early stopping looks at
/// @param test what is measured
@SuppressWarnings("ArrayRecordComponent") // texts of megabytes
public record SplitText(byte[] training, byte[] heldOut, byte[] test) {
  private static final int BLOCK = 50;
  private static final int PARTS = 20;

  /// Splits lines, which have no line end of their own.
  public static SplitText of(List<String> lines) {
    int block = Math.clamp(lines.size() / PARTS, 1, BLOCK);
    ByteArrayOutputStream[] parts = {
      new ByteArrayOutputStream(), new ByteArrayOutputStream(), new ByteArrayOutputStream()
    };
    for (int i = 0; i < lines.size(); i++) {
      int place = i / block % PARTS;
      ByteArrayOutputStream part = parts[Math.max(0, place - (PARTS - 3))];
      part.writeBytes(lines.get(i).getBytes(StandardCharsets.UTF_8));
      part.write('\n');
    }
    return new SplitText(parts[0].toByteArray(), parts[1].toByteArray(), parts[2].toByteArray());
  }
}
