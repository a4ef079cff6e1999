package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.analysis.inference.Finding;
import org.tokenlab.analysis.report.TokenizerColumn.Origin;

/// The page around the chapters: head, opening, provenance.
final class ReportPage {
  private final ReportContext context;
  private final List<Chapter> chapters;
  private final ReportData data;
  private final Markup page = new Markup();

  ReportPage(ReportContext context, List<Chapter> chapters, ReportData data) {
    this.context = context;
    this.chapters = chapters;
    this.data = data;
  }

  String render() {
    page.open("html", "lang", "en").line();
    head();
    page.open("body").line();
    page.element("a", "Skip to the table", "class", "skip", "href", "#" + tableId()).line();
    page.open("main").line();
    if (chapters.isEmpty()) {
      page.open("header").element("h1", context.study()).closeLine();
      page.element("p", "This study has no figures yet.", "class", "lede").line();
    }
    for (Chapter chapter : chapters) {
      Findings findings = new Findings(chapter);
      opening(chapter, findings);
      String corpus = chapter.corpus().corpus();
      List<Finding> ofChapter =
          data.findings().stream().filter(test -> test.corpus().equals(corpus)).toList();
      LanguagePages pages =
          new LanguagePages(
              chapter, data.features().getOrDefault(corpus, Map.of()), data.examples());
      new ChapterPage(page, chapter, findings, ofChapter, pages).write();
    }
    provenance();
    page.closeLine();
    page.verbatim("script", Resources.read("report.js"));
    page.close().close();
    return "<!DOCTYPE html>\n" + page.finish() + "\n";
  }

  private void head() {
    page.open("head").line();
    page.leaf("meta", "charset", "utf-8").line();
    page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.leaf("meta", "name", "color-scheme", "content", "light dark").line();
    page.leaf(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
        .line();
    page.element("title", context.study() + ": token premiums").line();
    page.verbatim("style", Resources.read("report.css"));
    page.closeLine();
  }

  private String tableId() {
    return chapters.isEmpty() ? "provenance" : chapters.getFirst().id() + "-table";
  }

  private void opening(Chapter chapter, Findings findings) {
    String headline = findings.headline();
    boolean first = chapter.id().equals(chapters.getFirst().id());
    page.open("header").line();
    page.open("p", "class", "kicker").text("Token premiums · " + context.study()).closeLine();
    page.element(first ? "h1" : "h2", headline.isEmpty() ? context.study() : headline).line();
    page.open("p", "class", "corpus").element("b", "Measured on " + chapter.corpus().label());
    if (!chapter.corpus().description().isEmpty()) {
      page.text(": " + chapter.corpus().description());
    }
    page.text(
            ". "
                + chapter.items()
                + (chapter.fewestItems() == chapter.mostItems()
                    ? " in every language."
                    : " a language."))
        .closeLine();
    page.open("ul", "class", "findings").line();
    for (String sentence : findings.sentences()) {
      page.element("li", sentence).line();
    }
    page.closeLine();
    tiles(chapter);
    page.closeLine();
  }

  private void tiles(Chapter chapter) {
    page.open("dl", "class", "tiles").line();
    tile(Numbers.count(chapter.languages().size()), "languages");
    long scripts = chapter.languages().stream().map(Language::script).distinct().count();
    tile(Numbers.count(scripts), scripts == 1 ? "script" : "scripts");
    long fixed =
        chapter.columns().stream().filter(column -> column.origin() != Origin.MONOLINGUAL).count();
    tile(Numbers.count(fixed), "tokenizers on all languages");
    int own = chapter.series().stream().mapToInt(series -> series.curves().size()).max().orElse(0);
    if (own > 0) {
      tile(Numbers.count(own), "languages with tokenizers of their own");
    }
    page.closeLine();
  }

  private void tile(String figure, String what) {
    page.open("div").element("dt", what).element("dd", figure).closeLine();
  }

  private void provenance() {
    page.open("section", "id", "provenance").line();
    page.element("h2", "Provenance").line();
    page.element(
            "p",
            "Everything that the figures depend on. The same inputs give the same file, byte for byte.",
            "class",
            "about")
        .line();
    Map<String, List<ProvenanceEntry>> groups = new LinkedHashMap<>();
    for (ProvenanceEntry entry : context.provenance()) {
      groups.computeIfAbsent(entry.group(), group -> new ArrayList<>()).add(entry);
    }
    page.open("div", "class", "groups").line();
    groups.forEach((group, entries) -> {
      page.open("div").element("h3", group).open("dl", "class", "facts").line();
      for (ProvenanceEntry entry : entries) {
        page.element("dt", entry.name()).element("dd", entry.value()).line();
      }
      page.close().closeLine();
    });
    page.close().closeLine();
  }
}
