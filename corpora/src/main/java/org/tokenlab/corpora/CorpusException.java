package org.tokenlab.corpora;

import java.io.IOException;

/// Text that can't be read: a missing or damaged file, bytes in another encoding, a field or column
/// that isn't there, parallel files that don't line up.
///
/// The message is whole sentences for the person who runs the program. It starts with the place
/// (file, then line and byte where they are known) and says what was wanted, what was found, and
/// what would help.
public final class CorpusException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message place, wanted, found
  public CorpusException(String message) {
    super(message);
  }

  /// @param message place, wanted, found
  /// @param cause what the file system or the decompressor said
  public CorpusException(String message, Throwable cause) {
    super(message, cause);
  }
}
