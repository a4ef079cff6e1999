package org.tokenlab.analysis.study;

import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.study.CellMeasures.CellFigures;

/// What one tokenizer made of one language's text: a finished cell of the grid. Premiums,
/// compression and whatever else is said of the cell follows from these counts, without encoding
/// again.
///
/// The fields mean what they mean in [ResultRow].
///
/// @param tokenizer its name within the study
/// @param kind `existing`, `baseline`, `bpe`; or [#LENGTH], for a length of the text itself
/// @param trainedOn language of its training text; empty unless trained
/// @param pattern the splitting pattern; empty where there is none
/// @param data which part of the training text was asked for; empty unless trained
/// @param requestedVocabulary tokens asked for; 0 unless trained
/// @param tokenTarget corpus token count that the size was chosen for; 0 for none
/// @param vocabulary tokens that there are; 0 where there is no finite vocabulary
/// @param trainingBytes UTF-8 bytes of training text; 0 unless trained
/// @param corpus evaluation corpus
/// @param language of the text
/// @param figures what was found
record Measurement(
    String tokenizer,
    String kind,
    String trainedOn,
    String pattern,
    String data,
    int requestedVocabulary,
    int tokenTarget,
    int vocabulary,
    long trainingBytes,
    String corpus,
    String language,
    CellFigures figures) {
  /// The kind of a measurement that no tokenizer made: lengths of the items in a unit of text,
  /// whose name stands in `tokenizer`.
  static final String LENGTH = "length";

  /// Tokens of every aligned item.
  ItemCounts counts() {
    return figures.counts();
  }

  /// Whether training gave fewer tokens than were asked for, because the text holds no more to
  /// learn.
  boolean fellShort() {
    return vocabulary < requestedVocabulary;
  }
}
