package org.tokenlab.analysis.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A study's table in brief: one line for each tokenizer, or family of monolingual tokenizers, and
/// corpus.
///
/// @param corpus evaluation corpus
/// @param tokenizer its name; a family's has `mono` in place of the language
/// @param kind as in [ResultRow]
/// @param requestedVocabulary tokens asked for; 0 unless trained
/// @param vocabulary tokens there are; 0 where there is no finite vocabulary, and for families
/// @param shortOf languages whose tokenizer has fewer tokens than asked for
/// @param languages measured
/// @param tokens of all languages together
/// @param referenceTokens of the reference language
/// @param premiums of all languages that have one, ascending
/// @param dearest language with the greatest premium; empty if there is none
/// @param gini of the premiums
public record StudySummary(
    String corpus,
    String tokenizer,
    String kind,
    int requestedVocabulary,
    int vocabulary,
    int shortOf,
    int languages,
    long tokens,
    long referenceTokens,
    List<Double> premiums,
    String dearest,
    OptionalDouble gini) {

  /// The lines, in the order of the rows.
  public static List<StudySummary> of(List<ResultRow> rows, String reference) {
    Map<String, List<ResultRow>> groups = new LinkedHashMap<>();
    for (ResultRow row : rows) {
      String name =
          row.trainedOn().isEmpty()
              ? row.tokenizer()
              : row.tokenizer().replace(row.trainedOn(), RowBuilder.FAMILY);
      groups.computeIfAbsent(row.corpus() + "\t" + name, key -> new ArrayList<>()).add(row);
    }
    List<StudySummary> lines = new ArrayList<>();
    groups.forEach(
        (key, group) -> lines.add(line(key.substring(key.indexOf('\t') + 1), group, reference)));
    return lines;
  }

  private static StudySummary line(String name, List<ResultRow> rows, String reference) {
    long tokens = 0;
    long ofReference = 0;
    int languages = 0;
    int shortOf = 0;
    String dearest = "";
    double greatest = Double.NEGATIVE_INFINITY;
    OptionalDouble gini = OptionalDouble.empty();
    List<Double> premiums = new ArrayList<>();
    for (ResultRow row : rows) {
      switch (row.metric()) {
        case "tokens" -> {
          languages++;
          tokens += (long) row.value();
          ofReference += row.language().equals(reference) ? (long) row.value() : 0;
          shortOf += row.vocabulary() < row.requestedVocabulary() ? 1 : 0;
        }
        case "premium" -> {
          premiums.add(row.value());
          if (row.value() > greatest) {
            greatest = row.value();
            dearest = row.language();
          }
        }
        case "gini" -> gini = OptionalDouble.of(row.value());
        default -> {}
      }
    }
    ResultRow first = rows.getFirst();
    return new StudySummary(
        first.corpus(),
        name,
        first.kind(),
        first.requestedVocabulary(),
        first.trainedOn().isEmpty() ? first.vocabulary() : 0,
        shortOf,
        languages,
        tokens,
        ofReference,
        premiums.stream().sorted().toList(),
        dearest,
        gini);
  }

  /// The middle premium, of an even number the mean of the two in the middle; empty without
  /// premiums.
  public OptionalDouble median() {
    int n = premiums.size();
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((premiums.get((n - 1) / 2) + premiums.get(n / 2)) / 2);
  }

  /// The arithmetic mean of the premiums, each language counting once; empty without premiums.
  public OptionalDouble mean() {
    return premiums.stream().mapToDouble(premium -> premium).average();
  }

  /// The greatest premium; empty without premiums.
  public OptionalDouble max() {
    return premiums.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(premiums.getLast());
  }
}
