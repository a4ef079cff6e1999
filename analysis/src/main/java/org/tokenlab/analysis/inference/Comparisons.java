package org.tokenlab.analysis.inference;

import java.util.List;
import org.tokenlab.analysis.inference.Finding.Question;
import org.tokenlab.analysis.statistics.PairedT;
import org.tokenlab.analysis.statistics.VarianceRatio;

/// Two families on the languages that both have: whether one needs fewer tokens (paired t, each
/// language against itself), and whether its languages lie closer together (ratio of variances).
final class Comparisons {
  private static final int LEAST_LANGUAGES = 3;

  private final Response response;
  private final Collected collected;

  Comparisons(Response response, Collected collected) {
    this.response = response;
    this.collected = collected;
  }

  /// Compares `family` with `against`. A test that the figures don't allow is noted.
  void compare(Question question, Family family, Family against) {
    List<String> languages =
        response.languages(family).stream().filter(response.languages(against)::contains).toList();
    if (languages.size() < LEAST_LANGUAGES) {
      collected.note(
          question,
          family.name() + " against " + against.name(),
          "they share " + languages.size() + " languages; at least " + LEAST_LANGUAGES + " needed");
      return;
    }
    double[] first = family.values(response, languages);
    double[] second = against.values(response, languages);
    String both = family.name() + " against " + against.name();
    collected.attempt(
        question,
        both,
        () -> {
          VarianceRatio test = VarianceRatio.of(first, second);
          return new Finding(
              family.corpus(),
              question,
              "variance_ratio",
              family.name(),
              against.name(),
              "",
              response.id(),
              "F",
              test.f(),
              test.numeratorDf(),
              test.denominatorDf(),
              test.p(),
              Double.NaN,
              Double.NaN,
              Double.NaN,
              Double.NaN,
              Double.NaN,
              languages);
        });
    collected.attempt(
        question,
        both,
        () -> {
          // Each language against itself: tokens will do, whatever the response.
          double[] tokens = family.values(Response.TOKENS, languages);
          double[] otherTokens = against.values(Response.TOKENS, languages);
          PairedT test = PairedT.of(tokens, otherTokens);
          return new Finding(
              family.corpus(),
              question,
              "paired_t",
              family.name(),
              against.name(),
              "",
              Response.TOKENS.id(),
              "t",
              test.t(),
              test.df(),
              Double.NaN,
              test.p(),
              Double.NaN,
              Double.NaN,
              test.meanDifference(),
              Double.NaN,
              Double.NaN,
              languages);
        });
  }
}
