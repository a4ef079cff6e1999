package org.tokenlab.analysis.report;

import java.util.Arrays;
import java.util.List;

/// All languages by all tokenizers, one table for each metric, languages by name.
///
/// Of many tokenizers ([#MANY]) the premium is told of all, the rest of those that are pictured,
/// and the page says so: a study of a hundred languages stays a page that a browser opens at once.
final class LanguageTable {
  private static final int MANY = 60;

  private final Chapter chapter;
  private final LanguagePages pages;
  private final Scale warmth;

  /// @param pages that names of languages lead to
  LanguageTable(Chapter chapter, LanguagePages pages) {
    this.chapter = chapter;
    this.pages = pages;
    double greatest =
        chapter.columns().stream()
            .mapToDouble(column -> column.premiums().quantile(1))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    warmth = Scale.logarithmic(1, Math.max(2, greatest), 0, 70);
  }

  /// The metrics that the chapter has any figure of.
  List<Metric> metrics() {
    return Arrays.stream(Metric.values()).filter(metric -> !columns(metric).isEmpty()).toList();
  }

  void draw(Markup page, Metric metric) {
    List<TokenizerColumn> columns = columns(metric);
    boolean some = columns.size() < withFigures(metric).size();
    page.element(
            "p",
            metric.definition(chapter.reference().name())
                + (some
                    ? " Of the tokenizers trained on one language each, the largest of each kind; results.csv has all."
                    : ""),
            "class",
            "about")
        .line();
    page.open(
            "div",
            "class",
            "scroll",
            "tabindex",
            "0",
            "role",
            "region",
            "aria-label",
            metric.label())
        .open("table", "class", "languages")
        .line()
        .element("caption", metric.label() + ", " + chapter.corpus().label(), "class", "unseen")
        .line()
        .open("thead")
        .open("tr")
        .element("th", "Language", "scope", "col", "aria-sort", "ascending", "data-text", "1")
        .element("th", "Script", "scope", "col", "data-text", "1");
    for (TokenizerColumn column : columns) {
      page.element(
          "th",
          column.label(),
          "scope",
          "col",
          "class",
          column.label().length() > 14 ? "figure long" : "figure");
    }
    page.close().closeLine().open("tbody").line();
    for (Language language : chapter.languages()) {
      row(page, language, metric, columns);
    }
    page.close().close().closeLine();
    page.element("p", chapter.corpus().label() + " · " + chapter.items(), "class", "source").line();
  }

  private List<TokenizerColumn> columns(Metric metric) {
    List<TokenizerColumn> all = withFigures(metric);
    if (metric == Metric.PREMIUM || all.size() <= MANY) {
      return all;
    }
    List<TokenizerColumn> pictured = chapter.pictured();
    return all.stream().filter(pictured::contains).toList();
  }

  private List<TokenizerColumn> withFigures(Metric metric) {
    return chapter.columns().stream()
        .filter(column ->
            chapter.languages().stream()
                .anyMatch(language -> Double.isFinite(column.value(language.code(), metric))))
        .toList();
  }

  private void row(Markup page, Language language, Metric metric, List<TokenizerColumn> columns) {
    page.open("tr", "class", language.group().cssClass()).open("th", "scope", "row");
    if (pages.has(language)) {
      page.element("a", language.name(), "href", "#" + pages.id(language)).text(" ");
    } else {
      page.text(language.name() + " ");
    }
    page.element("code", language.code()).close().element("td", language.script());
    for (TokenizerColumn column : columns) {
      double value = column.value(language.code(), metric);
      String text = metric.format(value);
      if (metric == Metric.PREMIUM && value > 1) {
        page.element("td", text, "style", "--w:" + Math.round(warmth.at(value)) + "%");
      } else {
        page.element("td", text);
      }
    }
    page.closeLine();
  }
}
