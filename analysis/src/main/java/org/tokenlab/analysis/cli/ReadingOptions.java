package org.tokenlab.analysis.cli;

import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.ReadOptions;
import picocli.CommandLine.Option;

/// The options of all commands that read text.
final class ReadingOptions {
  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "UTF-8",
      description = "Encoding of the inputs, by its IANA name. Default: ${DEFAULT-VALUE}.")
  private String encoding = "UTF-8";

  @Option(
      names = "--invalid",
      paramLabel = "refuse|replace",
      defaultValue = "refuse",
      description =
          "What to do with bytes that are not in the encoding: stop, or put U+FFFD. Default:"
              + " ${DEFAULT-VALUE}.")
  private String invalid = "refuse";

  /// Documents as `--unit` names them, or a field of JSON lines.
  ///
  /// @param unit `line` (as Python's `split("\n")` cuts it) or `file`
  /// @param field a field of JSON lines, which then is the unit; null for none
  ReadOptions units(String unit, @Nullable String field) {
    if (field != null) {
      return apply(ReadOptions.jsonLines(field));
    }
    return switch (unit) {
      case "line" -> apply(ReadOptions.rawLines());
      case "file" -> apply(ReadOptions.files());
      default -> throw new UsageException("--unit: expected line or file; got \"" + unit + "\"");
    };
  }

  /// Whether there is an option that isn't at its default.
  boolean isGiven() {
    return !encoding.equals("UTF-8") || !invalid.equals("refuse");
  }

  /// The encoding and what to do with invalid bytes, in words.
  String text() {
    return encoding + ", " + invalid;
  }

  /// `options` with the encoding and what to do with invalid bytes.
  ReadOptions apply(ReadOptions options) {
    ReadOptions.Invalid policy =
        switch (invalid) {
          case "refuse" -> ReadOptions.Invalid.REFUSE;
          case "replace" -> ReadOptions.Invalid.REPLACE;
          default ->
              throw new UsageException(
                  "--invalid: expected refuse or replace; got \"" + invalid + "\"");
        };
    try {
      return options.withInvalid(policy).withEncoding(encoding);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--encoding: " + e.getMessage());
    }
  }
}
