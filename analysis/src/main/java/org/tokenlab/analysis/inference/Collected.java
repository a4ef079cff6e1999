package org.tokenlab.analysis.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tokenlab.analysis.inference.Finding.Question;
import org.tokenlab.analysis.statistics.Adjustment;

/// Findings as they come, and tests that could not be made, with the reason.
final class Collected {
  private final List<Finding> findings = new ArrayList<>();
  private final Map<List<String>, List<String>> notMade = new LinkedHashMap<>();

  /// Makes a test; figures that it refuses are noted.
  void attempt(Question question, String subject, Supplier<Finding> test) {
    try {
      findings.add(test.get());
    } catch (IllegalArgumentException e) {
      note(question, subject, String.valueOf(e.getMessage()));
    }
  }

  void note(Question question, String subject, String reason) {
    notMade.computeIfAbsent(List.of(question.id(), reason), key -> new ArrayList<>()).add(subject);
  }

  /// One line for each question and reason: a study may have thousands of tests.
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    notMade.forEach((why, subjects) -> {
      String more = subjects.size() == 1 ? "" : " and " + (subjects.size() - 1) + " more";
      notes.add(
          "no test of "
              + why.getFirst()
              + " for "
              + subjects.getFirst()
              + more
              + ": "
              + why.getLast());
    });
    return notes;
  }

  /// All findings, corrected for the tests of the same question, kind of test and corpus.
  List<Finding> corrected() {
    Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      List<String> group = List.of(finding.corpus(), finding.question().id(), finding.test());
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
    }
    List<Finding> corrected = new ArrayList<>(findings);
    for (List<Integer> group : groups.values()) {
      double[] p = group.stream().mapToDouble(i -> findings.get(i).p()).toArray();
      double[] holm = Adjustment.holm(p);
      double[] bonferroni = Adjustment.bonferroni(p);
      for (int k = 0; k < p.length; k++) {
        int i = group.get(k);
        corrected.set(i, findings.get(i).corrected(holm[k], bonferroni[k]));
      }
    }
    return corrected;
  }
}
