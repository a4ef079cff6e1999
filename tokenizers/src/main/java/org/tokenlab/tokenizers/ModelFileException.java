package org.tokenlab.tokenizers;

import java.io.IOException;

/// A model file that can't be read: names the file, the place, what was expected and what was
/// found.
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message the whole message, file and place included
  public ModelFileException(String message) {
    super(message);
  }

  /// @param message the whole message, file and place included
  /// @param cause what the parser said
  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
