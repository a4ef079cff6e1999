package org.tokenlab.analysis.measure;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tokenlab.analysis.stats.Interval;

/// One figure: a cell of a long table. Immutable.
///
/// @param language code and script, or `*` for a figure of the tokenizer over all languages
/// @param tokenizer its name, or `-` for a figure of the text alone
/// @param metric its name
/// @param unit what it is in: `tokens`, `ratio`, `bits`, `code_points/token`
/// @param value empty where the figure does not exist
/// @param interval its bootstrap interval, where it has one
public record Measure(
    String language,
    String tokenizer,
    String metric,
    String unit,
    OptionalDouble value,
    Optional<Interval> interval) {
  /// A figure without an interval.
  public static Measure of(
      String language, String tokenizer, String metric, String unit, OptionalDouble value) {
    return new Measure(language, tokenizer, metric, unit, value, Optional.empty());
  }
}
