package org.tokenlab.analysis.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tokenlab.analysis.inference.Finding.Question;
import org.tokenlab.analysis.statistics.MannWhitney;
import org.tokenlab.analysis.statistics.MixedModel;

/// Asks all questions of a study's figures.
///
/// @param findings every test that could be made, by corpus, in the order of the questions
/// @param notes tests that could not be made, and why
public record Inference(List<Finding> findings, List<String> notes) {
  /// Copies the lists.
  public Inference {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /// Asks them.
  ///
  /// @param families in the order of the study's table
  /// @param features of languages, by corpus and language
  public static Inference of(
      List<Family> families, Map<String, Map<String, LanguageFeatures>> features) {
    List<Finding> findings = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, List<Family>> byCorpus =
        families.stream()
            .collect(Collectors.groupingBy(Family::corpus, TreeMap::new, Collectors.toList()));
    byCorpus.forEach((corpus, ofCorpus) -> {
      Collected collected = new Collected();
      new Asking(ofCorpus, features.getOrDefault(corpus, Map.of()), collected).all();
      findings.addAll(collected.corrected());
      notes.addAll(collected.notes());
    });
    return new Inference(findings, notes);
  }

  /// The questions to one evaluation set.
  private static final class Asking {
    private final List<Family> families;
    private final Map<String, LanguageFeatures> features;
    private final Response response;
    private final Collected collected;
    private final Comparisons comparisons;

    Asking(List<Family> families, Map<String, LanguageFeatures> features, Collected collected) {
      this.families = families;
      this.features = features;
      this.collected = collected;
      response = Response.of(families);
      comparisons = new Comparisons(response, collected);
    }

    void all() {
      sizes();
      targets();
      algorithms();
      dataScaling();
      new Predictors(response, features, collected).ask(families);
      families.forEach(this::scripts);
    }

    private Map<String, List<Family>> grouped(Function<Family, String> key) {
      return families.stream()
          .filter(Family::isTrained)
          .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    /// Every larger size of a series against the smallest.
    private void sizes() {
      for (List<Family> series : grouped(Family::series).values()) {
        List<Family> ascending =
            series.stream()
                .filter(family -> family.tokenTarget() == 0)
                .sorted(Comparator.comparingInt(Family::size))
                .toList();
        for (Family larger : ascending.subList(Math.min(1, ascending.size()), ascending.size())) {
          comparisons.compare(Question.SIZE, larger, ascending.getFirst());
        }
      }
    }

    /// Sizes chosen for a token count against the equal size whose languages need as many tokens on
    /// average, or most nearly so.
    private void targets() {
      for (List<Family> series : grouped(Family::series).values()) {
        for (Family targeted : series) {
          if (targeted.tokenTarget() > 0) {
            series.stream()
                .filter(family -> family.tokenTarget() == 0)
                .min(
                    Comparator.comparingDouble(
                        family -> Math.abs(meanTokens(family) - meanTokens(targeted))))
                .ifPresent(equal -> comparisons.compare(Question.TARGET, targeted, equal));
          }
        }
      }
    }

    private static double meanTokens(Family family) {
      return family.figures().values().stream()
          .mapToLong(Family.Figures::tokens)
          .average()
          .orElse(0);
    }

    /// Every other algorithm against BPE, at the same size and on the same data.
    private void algorithms() {
      for (List<Family> alike :
          grouped(f -> f.data() + "|" + f.size() + "|" + f.tokenTarget()).values()) {
        for (Family family : alike) {
          for (Family bpe : alike) {
            boolean samePattern =
                family.pattern().isEmpty() || family.pattern().equals(bpe.pattern());
            if (bpe.kind().equals("bpe") && !family.kind().equals("bpe") && samePattern) {
              comparisons.compare(Question.ALGORITHM, family, bpe);
            }
          }
        }
      }
    }

    /// Scaled against unscaled data, each pair by itself and all together.
    private void dataScaling() {
      List<Double> y = new ArrayList<>();
      List<Double> x = new ArrayList<>();
      List<Integer> pairs = new ArrayList<>();
      List<Integer> ofLanguage = new ArrayList<>();
      List<String> languages = new ArrayList<>();
      int pair = 0;
      Function<Family, String> alike =
          f ->
              String.join(
                  "|",
                  f.kind(),
                  f.pattern(),
                  f.unscaledData(),
                  "" + f.size(),
                  "" + f.tokenTarget());
      for (List<Family> group : grouped(alike).values()) {
        for (Family scaled : group) {
          for (Family plain : group) {
            if (!scaled.isScaled() || plain.isScaled()) {
              continue;
            }
            comparisons.compare(Question.DATA_SCALING, scaled, plain);
            for (String language : scaled.languagesWith(plain)) {
              if (!languages.contains(language)) {
                languages.add(language);
              }
              for (Family one : List.of(scaled, plain)) {
                y.add(Math.log((double) one.figures().get(language).tokens()));
                x.add(one.isScaled() ? 1.0 : 0.0);
                pairs.add(pair);
                ofLanguage.add(languages.indexOf(language));
              }
            }
            pair++;
          }
        }
      }
      if (pair > 1) {
        collected.attempt(
            Question.DATA_SCALING,
            "all trained",
            () ->
                MixedFinding.logSlope(
                    families.getFirst().corpus(),
                    MixedModel.fit(
                        MixedModel.Criterion.RESTRICTED,
                        y.stream().mapToDouble(Double::doubleValue).toArray(),
                        List.of(x.stream().mapToDouble(Double::doubleValue).toArray()),
                        List.of(
                            pairs.stream().mapToInt(Integer::intValue).toArray(),
                            ofLanguage.stream().mapToInt(Integer::intValue).toArray())),
                    languages.stream().sorted().toList()));
      }
    }

    private void scripts(Family family) {
      List<String> languages =
          response.languages(family).stream().filter(features::containsKey).toList();
      List<ScriptGroup> groups =
          ScriptGroup.of(languages, features).stream().filter(ScriptGroup::isLargeEnough).toList();
      for (int i = 0; i < groups.size(); i++) {
        for (int k = i + 1; k < groups.size(); k++) {
          ScriptGroup first = groups.get(i);
          ScriptGroup second = groups.get(k);
          collected.attempt(
              Question.SCRIPT,
              family.name() + ": " + first.name() + " against " + second.name(),
              () -> mannWhitney(family, first, second));
        }
      }
    }

    private Finding mannWhitney(Family family, ScriptGroup first, ScriptGroup second) {
      MannWhitney test =
          MannWhitney.of(
              family.values(response, first.languages()),
              family.values(response, second.languages()));
      List<String> both = new ArrayList<>(first.languages());
      both.addAll(second.languages());
      return new Finding(
          family.corpus(),
          Question.SCRIPT,
          "mann_whitney",
          family.name(),
          first.name() + " against " + second.name(),
          "script",
          response.id(),
          "U",
          test.u(),
          Double.NaN,
          Double.NaN,
          test.p(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          both.stream().sorted().toList());
    }
  }
}
