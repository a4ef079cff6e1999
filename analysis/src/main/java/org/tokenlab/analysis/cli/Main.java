package org.tokenlab.analysis.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `tokenlab`: the command line.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a check did not hold. An error is one line on
/// standard error; `--debug` adds the stack trace. When whoever reads standard output closes it (`|
/// head`), the program ends quietly with 0.
public final class Main {
  private static final Map<String, Function<StandardStreams, Object>> COMMANDS =
      new LinkedHashMap<>();

  static {
    COMMANDS.put("premiums", PremiumsCommand::new);
    COMMANDS.put("measure", MeasureCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("vocab-size", VocabularySizeCommand::new);
    COMMANDS.put("chars", CharactersCommand::new);
    COMMANDS.put("pool-cost", PoolCostCommand::new);
    COMMANDS.put("morphology", MorphologyCommand::new);
    COMMANDS.put("pack", PackCommand::new);
    COMMANDS.put("split", SplitCommand::new);
    COMMANDS.put("reduce", ReduceCommand::new);
    COMMANDS.put("byte-premium", BytePremiumCommand::new);
    COMMANDS.put("count", CountCommand::new);
    COMMANDS.put("encode", EncodeCommand::new);
    COMMANDS.put("decode", DecodeCommand::new);
    COMMANDS.put("words", WordsCommand::new);
    COMMANDS.put("train", TrainCommand::new);
    COMMANDS.put("extend", ExtendCommand::new);
    COMMANDS.put("prune", PruneCommand::new);
    COMMANDS.put("info", InfoCommand::new);
    COMMANDS.put("convert", ConvertCommand::new);
    COMMANDS.put("study", StudyCommand::new);
    COMMANDS.put("plan", PlanCommand::new);
    COMMANDS.put("status", StatusCommand::new);
    COMMANDS.put("retry", RetryCommand::new);
    COMMANDS.put("verify", VerifyCommand::new);
  }

  private Main() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] args) {
    // Straight from the descriptors: System.out would encode by the locale and swallow errors.
    int code =
        run(
            args,
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            isWatched());
    System.exit(code);
  }

  /// Java can't ask about standard error alone. A launcher that can says so with
  /// `-Dorg.tokenlab.progress=true|false`; else it counts whether both standard input and output
  /// are a terminal.
  @SuppressWarnings("SystemConsoleNull") // JDK 25 does return null again where there is no terminal
  private static boolean isWatched() {
    String asked = System.getProperty("org.tokenlab.progress", "auto");
    return asked.equals("auto") ? System.console() != null : asked.equals("true");
  }

  /// The whole program as a function. Does not end the process and draws no progress.
  ///
  /// @param args the command and its arguments
  /// @param in standard input
  /// @param out standard output; flushed, not closed
  /// @param err standard error, flushed, not closed
  /// @return the exit code
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return run(args, in, out, err, false);
  }

  private static int run(
      String[] args, InputStream in, OutputStream out, OutputStream err, boolean watched) {
    StandardStreams streams = StandardStreams.of(in, out, err, watched);
    RootCommand root = new RootCommand();
    try {
      int code = commandLine(streams, root, args).execute(args);
      streams.out().flush();
      return code;
    } catch (IOException | RuntimeException | Error e) {
      return fail(streams, e, root.debug());
    }
  }

  /// The command that is called. Only if there is none are all of them looked at, to be listed or
  /// suggested: that takes longer than many a command.
  private static Collection<Function<StandardStreams, Object>> wanted(String[] args) {
    Function<StandardStreams, Object> called =
        Arrays.stream(args)
            .filter(arg -> !arg.startsWith("-"))
            .findFirst()
            .map(COMMANDS::get)
            .orElse(null);
    return called == null ? COMMANDS.values() : List.of(called);
  }

  private static CommandLine commandLine(StandardStreams streams, RootCommand root, String[] args) {
    CommandLine commands = new CommandLine(root);
    for (Function<StandardStreams, Object> command : wanted(args)) {
      CommandLine subcommand = new CommandLine(command.apply(streams));
      subcommand.getCommandSpec().mixinStandardHelpOptions(true);
      subcommand.getCommandSpec().versionProvider(new RootCommand.Version());
      commands.addSubcommand(subcommand);
    }
    PrintWriter out = new PrintWriter(streams.out(), false, StandardCharsets.UTF_8);
    return commands
        .setOut(out)
        .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(110)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, _) -> misused(streams, e))
        .setExecutionExceptionHandler((e, command, parsed) -> fail(streams, e, root.debug()));
  }

  private static int misused(StandardStreams streams, ParameterException e) {
    String suggestions =
        e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
            ? "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
            : "";
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    streams
        .err()
        .println(
            command
                + ": "
                + Failures.oneLine(String.valueOf(e.getMessage()))
                + suggestions
                + " (see "
                + command
                + " --help)");
    return ExitCode.WRONG_USAGE;
  }

  private static int fail(StandardStreams streams, Throwable thrown, boolean debug) {
    Throwable cause = Failures.cause(thrown);
    if (!(cause instanceof StandardOutput.ReaderGone)) {
      streams.note(Failures.describe(cause));
    }
    if (debug) {
      thrown.printStackTrace(streams.err());
    }
    return Failures.exitCode(cause);
  }
}
