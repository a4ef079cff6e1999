package org.tokenlab.analysis.study;

import java.nio.file.Path;
import java.util.List;

/// How a study ended.
///
/// @param rows the results table
/// @param files what was written, in the order to be read
/// @param models number of trained models in the folder
/// @param cells of the study
/// @param resumed cells that an earlier run had left
/// @param failures groups that failed, with the reason; running the study again tries them again
/// @param shortfalls trained tokenizers that have fewer tokens than asked for, since their text
///   holds no more to learn
/// @param notes what was left out, and why
public record StudyOutcome(
    List<ResultRow> rows,
    List<Path> files,
    int models,
    int cells,
    int resumed,
    List<Failure> failures,
    List<Shortfall> shortfalls,
    List<String> notes) {
  /// Cells that could not be done.
  ///
  /// @param group title of the group
  /// @param reason what was thrown
  public record Failure(String group, String reason) {}

  /// A vocabulary that stayed smaller than asked for.
  ///
  /// @param tokenizer its name
  /// @param requested tokens asked for
  /// @param actual tokens there are
  public record Shortfall(String tokenizer, int requested, int actual) {}
}
