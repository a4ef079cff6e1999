package org.tokenlab.analysis.cli;

/// What the process tells its caller. Stable: scripts depend on it.
final class ExitCode {
  /// Done.
  static final int DONE = 0;

  /// Something failed: a file, the disk, the data.
  static final int FAILED = 1;

  /// The command line asks for something that does not exist.
  static final int WRONG_USAGE = 2;

  /// A check did not hold.
  static final int CHECK_FAILED = 3;

  private ExitCode() {}
}
