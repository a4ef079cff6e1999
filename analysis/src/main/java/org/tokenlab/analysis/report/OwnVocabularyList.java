package org.tokenlab.analysis.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.analysis.report.TokenizerColumn.Origin;

/// What changes for each language when it leaves a shared vocabulary for one of its own: two dots
/// on a track.
final class OwnVocabularyList {
  private final TokenizerColumn shared;
  private final TokenizerColumn own;
  private final List<String> codes;
  private final Map<String, Language> languages;
  private final Scale percent;

  private OwnVocabularyList(Chapter chapter, TokenizerColumn shared, TokenizerColumn own) {
    this.shared = shared;
    this.own = own;
    languages = chapter.byCode();
    codes = shared.byPremium().reversed().stream().filter(code -> own.premium(code) > 0).toList();
    double least = 1;
    double greatest = 1;
    for (String code : codes) {
      least = Math.min(least, Math.min(shared.premium(code), own.premium(code)));
      greatest = Math.max(greatest, Math.max(shared.premium(code), own.premium(code)));
    }
    percent = Scale.logarithmic(least / 1.05, greatest * 1.05, 0, 100);
  }

  /// Compares `shared` with the largest family of monolingual tokenizers; empty where there is
  /// none, or no language has both.
  static Optional<OwnVocabularyList> of(Chapter chapter, TokenizerColumn shared) {
    return chapter.pictured(Origin.MONOLINGUAL).stream()
        .filter(column -> column != shared)
        .max(Comparator.comparingInt(TokenizerColumn::vocabulary))
        .map(own -> new OwnVocabularyList(chapter, shared, own))
        .filter(list -> list.codes.size() > 1);
  }

  String about(Language reference) {
    return "Each language's premium with "
        + shared.label()
        + " (ring) and with a tokenizer of its own (dot: "
        + own.label()
        + "), on a logarithmic track; the notch is "
        + reference.name()
        + ", which has its own tokenizer too.";
  }

  void draw(Markup page) {
    page.open(
            "ol",
            "class",
            "ranked pairs",
            "style",
            "--one:" + Numbers.coordinate(percent.at(1)) + "%",
            "aria-label",
            "Premium with " + shared.label() + ", then with " + own.label())
        .line();
    for (String code : codes) {
      Language language = languages.get(code);
      String from = Numbers.coordinate(percent.at(shared.premium(code)));
      String to = Numbers.coordinate(percent.at(own.premium(code)));
      page.open("li", "class", language.group().cssClass())
          .element("span", language.name(), "class", "lang", "title", language.name() + ", " + code)
          .open("span", "class", "track", "style", "--x:" + to + "%;--y:" + from + "%")
          .element("i", "")
          .close()
          .element(
              "b", Numbers.times(shared.premium(code)) + " → " + Numbers.times(own.premium(code)))
          .closeLine();
    }
    page.closeLine();
  }
}
