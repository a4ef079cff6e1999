package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.inference.Finding;
import org.tokenlab.analysis.inference.Finding.Question;

/// Tests of a study as a table, whatever it is drawn in. Immutable.
///
/// @param caption what it shows
/// @param heads one for each column; the first is of the rows' names
/// @param rows by column
record TestTable(String caption, List<String> heads, List<List<Cell>> rows) {
  private static final double LEVEL = 0.05;
  private static final List<Question> COMPARISONS =
      List.of(Question.SIZE, Question.TARGET, Question.ALGORITHM, Question.DATA_SCALING);

  /// @param text of the cell
  /// @param holds after Holm's correction for all tests of its kind, at 0.05
  record Cell(String text, boolean holds) {
    private static Cell of(String text) {
      return new Cell(text, false);
    }

    private static Cell of(@Nullable Finding finding, String text) {
      return new Cell(text, finding != null && finding.pHolm() < LEVEL);
    }
  }

  /// Which tokenizers differ: one line for two families that were compared. Empty without such
  /// findings.
  static Optional<TestTable> comparisons(List<Finding> findings) {
    Map<List<String>, Map<String, Finding>> pairs = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (COMPARISONS.contains(finding.question()) && !finding.against().isEmpty()) {
        pairs
            .computeIfAbsent(
                List.of(finding.family(), finding.against()), key -> new LinkedHashMap<>())
            .put(finding.test(), finding);
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    pairs.forEach((pair, tests) -> {
      Finding level = tests.get("paired_t");
      Finding spread = tests.get("variance_ratio");
      Finding any = level == null ? tests.values().iterator().next() : level;
      rows.add(
          List.of(
              Cell.of(pair.getFirst()),
              Cell.of(pair.getLast()),
              Cell.of(Numbers.count(any.languages().size())),
              Cell.of(level, Numbers.fixed(level == null ? Double.NaN : level.effect(), 0)),
              Cell.of(level, Numbers.fixed(level == null ? Double.NaN : level.value(), 2)),
              Cell.of(level, p(level)),
              Cell.of(spread, Numbers.fixed(spread == null ? Double.NaN : spread.value(), 3)),
              Cell.of(spread, p(spread))));
    });
    return table(
        "Tests of families against each other",
        List.of(
            "Tokenizers",
            "Against",
            "Languages",
            "Mean difference, tokens",
            "t",
            "p, Holm",
            "Variance ratio",
            "p, Holm"),
        rows);
  }

  /// What goes with many tokens: one line for each family, one column for each predictor. Empty
  /// without such findings.
  static Optional<TestTable> predictors(List<Finding> findings) {
    Set<String> predictors = new LinkedHashSet<>();
    Map<String, Map<String, Finding>> families = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (finding.question() == Question.PREDICTOR && finding.test().equals("ols")) {
        predictors.add(finding.predictor());
        families
            .computeIfAbsent(finding.family(), family -> new LinkedHashMap<>())
            .put(finding.predictor(), finding);
      }
    }
    List<String> heads = new ArrayList<>(List.of("Tokenizers", "Languages"));
    predictors.forEach(predictor -> heads.add(predictor.replace('_', ' ')));
    List<List<Cell>> rows = new ArrayList<>();
    families.forEach((family, models) -> {
      int languages =
          models.values().stream().mapToInt(model -> model.languages().size()).min().orElse(0);
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(family));
      row.add(Cell.of(Numbers.count(languages)));
      for (String predictor : predictors) {
        Finding model = models.get(predictor);
        row.add(Cell.of(model, model == null ? Numbers.ABSENT : explained(model)));
      }
      rows.add(row);
    });
    return table("Share of the variance that each predictor explains", heads, rows);
  }

  private static Optional<TestTable> table(
      String caption, List<String> heads, List<List<Cell>> rows) {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new TestTable(caption, List.copyOf(heads), List.copyOf(rows)));
  }

  /// R² with the direction of the slope.
  private static String explained(Finding model) {
    String sign = model.effect() > 0 ? "+" : model.effect() < 0 ? "−" : "";
    return sign + Numbers.fixed(model.rSquared(), 3);
  }

  private static String p(@Nullable Finding finding) {
    if (finding == null) {
      return Numbers.ABSENT;
    }
    return finding.pHolm() < 0.001 ? "<0.001" : Numbers.fixed(finding.pHolm(), 3);
  }

  /// As HTML; in bold stands what holds.
  void draw(Markup page) {
    page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
        .open("table", "class", "tests")
        .line()
        .element("caption", caption, "class", "unseen")
        .line()
        .open("thead")
        .open("tr");
    for (int i = 0; i < heads.size(); i++) {
      page.element("th", heads.get(i), "scope", "col", "class", i == 0 ? "" : "figure long");
    }
    page.close().closeLine().open("tbody").line();
    for (List<Cell> row : rows) {
      page.open("tr").element("th", row.getFirst().text(), "scope", "row");
      for (Cell cell : row.subList(1, row.size())) {
        if (cell.holds()) {
          page.open("td").element("b", cell.text()).close();
        } else {
          page.element("td", cell.text());
        }
      }
      page.closeLine();
    }
    page.close().close().closeLine();
  }
}
