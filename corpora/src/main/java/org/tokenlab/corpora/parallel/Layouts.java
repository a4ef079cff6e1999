package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.ParallelOptions;

/// Finds out how a parallel set is laid out.
public final class Layouts {
  private Layouts() {}

  /// Opens the set at `path`.
  public static ParallelCorpus open(Path path, ParallelOptions options) throws IOException {
    throw new UnsupportedOperationException("not there yet: " + path + options);
  }
}
