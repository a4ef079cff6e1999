package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tokenlab.analysis.records.DataRecord;
import org.tokenlab.analysis.records.RecordFile;
import org.tokenlab.analysis.vocabularysize.PowerLawFit;
import org.tokenlab.analysis.vocabularysize.TargetSpread;
import org.tokenlab.analysis.vocabularysize.TargetedVocabulary;

/// Power laws of languages' token counts, and the vocabulary sizes they give for targets.
final class VocabularySizeTargets {
  private static final int STEPS = 100;

  private record Language(String name, PowerLawFit fit, TargetSpread.Curve curve) {}

  private final List<Language> languages;
  private final List<TargetSpread> targets;

  private VocabularySizeTargets(List<Language> languages, List<TargetSpread> targets) {
    this.languages = languages;
    this.targets = targets;
  }

  /// Reads measured counts and fits them.
  ///
  /// @param form 2 or 3 parameters
  /// @param wanted targets; none for that of least spread
  static VocabularySizeTargets read(Path file, int form, List<Double> wanted) throws IOException {
    Map<String, List<DataRecord>> byLanguage = new TreeMap<>();
    for (DataRecord entry : RecordFile.read(file)) {
      byLanguage.computeIfAbsent(entry.text("language"), l -> new ArrayList<>()).add(entry);
    }
    if (byLanguage.isEmpty()) {
      throw new IOException(file + ": at least one record wanted; there is none");
    }
    List<Language> languages = new ArrayList<>();
    for (Map.Entry<String, List<DataRecord>> language : byLanguage.entrySet()) {
      languages.add(fitted(language.getKey(), language.getValue(), form));
    }
    List<TargetSpread.Curve> curves = languages.stream().map(Language::curve).toList();
    List<TargetSpread> targets = new ArrayList<>();
    if (wanted.isEmpty()) {
      targets.add(TargetSpread.least(candidates(curves), curves).orElseThrow());
    }
    for (double target : wanted) {
      targets.add(TargetSpread.of(target, curves));
    }
    return new VocabularySizeTargets(languages, targets);
  }

  private static Language fitted(String name, List<DataRecord> records, int form)
      throws IOException {
    double[] sizes = new double[records.size()];
    double[] tokens = new double[sizes.length];
    int least = 0;
    int most = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = records.get(i).number("vocab_size");
      tokens[i] = records.get(i).number("tokens");
      least = sizes[i] < sizes[least] ? i : least;
      most = sizes[i] > sizes[most] ? i : most;
    }
    try {
      PowerLawFit fit =
          form == 2
              ? PowerLawFit.twoParameters(sizes, tokens)
              : PowerLawFit.threeParameters(sizes, tokens);
      return new Language(
          name,
          fit,
          new TargetSpread.Curve(
              fit.law(),
              new TargetedVocabulary.Observed((long) sizes[least], tokens[least]),
              new TargetedVocabulary.Observed((long) sizes[most], tokens[most])));
    } catch (IllegalArgumentException e) {
      throw new IOException(records.getFirst().place() + ": " + name + ": " + e.getMessage(), e);
    }
  }

  private static List<Double> candidates(List<TargetSpread.Curve> curves) {
    double low = curves.stream().mapToDouble(c -> c.largest().tokens()).min().orElseThrow();
    double high = curves.stream().mapToDouble(c -> c.smallest().tokens()).max().orElseThrow();
    List<Double> candidates = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      double candidate = low + (high - low) * i / STEPS;
      if (candidate > 0) {
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  /// The laws, then a column of sizes a target; a size at an end of what was trained is marked.
  String table() {
    TextTable table = new TextTable("lrrrr" + "r".repeat(targets.size()));
    List<String> head = new ArrayList<>(List.of("language", "a", "b", "c", "RMSE"));
    targets.forEach(t -> head.add(String.format(Locale.ROOT, "for %,.0f", t.target())));
    table.row(head.toArray(String[]::new));
    for (Language language : languages) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  language.name,
                  String.format(Locale.ROOT, "%.4g", language.fit.law().a()),
                  String.format(Locale.ROOT, "%.4f", language.fit.law().b()),
                  String.format(Locale.ROOT, "%.0f", language.fit.law().c()),
                  String.format(Locale.ROOT, "%.1f", language.fit.rootMeanSquaredError())));
      for (TargetSpread target : targets) {
        TargetedVocabulary chosen = chosen(language, target);
        row.add(
            String.format(Locale.ROOT, "%,d", chosen.vocabularySize())
                + switch (chosen.limit()) {
                  case WITHIN -> " ";
                  case LARGEST -> "+";
                  case SMALLEST -> "-";
                });
      }
      table.row(row.toArray(String[]::new));
    }
    summary(table, "mean tokens", t -> String.format(Locale.ROOT, "%,.0f ", t.mean()));
    summary(table, "standard deviation", t -> String.format(Locale.ROOT, "%,.1f ", sd(t)));
    summary(table, "within reach", t -> t.within() + " ");
    return "Vocabulary sizes for an equal corpus token count, from CTC(V) = a·V^(−b) + c.\n"
        + "+ the target is out of reach, the largest size is taken; - below it already, the smallest.\n\n"
        + table;
  }

  private interface Figure {
    String of(TargetSpread target);
  }

  private void summary(TextTable table, String label, Figure figure) {
    List<String> row = new ArrayList<>(List.of(label, "", "", "", ""));
    targets.forEach(t -> row.add(figure.of(t)));
    table.row(row.toArray(String[]::new));
  }

  private static double sd(TargetSpread target) {
    return Math.sqrt(target.variance());
  }

  private static TargetedVocabulary chosen(Language language, TargetSpread target) {
    return TargetedVocabulary.of(
        language.curve.law(), target.target(), language.curve.smallest(), language.curve.largest());
  }

  String json() {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("targets");
      for (TargetSpread target : targets) {
        json.writeStartObject();
        json.writeNumberProperty("target", target.target());
        json.writeNumberProperty("mean_tokens", target.mean());
        json.writeNumberProperty("standard_deviation", sd(target));
        json.writeNumberProperty("within_reach", target.within());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("languages");
      for (Language language : languages) {
        json.writeStartObject();
        json.writeStringProperty("language", language.name);
        json.writeNumberProperty("a", language.fit.law().a());
        json.writeNumberProperty("b", language.fit.law().b());
        json.writeNumberProperty("c", language.fit.law().c());
        json.writeNumberProperty("rmse", language.fit.rootMeanSquaredError());
        json.writeArrayPropertyStart("residuals");
        for (double residual : language.fit.residuals()) {
          json.writeNumber(residual);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("vocabularies");
        for (TargetSpread target : targets) {
          TargetedVocabulary chosen = chosen(language, target);
          json.writeStartObject();
          json.writeNumberProperty("target", target.target());
          json.writeNumberProperty("vocab_size", chosen.vocabularySize());
          json.writeNumberProperty("expected_tokens", chosen.tokens());
          json.writeStringProperty("limit", chosen.limit().name().toLowerCase(Locale.ROOT));
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
