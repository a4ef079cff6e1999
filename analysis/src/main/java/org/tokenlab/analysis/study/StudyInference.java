package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tokenlab.analysis.inference.Family;
import org.tokenlab.analysis.inference.Inference;
import org.tokenlab.analysis.inference.LanguageFeatures;
import org.tokenlab.analysis.metrics.BytePremium;
import org.tokenlab.analysis.metrics.Compression;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.TextUnit;

/// What a study's table and text say to the questions of [Inference].
///
/// @param features of every language, by evaluation set and language
/// @param answers to the questions
record StudyInference(Map<String, Map<String, LanguageFeatures>> features, Inference answers) {
  /// Reads the evaluation text once more and makes all tests.
  static StudyInference of(List<ResultRow> rows, StudySources sources, String reference) {
    Map<String, Map<String, LanguageFeatures>> features = new TreeMap<>();
    for (EvaluationSet set : sources.evaluation()) {
      features.put(set.name(), features(set, LanguageScript.parse(reference)));
    }
    return new StudyInference(features, Inference.of(families(rows), features));
  }

  private static Map<String, LanguageFeatures> features(
      EvaluationSet set, LanguageScript reference) {
    Map<String, LanguageFeatures> features = new TreeMap<>();
    ItemCounts codePoints = set.length(TextUnit.CODE_POINTS, reference);
    ItemCounts bytes = set.length(TextUnit.UTF8_BYTES, reference);
    for (LanguageScript language : set.languages()) {
      LanguageFeatures.Counter counter = new LanguageFeatures.Counter();
      for (int i = 0; i < set.corpus().items(); i++) {
        String item = set.corpus().item(language, i);
        if (item != null) {
          counter.add(item);
        }
      }
      ItemCounts.Shared length = set.length(TextUnit.CODE_POINTS, language).sharedWith(codePoints);
      ItemCounts.Shared size = set.length(TextUnit.UTF8_BYTES, language).sharedWith(bytes);
      features.put(
          language.toString(),
          counter.features(
              language.toString(),
              Compression.unitsPerToken(length.count(), length.reference()).orElse(Double.NaN),
              BytePremium.ofParallel(size.count(), size.reference()).orElse(Double.NaN)));
    }
    return features;
  }

  /// The tokenizers and families of the table, in its order.
  private static List<Family> families(List<ResultRow> rows) {
    Map<String, Columns> found = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      boolean own = row.trainedOn().isEmpty() || row.trainedOn().equals(row.language());
      if (!row.language().isEmpty() && own) {
        String name =
            row.trainedOn().isEmpty()
                ? row.tokenizer()
                : row.tokenizer().replace(row.trainedOn(), RowBuilder.FAMILY);
        found.computeIfAbsent(row.corpus() + "\t" + name, key -> new Columns(name, row)).add(row);
      }
    }
    return found.values().stream().map(Columns::family).toList();
  }

  /// The rows of one family.
  private static final class Columns {
    private final String name;
    private final ResultRow first;
    private final Map<String, Map<String, ResultRow>> rows = new TreeMap<>();

    Columns(String name, ResultRow first) {
      this.name = name;
      this.first = first;
    }

    void add(ResultRow row) {
      rows.computeIfAbsent(row.language(), key -> new TreeMap<>()).put(row.metric(), row);
    }

    Family family() {
      TreeMap<String, Family.Figures> figures = new TreeMap<>();
      rows.forEach((language, metrics) -> {
        ResultRow tokens = metrics.get("tokens");
        if (tokens != null) {
          figures.put(
              language,
              new Family.Figures(
                  (long) tokens.value(),
                  tokens.items(),
                  value(metrics, "premium"),
                  value(metrics, "code_points_per_token"),
                  value(metrics, "data_similarity")));
        }
      });
      return new Family(
          first.corpus(),
          name,
          first.kind(),
          first.pattern(),
          first.data(),
          first.tokenTarget() > 0 ? 0 : first.requestedVocabulary(),
          first.tokenTarget(),
          figures);
    }

    private static double value(Map<String, ResultRow> metrics, String metric) {
      ResultRow row = metrics.get(metric);
      return row == null ? Double.NaN : row.value();
    }
  }

  /// `languages.csv`: what is known of each language from its evaluation text.
  byte[] languagesCsv() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "corpus",
            "language",
            "script",
            "items",
            "utf8_bytes",
            "code_points",
            "white_space_share",
            "distinct_characters",
            "character_entropy_bits",
            "bigram_entropy_bits",
            "length_ratio",
            "byte_premium"));
    features.forEach((corpus, languages) -> {
      for (LanguageFeatures f : languages.values()) {
        lines.add(
            List.of(
                corpus,
                f.language(),
                f.script(),
                Integer.toString(f.items()),
                Long.toString(f.bytes()),
                Long.toString(f.codePoints()),
                number(f.whiteSpaceShare()),
                Integer.toString(f.distinctCharacters()),
                number(f.characterEntropy()),
                number(f.bigramEntropy()),
                number(f.lengthRatio()),
                number(f.bytePremium())));
      }
    });
    return ResultsCsv.lines(lines);
  }

  /// `statistics.csv`: one test a line.
  byte[] statisticsCsv() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "corpus",
            "question",
            "test",
            "family",
            "against",
            "predictor",
            "response",
            "statistic",
            "value",
            "df",
            "denominator_df",
            "p",
            "p_holm",
            "p_bonferroni",
            "effect",
            "r_squared",
            "adjusted_r_squared",
            "languages",
            "language_codes"));
    answers
        .findings()
        .forEach(f ->
            lines.add(
                List.of(
                    f.corpus(),
                    f.question().id(),
                    f.test(),
                    f.family(),
                    f.against(),
                    f.predictor(),
                    f.response(),
                    f.statistic(),
                    number(f.value()),
                    number(f.df()),
                    number(f.denominatorDf()),
                    number(f.p()),
                    number(f.pHolm()),
                    number(f.pBonferroni()),
                    number(f.effect()),
                    number(f.rSquared()),
                    number(f.adjustedRSquared()),
                    Integer.toString(f.languages().size()),
                    String.join(" ", f.languages()))));
    return ResultsCsv.lines(lines);
  }

  /// Nothing where there is no number.
  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
