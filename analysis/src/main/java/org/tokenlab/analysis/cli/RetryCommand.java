package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tokenlab.analysis.study.ManifestException;
import org.tokenlab.analysis.study.ResultStore;
import org.tokenlab.analysis.study.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `retry`: goes on with a study from its folder alone.
@Command(
    name = "retry",
    description =
        "Tries the failed cells of a study again, and does those that were not reached; what is done stays.")
final class RetryCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Prints the summary as JSON.")
  private boolean json;

  @Mixin private ThreadOption threads = new ThreadOption();

  RetryCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, ManifestException, StudyException {
    return StudyRun.run(streams, ResultStore.manifest(folder), folder, threads.count(), json, null);
  }
}
