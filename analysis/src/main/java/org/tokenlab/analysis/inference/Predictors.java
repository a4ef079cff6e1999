package org.tokenlab.analysis.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tokenlab.analysis.inference.Finding.Question;
import org.tokenlab.analysis.statistics.LinearModel;
import org.tokenlab.analysis.statistics.MixedModel;

/// What about a language goes with many tokens: one linear model for each predictor and family, one
/// for the script, and one mixed model for the byte premium over all trained families.
final class Predictors {
  private static final int LEAST_LANGUAGES = 10;
  private static final String ALL_TRAINED = "all trained";

  private final Response response;
  private final Map<String, LanguageFeatures> features;
  private final Collected collected;

  Predictors(Response response, Map<String, LanguageFeatures> features, Collected collected) {
    this.response = response;
    this.features = features;
    this.collected = collected;
  }

  void ask(List<Family> families) {
    for (Family family : families) {
      for (Predictor predictor : Predictor.ALL) {
        single(family, predictor);
      }
      script(family);
    }
    List<Family> trained = families.stream().filter(Family::isTrained).toList();
    if (trained.size() > 1) {
      bytePremium(trained);
    }
  }

  private List<String> languages(Family family, Predictor predictor) {
    return response.languages(family).stream()
        .filter(features::containsKey)
        .filter(language -> Double.isFinite(value(family, predictor, language)))
        .toList();
  }

  private double value(Family family, Predictor predictor, String language) {
    return predictor.value().applyAsDouble(features.get(language), family.figures().get(language));
  }

  private void single(Family family, Predictor predictor) {
    List<String> languages = languages(family, predictor);
    String subject = family.name() + " by " + predictor.name();
    if (languages.isEmpty()) {
      return; // the study didn't measure it
    }
    if (languages.size() < LEAST_LANGUAGES) {
      tooFew(subject, languages);
      return;
    }
    double[] x =
        languages.stream().mapToDouble(language -> value(family, predictor, language)).toArray();
    collected.attempt(
        Question.PREDICTOR,
        subject,
        () -> {
          LinearModel model = LinearModel.fit(family.values(response, languages), x);
          return new Finding(
              family.corpus(),
              Question.PREDICTOR,
              "ols",
              family.name(),
              "",
              predictor.name(),
              response.id(),
              "t",
              model.t()[1],
              model.residualDf(),
              Double.NaN,
              model.p()[1],
              Double.NaN,
              Double.NaN,
              model.coefficients()[1],
              model.rSquared(),
              model.adjustedRSquared(),
              languages);
        });
  }

  private void tooFew(String subject, List<String> languages) {
    collected.note(
        Question.PREDICTOR,
        subject,
        languages.size() + " languages have both; at least " + LEAST_LANGUAGES + " are needed");
  }

  /// Script groups as dummy variables, against the mean alone.
  private void script(Family family) {
    List<String> languages =
        response.languages(family).stream().filter(features::containsKey).toList();
    String subject = family.name() + " by script";
    if (languages.size() < LEAST_LANGUAGES) {
      tooFew(subject, languages);
      return;
    }
    List<ScriptGroup> groups = ScriptGroup.of(languages, features);
    List<double[]> dummies = new ArrayList<>();
    for (ScriptGroup group : groups.subList(1, groups.size())) {
      dummies.add(
          languages.stream()
              .mapToDouble(language -> group.languages().contains(language) ? 1 : 0)
              .toArray());
    }
    if (dummies.isEmpty()) {
      collected.note(Question.PREDICTOR, subject, "all languages are of one group of scripts");
      return;
    }
    double[] y = family.values(response, languages);
    collected.attempt(
        Question.PREDICTOR,
        subject,
        () -> {
          LinearModel model = LinearModel.fit(y, dummies.toArray(double[][]::new));
          LinearModel.FTest test = model.against(LinearModel.fit(y));
          return new Finding(
              family.corpus(),
              Question.PREDICTOR,
              "ols",
              family.name(),
              "",
              "script",
              response.id(),
              "F",
              test.f(),
              test.numeratorDf(),
              test.denominatorDf(),
              test.p(),
              Double.NaN,
              Double.NaN,
              Double.NaN,
              model.rSquared(),
              model.adjustedRSquared(),
              languages);
        });
  }

  /// With an intercept for each family.
  private void bytePremium(List<Family> trained) {
    Predictor premium =
        Predictor.ALL.stream()
            .filter(predictor -> predictor.name().equals("byte_premium"))
            .findFirst()
            .orElseThrow();
    List<Double> y = new ArrayList<>();
    List<Double> x = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    List<String> entered = new ArrayList<>();
    for (int f = 0; f < trained.size(); f++) {
      Family family = trained.get(f);
      for (String language : languages(family, premium)) {
        y.add(response.of(family.figures().get(language)));
        x.add(value(family, premium, language));
        groups.add(f);
        entered.add(language);
      }
    }
    List<String> languages = entered.stream().distinct().sorted().toList();
    String subject = ALL_TRAINED + " by byte_premium";
    if (languages.size() < LEAST_LANGUAGES) {
      tooFew(subject, languages);
      return;
    }
    collected.attempt(
        Question.PREDICTOR,
        subject,
        () -> {
          MixedModel model =
              MixedModel.fit(
                  MixedModel.Criterion.RESTRICTED,
                  y.stream().mapToDouble(Double::doubleValue).toArray(),
                  List.of(x.stream().mapToDouble(Double::doubleValue).toArray()),
                  List.of(groups.stream().mapToInt(Integer::intValue).toArray()));
          return MixedFinding.slope(
              trained.getFirst().corpus(),
              Question.PREDICTOR,
              ALL_TRAINED,
              "byte_premium",
              response.id(),
              model,
              languages);
        });
  }
}
