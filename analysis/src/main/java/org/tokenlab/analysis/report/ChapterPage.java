package org.tokenlab.analysis.report;

import java.util.List;
import java.util.Optional;
import org.tokenlab.analysis.inference.Finding;
import org.tokenlab.analysis.report.TokenizerColumn.Origin;

/// The sections of one chapter, each with its question, its picture and how to read it.
final class ChapterPage {
  private final Markup page;
  private final Chapter chapter;
  private final Findings findings;
  private final List<Finding> tests;
  private final LanguagePages languages;

  ChapterPage(
      Markup page,
      Chapter chapter,
      Findings findings,
      List<Finding> tests,
      LanguagePages languages) {
    this.tests = tests;
    this.languages = languages;
    this.page = page;
    this.findings = findings;
    this.chapter = chapter;
  }

  void write() {
    List<TokenizerColumn> pictured = chapter.pictured();
    if (!pictured.isEmpty()) {
      legend();
      premiums(pictured);
      distribution();
    }
    findings
        .spokenOf()
        .flatMap(shared -> OwnVocabularyList.of(chapter, shared))
        .ifPresent(this::ownVocabularies);
    if (!chapter.series().isEmpty()) {
      vocabularies();
    }
    LorenzPicture lorenz = new LorenzPicture(chapter);
    if (!lorenz.isEmpty()) {
      begin("gini", "How unequal is each tokenizer?", "");
      about(
          "The Gini coefficient of token premiums across languages: 0 if every language needed the same number of tokens,"
              + " towards 1 if one language needed them all. The further a Lorenz curve sags below the straight line, the"
              + " more unequal. “The most even” at the top of this page means the least of these coefficients.");
      figure(() -> lorenz.draw(page));
      page.closeLine();
    }
    tests();
    table();
    if (!languages.isEmpty()) {
      begin("languages", "One language at a time", "");
      about(languages.about());
      languages.draw(page);
      page.closeLine();
    }
  }

  private void tests() {
    Optional<TestTable> predictors = TestTable.predictors(tests);
    if (predictors.isPresent()) {
      begin("predictors", "What goes with many tokens?", "wide");
      about(
          "The share of the variance among languages that one property explains by itself, R², with the direction: +0.4"
              + " means that languages with more of it need more tokens. Bold: p < 0.05 after Holm’s correction for all"
              + " of these models. Correlation only; the properties go together, too.");
      predictors.get().draw(page);
      page.closeLine();
    }
    Optional<TestTable> comparisons = TestTable.comparisons(tests);
    if (comparisons.isPresent()) {
      begin("tests", "Which differences are more than chance?", "wide");
      about(
          "Each language against itself (paired t: negative where the first needs fewer tokens), and the ratio of the"
              + " variances among languages (below 1 where the first has them closer together). Bold: p < 0.05 after"
              + " Holm’s correction for all tests of the same kind and question. All tests, with the languages that entered,"
              + " are in statistics.csv.");
      comparisons.get().draw(page);
      page.closeLine();
    }
  }

  private void legend() {
    page.open("div", "class", "legend", "role", "group", "aria-label", "Scripts by colour").line();
    for (ScriptGroup group : chapter.groups()) {
      page.open("span", "class", "key " + group.cssClass(), "data-group", group.cssClass())
          .element("i", "")
          .text(group.label())
          .closeLine();
    }
    page.closeLine();
  }

  private void premiums(List<TokenizerColumn> pictured) {
    begin("premium", "What does each language pay?", "");
    about(
        "Token premium: the tokens a language needs for the same items, divided by the tokens "
            + chapter.reference().name()
            + " needs. Each dot is a language, coloured by script."
            + (pictured.stream().anyMatch(column -> column.origin() == Origin.MONOLINGUAL)
                ? " Under a name that begins with “own”, every language has a tokenizer trained on that language alone, "
                    + chapter.reference().name()
                    + " too."
                : ""));
    page.open("div", "class", "switch", "data-label", "Tokenizer").line();
    SwarmPicture swarm = new SwarmPicture(chapter);
    RankedList ranked = new RankedList(chapter);
    for (int i = 0; i < pictured.size(); i++) {
      TokenizerColumn column = pictured.get(i);
      boolean first = Optional.of(column).equals(findings.spokenOf());
      page.open("section", "class", first ? "panel first" : "panel", "data-name", column.label());
      page.line();
      page.open("h3").text(column.label()).element("small", column.description()).closeLine();
      String id = chapter.id() + "-swarm" + i;
      figure(() -> swarm.draw(page, column, id));
      ranked.draw(page, column);
      page.closeLine();
    }
    page.close().closeLine();
  }

  private void distribution() {
    begin("ridges", "How far apart do tokenizers drive languages?", "");
    about(
        "The density of premiums, one row for each tokenizer, from the narrowest spread to the widest. Every mark is a"
            + " language, the tall line the median one. P90 ÷ P10 is how many times the tokens of the 10th percentile the"
            + " 90th needs. Heights are scaled row by row.");
    figure(() -> new RidgePicture(chapter).draw(page));
    page.closeLine();
  }

  private void ownVocabularies(OwnVocabularyList list) {
    begin("own", "What does a vocabulary of its own change?", "");
    about(list.about(chapter.reference()));
    figure(() -> list.draw(page));
    page.closeLine();
  }

  private void vocabularies() {
    begin("vocabulary", "How many tokens does a larger vocabulary save?", "");
    about(
        "Mean tokens per item when a language has a tokenizer of its own, trained on that language alone. Faint lines are"
            + " all languages; a line that stops short had no more pairs to merge."
            + (chapter.showsFits() ? " Dotted: the power law fitted to a language's sizes." : "")
            + " The vertical axis doesn't start at 0.");
    for (int i = 0; i < chapter.series().size(); i++) {
      VocabularySeries series = chapter.series().get(i);
      page.element("h3", series.label()).line();
      String id = chapter.id() + "-vocabulary" + i;
      figure(() -> new VocabularyPicture(chapter, series).draw(page, id));
    }
    page.closeLine();
  }

  private void table() {
    LanguageTable table = new LanguageTable(chapter, languages);
    begin("table", "All languages", "wide");
    page.open("div", "class", "switch", "data-label", "Figure", "data-search", "1").line();
    for (Metric metric : table.metrics()) {
      page.open("section", "class", "panel", "data-name", metric.label()).line();
      page.element("h3", metric.label()).line();
      table.draw(page, metric);
      page.closeLine();
    }
    page.close().closeLine();
  }

  private void begin(String id, String heading, String cssClass) {
    page.open("section", "id", chapter.id() + "-" + id, "class", ("part " + cssClass).strip())
        .line();
    page.element("h2", heading).line();
  }

  private void about(String text) {
    page.element("p", text, "class", "about").line();
  }

  /// A picture with the corpus named below it.
  private void figure(Runnable picture) {
    page.open("figure").line();
    picture.run();
    page.element("figcaption", chapter.corpus().label() + " · " + chapter.items()).line();
    page.closeLine();
  }
}
