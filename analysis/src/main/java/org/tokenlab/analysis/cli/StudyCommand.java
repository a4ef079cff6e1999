package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.study.Manifest;
import org.tokenlab.analysis.study.ManifestException;
import org.tokenlab.analysis.study.ManifestReader;
import org.tokenlab.analysis.study.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `study`: trains and measures a grid of tokenizers.
@Command(
    name = "study",
    description = {
      "Trains and measures the grid of tokenizers that a manifest describes, and writes tables and a report.",
      "Without a manifest: a study of text that is in the program. Stopped, it goes on where it was when run again with"
          + " the same --out."
    })
final class StudyCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(
      paramLabel = "MANIFEST",
      arity = "0..1",
      description = "YAML file; see --print-manifest for an example.")
  private @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results. Default: study-NAME, with the manifest's name.")
  private @Nullable Path out;

  @Option(
      names = "--print-manifest",
      paramLabel = "default|inequities",
      arity = "0..1",
      fallbackValue = "default",
      description = {
        "Prints a manifest, and ends: the one that runs without another, or the grid of Arnett et al. 2025,",
        "\"Explaining and Mitigating Crosslingual Tokenizer Inequities\"."
      })
  private @Nullable String printed;

  @Option(
      names = "--check",
      paramLabel = "EARLIER",
      description =
          "Compares the table with an earlier run's: its folder, or its results.csv. Exit code 3 if a figure changed, came"
              + " or went; each is told on standard error.")
  private @Nullable Path earlier;

  @Option(names = "--json", description = "Prints the summary as JSON.")
  private boolean json;

  @Mixin private ThreadOption threads = new ThreadOption();

  StudyCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, ManifestException, StudyException {
    if (printed != null) {
      streams.print(manifestText(printed));
      return ExitCode.DONE;
    }
    Manifest manifest = file == null ? Manifest.embeddedDefault() : ManifestReader.read(file);
    Path folder = out == null ? Path.of(folderName(manifest.name())) : out;
    return StudyRun.run(streams, manifest, folder, threads.count(), json, earlier);
  }

  private static String manifestText(String name) {
    return switch (name) {
      case "default" -> Manifest.embeddedDefaultText();
      case "inequities" -> Manifest.inequitiesText();
      default ->
          throw new UsageException(
              "--print-manifest: expected default or inequities; got \"" + name + "\"");
    };
  }

  /// `study-` and the name, with `-` for whatever is no letter, digit, `.`, `_` or `-`.
  private static String folderName(String name) {
    return "study-" + name.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
  }
}
