package org.tokenlab.analysis.report;

import java.util.List;
import java.util.Map;

/// Every language with its premium under one tokenizer, greatest first: a dot on a track and the
/// figure.
final class RankedList {
  private final Map<String, Language> languages;
  private final Scale percent;

  RankedList(Chapter chapter) {
    languages = chapter.byCode();
    percent = PremiumAxis.of(chapter).scale(0, 100);
  }

  void draw(Markup page, TokenizerColumn column) {
    List<String> ranked = column.byPremium().reversed();
    page.open(
            "ol",
            "class",
            "ranked",
            "style",
            "--one:" + Numbers.coordinate(percent.at(1)) + "%",
            "aria-label",
            "Languages by token premium under " + column.label() + ", greatest first")
        .line();
    for (String code : ranked) {
      Language language = languages.get(code);
      double premium = column.premium(code);
      page.open("li", "class", language.group().cssClass())
          .element("span", language.name(), "class", "lang", "title", language.name() + ", " + code)
          .open(
              "span",
              "class",
              "track",
              "style",
              "--x:" + Numbers.coordinate(percent.at(premium)) + "%")
          .close()
          .element(
              "b",
              Numbers.times(premium),
              column
                  .interval(code)
                  .map(interval -> new String[] {"title", Numbers.interval(interval)})
                  .orElse(new String[0]))
          .closeLine();
    }
    page.closeLine();
  }
}
