package org.tokenlab.analysis.study;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A study's summary as LaTeX tables, one for each evaluation corpus, to `\input` into a paper;
/// needs the package `booktabs`.
///
/// Figures are rounded as printed on the terminal; `results.csv` has all digits.
final class ResultsLatex {
  private static final String RULE = "    \\midrule\n";

  private ResultsLatex() {}

  /// The file's bytes.
  ///
  /// @param reference the language that premiums are relative to
  static byte[] write(List<StudySummary> lines, String reference) {
    StringBuilder tex = new StringBuilder("% Needs \\usepackage{booktabs}.\n");
    for (String corpus : lines.stream().map(StudySummary::corpus).distinct().toList()) {
      List<StudySummary> own = lines.stream().filter(line -> line.corpus().equals(corpus)).toList();
      table(tex, corpus, own, reference);
    }
    return tex.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void table(
      StringBuilder tex, String corpus, List<StudySummary> lines, String reference) {
    tex.append(
        """
        \\begin{table}
          \\centering
          \\caption{Token premiums on %s relative to %s: over languages, the median, the mean and the
            greatest; Gini coefficient of the premiums; tokens of the reference.}
          \\begin{tabular}{lrrrrrlrr}
            \\toprule
            Tokenizer & Vocabulary & Languages & Median & Mean & Most & {} & Gini & Tokens \\\\
        """
            .formatted(escaped(corpus), escaped(reference)));
    tex.append(RULE);
    for (StudySummary line : lines) {
      int size = line.requestedVocabulary() > 0 ? line.requestedVocabulary() : line.vocabulary();
      tex.append("    ")
          .append(
              String.join(
                  " & ",
                  escaped(line.tokenizer()),
                  (size == 0 ? "--" : number(size)) + (line.shortOf() > 0 ? "$^*$" : ""),
                  number(line.languages()),
                  figure(line.median(), "%.2f"),
                  figure(line.mean(), "%.2f"),
                  figure(line.max(), "%.2f"),
                  escaped(line.dearest()),
                  figure(line.gini(), "%.3f"),
                  number(line.referenceTokens())))
          .append(" \\\\\n");
    }
    tex.append("    \\bottomrule\n  \\end{tabular}\n");
    if (lines.stream().anyMatch(line -> line.shortOf() > 0)) {
      tex.append("  % * for some languages the text held fewer tokens than asked for\n");
    }
    tex.append("\\end{table}\n");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(",", "{,}");
  }

  private static String figure(OptionalDouble value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "--";
  }

  /// `text` with what TeX takes for a command taken for itself.
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\textbackslash{}");
        case '~' -> escaped.append("\\textasciitilde{}");
        case '^' -> escaped.append("\\textasciicircum{}");
        case '_', '&', '%', '$', '#', '{', '}' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
