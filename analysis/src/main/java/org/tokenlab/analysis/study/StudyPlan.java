package org.tokenlab.analysis.study;

import java.util.List;
import java.util.Map;

/// All the work of a study, in the order of its results. Immutable.
///
/// @param lengths one group for each evaluation set: how long its items are
/// @param measured one group for each existing tokenizer and evaluation set
/// @param trained one group for each language, pattern and data size
/// @param textHashes SHA-256 of every text, by `evaluation NAME deu_Latn` or `training deu_Latn`
/// @param notes what was left out, and why
record StudyPlan(
    List<CellGroup> lengths,
    List<CellGroup> measured,
    List<CellGroup> trained,
    Map<String, String> textHashes,
    List<String> notes) {
  /// All groups, each once.
  List<CellGroup> groups() {
    return java.util.stream.Stream.of(lengths, measured, trained).flatMap(List::stream).toList();
  }

  int cells() {
    return groups().stream().mapToInt(CellGroup::cells).sum();
  }
}
