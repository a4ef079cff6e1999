package org.tokenlab.analysis.cli;

/// The command line asks for something that does not exist or does not go together. Ends the
/// program with [ExitCode#WRONG_USAGE].
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what was wanted, what was found
  UsageException(String message) {
    super(message);
  }
}
