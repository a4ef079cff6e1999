package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tokenlab.analysis.study.StudyException;
import org.tokenlab.analysis.study.StudyStatus;
import org.tokenlab.analysis.study.StudyStatus.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `status`: how far a study has come.
@Command(
    name = "status",
    description =
        "Says how far the study in a folder has come and what failed; it may be running meanwhile.")
final class StatusCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Prints JSON instead, with every group of cells.")
  private boolean json;

  StatusCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, StudyException {
    StudyStatus status = StudyStatus.of(folder);
    streams.print(json ? json(status) : text(status));
    return ExitCode.DONE;
  }

  private String text(StudyStatus status) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d cells done, %,d failed, %,d to do; %s%n",
            folder,
            status.cells(State.DONE),
            status.cells(),
            status.cells(State.FAILED),
            status.cells(State.PLANNED),
            status.running() ? "running" : "not running"));
    status.groups().stream()
        .filter(group -> group.state() == State.FAILED)
        .forEach(group ->
            text.append("Failed: ")
                .append(group.title())
                .append(": ")
                .append(Failures.oneLine(group.reason()))
                .append('\n'));
    return text.toString();
  }

  private static String json(StudyStatus status) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeBooleanProperty("running", status.running());
      json.writeNumberProperty("cells", status.cells());
      for (State state : State.values()) {
        json.writeNumberProperty(
            "cells_" + state.name().toLowerCase(Locale.ROOT), status.cells(state));
      }
      json.writeArrayPropertyStart("groups");
      for (StudyStatus.Group group : status.groups()) {
        json.writeStartObject();
        json.writeStringProperty("title", group.title());
        json.writeNumberProperty("cells", group.cells());
        json.writeStringProperty("state", group.state().name().toLowerCase(Locale.ROOT));
        if (!group.reason().isEmpty()) {
          json.writeStringProperty("reason", group.reason());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
