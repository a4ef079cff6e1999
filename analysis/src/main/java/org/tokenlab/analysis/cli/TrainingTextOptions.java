package org.tokenlab.analysis.cli;

import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.ReadOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of all commands that learn from text: what is one text, and how it is read.
final class TrainingTextOptions {
  private static final String LINE = "line";

  @Option(
      names = "--unit",
      paramLabel = "line|file",
      defaultValue = LINE,
      description =
          "What is split by itself: each line without its line end, or each file. Default: ${DEFAULT-VALUE}.")
  private String unit = LINE;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "Reads JSON lines; the string in this field is the text.")
  private @Nullable String field;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  /// Lines are [ReadOptions#lines], unlike those that are encoded.
  ReadOptions options() {
    return isLines() ? reading.apply(ReadOptions.lines()) : reading.units(unit, field);
  }

  /// Whether a text is a line, the default.
  boolean isLines() {
    return field == null && unit.equals(LINE);
  }

  /// Whether there is an option that isn't at its default.
  boolean isGiven() {
    return !isLines() || reading.isGiven();
  }

  /// All of them in words, for a checkpoint to know them by.
  String text() {
    return (field == null ? unit : "field " + field) + ", " + reading.text();
  }
}
