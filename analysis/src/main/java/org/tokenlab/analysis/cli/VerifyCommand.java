package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenlab.analysis.study.StudyCheck;
import org.tokenlab.analysis.study.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `verify`: whether a study's files are still what the study wrote.
@Command(
    name = "verify",
    description = {
      "Checks every file of a study against the hash that was kept of it.",
      "Exit code 3 if one has changed or is missing; each is told on a line of its own."
    })
final class VerifyCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder = Path.of("");

  VerifyCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, StudyException {
    StudyCheck check = StudyCheck.of(folder);
    StringBuilder text = new StringBuilder();
    check.problems().forEach(problem -> text.append(problem).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d files checked, %,d problems%n",
            folder,
            check.files(),
            check.problems().size()));
    streams.print(text.toString());
    return check.problems().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }
}
