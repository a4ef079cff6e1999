package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tokenlab.analysis.inference.Finding;
import org.tokenlab.analysis.inference.Finding.Question;

/// The tests of a study as two tables: which tokenizers differ, and what goes with many tokens.
///
/// In bold stands what holds after Holm's correction for all tests of its kind, at 0.05.
final class TestTables {
  private static final double LEVEL = 0.05;
  private static final List<Question> COMPARISONS =
      List.of(Question.SIZE, Question.TARGET, Question.ALGORITHM, Question.DATA_SCALING);

  private final List<Finding> findings;

  TestTables(List<Finding> findings) {
    this.findings = findings;
  }

  boolean hasComparisons() {
    return findings.stream().anyMatch(TestTables::isComparison);
  }

  boolean hasPredictors() {
    return findings.stream().anyMatch(TestTables::isPredictor);
  }

  private static boolean isComparison(Finding finding) {
    return COMPARISONS.contains(finding.question()) && !finding.against().isEmpty();
  }

  private static boolean isPredictor(Finding finding) {
    return finding.question() == Question.PREDICTOR && finding.test().equals("ols");
  }

  /// One line for two families that were compared.
  void comparisons(Markup page) {
    Map<List<String>, Map<String, Finding>> pairs = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (isComparison(finding)) {
        pairs
            .computeIfAbsent(
                List.of(finding.family(), finding.against()), key -> new LinkedHashMap<>())
            .put(finding.test(), finding);
      }
    }
    begin(page, "Tests of families against each other");
    head(
        page,
        List.of(
            "Tokenizers",
            "Against",
            "Languages",
            "Mean difference, tokens",
            "t",
            "p, Holm",
            "Variance ratio",
            "p, Holm"));
    pairs.forEach((pair, tests) -> {
      Finding level = tests.get("paired_t");
      Finding spread = tests.get("variance_ratio");
      Finding any = level == null ? tests.values().iterator().next() : level;
      page.open("tr").element("th", pair.getFirst(), "scope", "row");
      page.element("td", pair.getLast());
      page.element("td", Numbers.count(any.languages().size()));
      cell(page, level, Numbers.fixed(level == null ? Double.NaN : level.effect(), 0));
      cell(page, level, Numbers.fixed(level == null ? Double.NaN : level.value(), 2));
      cell(page, level, p(level));
      cell(page, spread, Numbers.fixed(spread == null ? Double.NaN : spread.value(), 3));
      cell(page, spread, p(spread));
      page.closeLine();
    });
    end(page);
  }

  /// One line for each family, one column for each predictor.
  void predictors(Markup page) {
    Set<String> predictors = new LinkedHashSet<>();
    Map<String, Map<String, Finding>> families = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (isPredictor(finding)) {
        predictors.add(finding.predictor());
        families
            .computeIfAbsent(finding.family(), family -> new LinkedHashMap<>())
            .put(finding.predictor(), finding);
      }
    }
    begin(page, "Share of the variance that each predictor explains");
    List<String> heads = new ArrayList<>(List.of("Tokenizers", "Languages"));
    predictors.forEach(predictor -> heads.add(predictor.replace('_', ' ')));
    head(page, heads);
    families.forEach((family, models) -> {
      int languages =
          models.values().stream().mapToInt(model -> model.languages().size()).min().orElse(0);
      page.open("tr").element("th", family, "scope", "row");
      page.element("td", Numbers.count(languages));
      for (String predictor : predictors) {
        Finding model = models.get(predictor);
        cell(page, model, model == null ? Numbers.ABSENT : explained(model));
      }
      page.closeLine();
    });
    end(page);
  }

  /// R² with the direction of the slope.
  private static String explained(Finding model) {
    String sign = model.effect() > 0 ? "+" : model.effect() < 0 ? "−" : "";
    return sign + Numbers.fixed(model.rSquared(), 3);
  }

  private static String p(@org.jspecify.annotations.Nullable Finding finding) {
    if (finding == null) {
      return Numbers.ABSENT;
    }
    return finding.pHolm() < 0.001 ? "<0.001" : Numbers.fixed(finding.pHolm(), 3);
  }

  private static void cell(
      Markup page, @org.jspecify.annotations.Nullable Finding finding, String text) {
    if (finding != null && finding.pHolm() < LEVEL) {
      page.open("td").element("b", text).close();
    } else {
      page.element("td", text);
    }
  }

  private static void begin(Markup page, String caption) {
    page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
        .open("table", "class", "tests")
        .line()
        .element("caption", caption, "class", "unseen")
        .line();
  }

  private static void head(Markup page, List<String> heads) {
    page.open("thead").open("tr");
    for (int i = 0; i < heads.size(); i++) {
      page.element("th", heads.get(i), "scope", "col", "class", i == 0 ? "" : "figure long");
    }
    page.close().closeLine().open("tbody").line();
  }

  private static void end(Markup page) {
    page.close().close().closeLine();
  }
}
