package org.tokenlab.analysis.study;

/// Told how a study goes. Calls come from one thread at a time.
public interface StudyListener {
  /// Hears nothing.
  StudyListener NONE = new StudyListener() {};

  /// Something worth a line: a damaged file, a group that failed.
  default void note(String line) {}

  /// Text has been read and everything is planned.
  ///
  /// @param cells of the whole study
  /// @param finished cells that an earlier run has left
  default void planned(int cells, int finished) {}

  /// A group of cells is done, or has failed.
  ///
  /// @param group its title
  /// @param done cells done in all, those of earlier runs included
  /// @param cells of the whole study
  default void progress(String group, int done, int cells) {}

  /// All cells are done; tables and report are next.
  default void writing() {}
}
