package org.tokenlab.analysis.report;

import java.util.List;
import java.util.Map;
import org.tokenlab.analysis.inference.Finding;
import org.tokenlab.analysis.inference.LanguageFeatures;
import org.tokenlab.analysis.study.ResultRow;

/// All that a report shows. Immutable; whatever is missing is left out of the page.
///
/// @param rows in an order that doesn't change from run to run: tokenizers appear in it
/// @param findings what was tested, likewise
/// @param features what is known of a language, by corpus and language
/// @param examples how items are cut
public record ReportData(
    List<ResultRow> rows,
    List<Finding> findings,
    Map<String, Map<String, LanguageFeatures>> features,
    List<Example> examples) {

  /// Takes copies.
  public ReportData {
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
    features = Map.copyOf(features);
    examples = List.copyOf(examples);
  }

  /// Rows alone.
  public static ReportData of(List<ResultRow> rows) {
    return new ReportData(rows, List.of(), Map.of(), List.of());
  }
}
