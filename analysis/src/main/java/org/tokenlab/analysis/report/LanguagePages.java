package org.tokenlab.analysis.report;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.inference.LanguageFeatures;
import org.tokenlab.analysis.report.TokenizerColumn.Origin;
import org.tokenlab.analysis.vocabularysize.PowerLawFit;

/// A fold-out page for each language: what is known of its text, and one item of it as tokenizers
/// cut it, in colour.
///
/// Of the tokenizers trained in the study one of each kind is shown, the first one that is
/// pictured; of the others all, up to [#MOST].
final class LanguagePages {
  /// Examples on one page.
  private static final int MOST = 12;

  private final Chapter chapter;
  private final Map<String, LanguageFeatures> features;
  private final Map<String, Example> examples = new HashMap<>();
  private final List<TokenizerColumn> columns;

  /// @param features by language
  /// @param examples of this and other corpora
  LanguagePages(Chapter chapter, Map<String, LanguageFeatures> features, List<Example> examples) {
    this.chapter = chapter;
    this.features = features;
    for (Example example : examples) {
      if (example.corpus().equals(chapter.corpus().corpus())) {
        this.examples.put(example.language() + " " + example.tokenizer(), example);
      }
    }
    columns = columns();
  }

  private List<TokenizerColumn> columns() {
    Set<String> kinds = new HashSet<>();
    List<TokenizerColumn> chosen = new ArrayList<>();
    for (TokenizerColumn column : chapter.pictured()) {
      boolean shown =
          chapter.languages().stream().anyMatch(language -> example(column, language) != null);
      if (shown
          && chosen.size() < MOST
          && (column.origin() == Origin.EXISTING || kinds.add(column.kind()))) {
        chosen.add(column);
      }
    }
    return chosen;
  }

  private @Nullable Example example(TokenizerColumn column, Language language) {
    return examples.get(language.code() + " " + column.tokenizer(language.code()));
  }

  /// Whether there is nothing to show.
  boolean isEmpty() {
    return chapter.languages().stream().noneMatch(this::has);
  }

  /// Whether a language has a page.
  boolean has(Language language) {
    return features.containsKey(language.code())
        || columns.stream().anyMatch(column -> example(column, language) != null);
  }

  /// Where the page is, for links.
  String id(Language language) {
    return chapter.id() + "-" + language.code();
  }

  String about() {
    return columns.isEmpty()
        ? "What is known of each language from the text it is measured on."
        : "What is known of each language from the text it is measured on, and one item of it as tokenizers cut it:"
            + " tokens in two colours by turns, with a small number where several share what a reader takes for one"
            + " character.";
  }

  void draw(Markup page) {
    for (Language language : chapter.languages()) {
      if (has(language)) {
        page.open("details", "class", "one-language " + language.group().cssClass())
            .open("summary")
            .text(language.name() + " ")
            .element("code", language.code())
            .closeLine();
        // The id is inside: a browser that goes there unfolds what is around it.
        page.open("div", "id", id(language)).line();
        page.open("dl", "class", "facts").line();
        fact(page, "Script", language.script());
        LanguageFeatures known = features.get(language.code());
        if (known != null) {
          text(page, known);
        }
        fits(page, language);
        page.closeLine();
        for (TokenizerColumn column : columns) {
          Example example = example(column, language);
          if (example != null) {
            cut(page, column, example);
          }
        }
        page.close().closeLine();
      }
    }
  }

  /// The law that the series of each shown tokenizer follows, and how far it is off.
  private void fits(Markup page, Language language) {
    for (VocabularySeries series : chapter.series()) {
      boolean shown =
          columns.isEmpty()
              || columns.stream().anyMatch(column -> column.series().equals(series.label()));
      for (VocabularySeries.Curve curve : series.curves()) {
        if (shown && curve.language().code().equals(language.code())) {
          curve
              .fit()
              .ifPresent(fit -> fact(page, "Tokens per item, " + series.label(), law(fit, curve)));
        }
      }
    }
  }

  /// `6 + 95·V^−0.31, within 0.4 %`.
  private static String law(PowerLawFit fit, VocabularySeries.Curve curve) {
    double worst = 0;
    for (VocabularySeries.Point point : curve.points()) {
      double predicted = fit.law().tokens(point.vocabulary());
      worst = Math.max(worst, Math.abs(predicted / point.tokensPerItem() - 1));
    }
    return (fit.law().c() == 0 ? "" : Numbers.fixed(fit.law().c(), 1) + " + ")
        + Numbers.fixed(fit.law().a(), 0)
        + " · V^−"
        + Numbers.fixed(fit.law().b(), 3)
        + " for a vocabulary of V tokens, within "
        + Numbers.fixed(100 * worst, 1)
        + " %";
  }

  private static void text(Markup page, LanguageFeatures known) {
    fact(
        page,
        "Text",
        Numbers.count(known.items())
            + " items, "
            + Numbers.count(known.codePoints())
            + " code points, "
            + Numbers.count(known.bytes())
            + " UTF-8 bytes");
    fact(page, "White space", Numbers.percent(known.whiteSpaceShare()) + " of the code points");
    fact(
        page,
        "Characters",
        Numbers.count(known.distinctCharacters())
            + " different ones; entropy "
            + Numbers.fixed(known.characterEntropy(), 2)
            + " bits, "
            + Numbers.fixed(known.bigramEntropy(), 2)
            + " bits if the one before is known");
    fact(
        page,
        "Against the reference",
        Numbers.times(known.lengthRatio())
            + " the code points, "
            + Numbers.times(known.bytePremium())
            + " the bytes");
  }

  private static void fact(Markup page, String name, String value) {
    page.element("dt", name).element("dd", value).line();
  }

  private static void cut(Markup page, TokenizerColumn column, Example example) {
    List<Integer> ends = example.segmentation().ends();
    double premium = column.premium(example.language());
    page.open("h3")
        .text(column.label())
        .element(
            "small",
            Numbers.count(ends.size())
                + (ends.size() == 1 ? " token" : " tokens")
                + (Double.isFinite(premium) ? "; premium " + Numbers.times(premium) : ""))
        .closeLine();
    page.open("p", "class", "cut", "dir", "auto", "lang", example.language().replace('_', '-'));
    String text = example.text();
    // Cut between graphemes only, or letters would lose their marks and their shapes.
    BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
    graphemes.setText(text);
    int start = 0;
    int tokens = 0; // since the last piece of text
    for (int i = 0; i < ends.size(); i++) {
      tokens++;
      int end = Math.min(ends.get(i), text.length());
      boolean last = i + 1 == ends.size() || ends.get(i + 1) > end;
      if (end > start && last && graphemes.isBoundary(end)) {
        piece(page, text.substring(start, end), tokens);
        start = end;
        tokens = 0;
      }
    }
    if (start < text.length()) {
      page.text(text.substring(start)); // what the tokenizer leaves out
    }
    page.closeLine();
  }

  private static void piece(Markup page, String text, int tokens) {
    if (tokens == 1) {
      page.element("i", text);
    } else {
      page.element("i", text, "data-n", Integer.toString(tokens));
    }
  }
}
