package org.tokenlab.analysis.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.analysis.report.TokenizerColumn.Origin;

/// What the figures of a chapter say, in sentences computed from them.
///
/// Compared are the existing vocabularies; where a study has fewer than two, all tokenizers that
/// languages share, and without any of these, all. The most even of them is the one with the least
/// Gini coefficient of premiums.
final class Findings {
  private static final int NAMED_AT_MOST = 5;
  private static final Comparator<TokenizerColumn> BY_GINI =
      Comparator.comparingDouble(column -> column.premiums().gini());
  private static final Comparator<TokenizerColumn> BY_SPREAD =
      Comparator.comparingDouble(column -> column.premiums().spread());

  private final Chapter chapter;
  private final Map<String, Language> languages;
  private final List<TokenizerColumn> compared;

  Findings(Chapter chapter) {
    this.chapter = chapter;
    languages = chapter.byCode();
    List<TokenizerColumn> existing = chapter.pictured(Origin.EXISTING);
    List<TokenizerColumn> shared =
        chapter.pictured().stream()
            .filter(column -> column.origin() != Origin.MONOLINGUAL)
            .toList();
    List<TokenizerColumn> wanted =
        existing.size() > 1 ? existing : shared.isEmpty() ? chapter.pictured() : shared;
    compared = wanted.stream().filter(column -> column.premiums().size() > 1).toList();
  }

  /// The one sentence to remember; empty if there is nothing to compare.
  String headline() {
    if (compared.isEmpty()) {
      return "";
    }
    TokenizerColumn even = mostEven();
    List<String> ranked = even.byPremium();
    String worst = ranked.getLast();
    String under =
        compared.size() == 1
            ? "With " + even.label() + ", "
            : "Even with "
                + even.label()
                + ", the most even of "
                + compared.size()
                + " tokenizers, ";
    if (worst.equals(chapter.reference().code())) {
      return under + "no language takes more tokens than " + chapter.reference().name();
    }
    return under
        + languages.get(worst).name()
        + " takes "
        + Numbers.times(even.premium(worst)).replace("×", " times")
        + " the tokens of "
        + chapter.reference().name();
  }

  /// The tokenizer that the headline is about.
  Optional<TokenizerColumn> spokenOf() {
    return compared.isEmpty() ? Optional.empty() : Optional.of(mostEven());
  }

  /// The findings, most general first.
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (compared.isEmpty()) {
      return sentences;
    }
    sentences.add(spread());
    worstOff().ifPresent(sentences::add);
    closing().ifPresent(sentences::add);
    return sentences;
  }

  private String spread() {
    TokenizerColumn even = compared.stream().min(BY_SPREAD).orElseThrow();
    TokenizerColumn uneven = compared.stream().max(BY_SPREAD).orElseThrow();
    String first =
        "Under "
            + uneven.label()
            + ", a language at the 90th percentile needs "
            + Numbers.times(uneven.premiums().spread())
            + " the tokens of one at the 10th";
    return even == uneven
        ? first + "."
        : first
            + ", the widest spread of "
            + compared.size()
            + "; under "
            + even.label()
            + " it is "
            + Numbers.times(even.premiums().spread())
            + ", the narrowest.";
  }

  private Optional<String> worstOff() {
    List<Language> worst = byMeanPremium().reversed();
    int named = Math.min(NAMED_AT_MOST, Math.max(1, worst.size() / 3));
    List<String> parts = new ArrayList<>();
    for (Language language : worst.subList(0, Math.min(named, worst.size()))) {
      Sample premiums =
          new Sample(
              compared.stream().mapToDouble(column -> column.premium(language.code())).toArray());
      String low = Numbers.times(premiums.quantile(0));
      String high = Numbers.times(premiums.quantile(1));
      String range = low.equals(high) ? low : low.replace("×", "") + "–" + high;
      parts.add(language.name() + " (" + range + ")");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("Worst off across these tokenizers: " + String.join(", ", parts) + ".");
  }

  /// How much of the inequality a tokenizer of one's own takes away, at the largest vocabulary.
  private Optional<String> closing() {
    List<TokenizerColumn> own =
        chapter.columns().stream()
            .filter(column ->
                column.origin() == Origin.MONOLINGUAL
                    && column.vocabulary() > 0 // not of different sizes
                    && column.premiums().size() > 1)
            .toList();
    return mostEven().origin() == Origin.MONOLINGUAL
        ? Optional.empty()
        : own.stream()
            .max(Comparator.comparingInt(TokenizerColumn::vocabulary))
            .map(largest -> closing(largest, own, mostEven()));
  }

  private static String closing(
      TokenizerColumn largest, List<TokenizerColumn> own, TokenizerColumn even) {
    List<String> codes =
        largest.byPremium().stream().filter(code -> even.premium(code) > 0).toList();
    Sample before = even.premiums(codes);
    Sample after = largest.premiums(codes);
    String change =
        "Give "
            + codes.size()
            + " languages each a vocabulary of its own ("
            + largest.series()
            + ", "
            + Numbers.count(largest.vocabulary())
            + " tokens): against "
            + even.label()
            + ", their median premium goes from "
            + Numbers.times(before.quantile(0.5))
            + " to "
            + Numbers.times(after.quantile(0.5))
            + " and the Gini coefficient from "
            + Numbers.fixed(before.gini(), 3)
            + " to "
            + Numbers.fixed(after.gini(), 3);
    String share =
        after.gini() < before.gini()
            ? ", which closes " + Numbers.percent(1 - after.gini() / before.gini()) + " of the gap."
            : ", which closes none of the gap.";
    TokenizerColumn mostEven =
        own.stream()
            .min(Comparator.comparingDouble(column -> column.premiums(codes).gini()))
            .orElseThrow();
    String most =
        mostEven == largest
            ? ""
            : " The most even size is "
                + Numbers.count(mostEven.vocabulary())
                + " tokens, at "
                + Numbers.fixed(mostEven.premiums(codes).gini(), 3)
                + ".";
    return change + share + most;
  }

  /// Languages beside the reference that every compared tokenizer measures, by the geometric mean
  /// of their premiums, least first.
  private List<Language> byMeanPremium() {
    return chapter.languages().stream()
        .filter(language -> !language.equals(chapter.reference()))
        .filter(
            language -> compared.stream().allMatch(column -> column.premium(language.code()) > 0))
        .sorted(Comparator.comparingDouble(this::meanLogPremium).thenComparing(Language::code))
        .toList();
  }

  private double meanLogPremium(Language language) {
    return compared.stream()
        .mapToDouble(column -> Math.log(column.premium(language.code())))
        .average()
        .orElseThrow();
  }

  private TokenizerColumn mostEven() {
    return compared.stream().min(BY_GINI).orElseThrow();
  }
}
