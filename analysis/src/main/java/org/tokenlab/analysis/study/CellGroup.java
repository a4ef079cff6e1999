package org.tokenlab.analysis.study;

import java.util.List;

/// Cells that share work, and are therefore done, stored and redone together: all vocabulary sizes
/// of one training run, or all languages of one existing tokenizer.
///
/// @param key SHA-256 over everything that the results follow from: text, configuration, version;
///   64 hexadecimal digits
/// @param title in words, for progress and provenance: `train deu_Latn bpe cl100k`
/// @param cells how many cells of the grid it holds
/// @param work makes the results
record CellGroup(String key, String title, int cells, Work work) {
  /// Does the work of a group. Called once, on any thread; the results may not depend on which.
  @FunctionalInterface
  interface Work {
    Results run(ResultStore store) throws Exception;
  }

  /// What a group leaves behind.
  ///
  /// @param measurements in the order of the grid
  /// @param models files that were saved
  record Results(List<Measurement> measurements, List<ModelFile> models) {}

  /// A trained model on the disk.
  ///
  /// @param name of the file, within the folder of models
  /// @param bytes its length
  /// @param sha256 of its content
  record ModelFile(String name, long bytes, String sha256) {}
}
