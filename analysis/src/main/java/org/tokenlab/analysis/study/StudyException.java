package org.tokenlab.analysis.study;

/// A study that can't go on: a full disk, a folder in use, a corpus without the reference language.
/// The message is for the person who runs it.
public final class StudyException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what was wanted, what was found, where
  public StudyException(String message) {
    super(message);
  }

  /// @param message what was wanted, what was found, where
  /// @param cause what lay under it
  public StudyException(String message, Throwable cause) {
    super(message, cause);
  }
}
