package org.tokenlab.analysis.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `tokenlab` without a command: what all commands share, and the list of them.
@Command(
    name = "tokenlab",
    description = "Tokenizers for research: measures, trains and runs them.",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    footer = {
      "",
      "T is a path to a model file or a name: r50k_base, p50k_base, cl100k_base, o200k_base, gpt2, or a baseline:",
      "bytes, utf16, codepoints, graphemes, words.",
      "INPUT is a file, folder or archive, compressed or not; - is standard input.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a check did not hold."
    })
final class RootCommand implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Shows the stack trace of an error.")
  private boolean debug;

  /// Whether to show stack traces.
  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    throw new UsageException("a command is wanted; see tokenlab --help");
  }

  /// The version that the jar's manifest names.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"tokenlab " + (version == null ? "(development build)" : version)};
    }
  }
}
