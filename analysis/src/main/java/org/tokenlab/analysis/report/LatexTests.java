package org.tokenlab.analysis.report;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokenlab.analysis.inference.Finding;

/// The tests of a study as LaTeX tables, the report's own, to `\\input` into a paper; needs the
/// packages `booktabs` and `longtable`. In bold stands what holds after Holm's correction.
public final class LatexTests {
  private LatexTests() {}

  /// The tables, by evaluation corpus.
  ///
  /// @param escape makes text of what TeX takes for a command
  public static String render(List<Finding> findings, UnaryOperator<String> escape) {
    StringBuilder tex = new StringBuilder("% Needs \\usepackage{booktabs,longtable}.\n");
    for (String corpus : findings.stream().map(Finding::corpus).distinct().toList()) {
      List<Finding> own = findings.stream().filter(f -> f.corpus().equals(corpus)).toList();
      Stream.of(TestTable.comparisons(own), TestTable.predictors(own))
          .flatMap(Optional::stream)
          .forEach(table -> table(tex, table, corpus, escape));
    }
    return tex.toString();
  }

  private static void table(
      StringBuilder tex, TestTable table, String corpus, UnaryOperator<String> escape) {
    tex.append("\\begin{longtable}{l")
        .append("r".repeat(table.heads().size() - 1))
        .append("}\n  \\caption{")
        .append(escape.apply(table.caption() + ", " + corpus))
        .append("}\\\\\n  \\toprule\n");
    row(tex, table.heads().stream().map(escape).toList());
    tex.append("  \\midrule\n  \\endhead\n");
    for (List<TestTable.Cell> cells : table.rows()) {
      row(tex, cells.stream().map(cell -> text(cell, escape)).toList());
    }
    tex.append("  \\bottomrule\n\\end{longtable}\n");
  }

  private static String text(TestTable.Cell cell, UnaryOperator<String> escape) {
    String text =
        escape
            .apply(cell.text())
            .replace(Numbers.ABSENT, "--")
            .replaceAll("^[−-](?=[0-9])", "\\$-\\$")
            .replace("<", "$<$");
    return cell.holds() ? "\\textbf{" + text + "}" : text;
  }

  private static void row(StringBuilder tex, List<String> cells) {
    tex.append(cells.stream().collect(Collectors.joining(" & ", "  ", " \\\\\n")));
  }
}
