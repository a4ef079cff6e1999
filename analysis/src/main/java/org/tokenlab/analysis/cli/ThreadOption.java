package org.tokenlab.analysis.cli;

import picocli.CommandLine.Option;

/// How many threads compute. Results don't depend on it.
final class ThreadOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that compute; the result is the same with any number. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  int count() {
    if (threads < 1) {
      throw new UsageException("--threads: expected a number from 1 on; got " + threads);
    }
    return threads;
  }
}
