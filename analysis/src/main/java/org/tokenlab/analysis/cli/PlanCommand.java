package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.study.Manifest;
import org.tokenlab.analysis.study.ManifestException;
import org.tokenlab.analysis.study.ManifestReader;
import org.tokenlab.analysis.study.StudyForecast;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plan`: what a study would do, before anything runs.
@Command(
    name = "plan",
    description = {
      "Says what a study would do and about what it would take. Reads the text once; trains and writes nothing.",
      "Time is a guess from what other studies took: it may be off by a factor of two."
    })
final class PlanCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  private final StandardStreams streams;

  @Parameters(
      paramLabel = "MANIFEST",
      arity = "0..1",
      description = "YAML file. Without one: the study that runs without a manifest.")
  private @Nullable Path file;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Mixin private ThreadOption threads = new ThreadOption();

  PlanCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, ManifestException {
    Manifest manifest = file == null ? Manifest.embeddedDefault() : ManifestReader.read(file);
    StudyForecast forecast = StudyForecast.of(manifest);
    Duration time = forecast.time(threads.count());
    streams.print(json ? json(manifest, forecast, time) : text(manifest, forecast, time));
    return ExitCode.DONE;
  }

  private String text(Manifest manifest, StudyForecast forecast, Duration time) {
    TextTable table = new TextTable("lrl");
    table.row("cells", grouped(forecast.cells()), "a language under a tokenizer");
    table.row("groups", grouped(forecast.groups()), "done or tried again as one");
    table.row("models", grouped(forecast.models()), "to train and keep");
    table.row("training text", megabytes(forecast.trainingBytes()), "MB, over all training runs");
    table.row("text to encode", megabytes(forecast.evaluationBytes()), "MB, over all tokenizers");
    table.row("disk", "about " + megabytes(forecast.modelBytes()), "MB of models");
    table.row("time", "about " + minutes(time), "on " + threads.count() + " cores");
    StringBuilder text = new StringBuilder();
    text.append(manifest.name()).append("\n\n").append(table);
    forecast.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
    return text.toString();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, bytes < 10 * MEGABYTE ? "%,.1f" : "%,.0f", bytes / MEGABYTE);
  }

  private static String minutes(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60
        ? Math.max(1, seconds) + " s"
        : seconds < 5400
            ? Math.round(seconds / 60.0) + " min"
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
  }

  private static String json(Manifest manifest, StudyForecast forecast, Duration time) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringProperty("study", manifest.name());
      json.writeNumberProperty("cells", forecast.cells());
      json.writeNumberProperty("groups", forecast.groups());
      json.writeNumberProperty("models", forecast.models());
      json.writeNumberProperty("training_bytes", forecast.trainingBytes());
      json.writeNumberProperty("evaluation_bytes", forecast.evaluationBytes());
      json.writeNumberProperty("model_bytes_estimate", forecast.modelBytes());
      json.writeNumberProperty("seconds_estimate", time.toSeconds());
      json.writeArrayPropertyStart("notes");
      forecast.notes().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
