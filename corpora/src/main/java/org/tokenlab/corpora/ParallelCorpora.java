package org.tokenlab.corpora;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenlab.corpora.embedded.LocaleCorpus;
import org.tokenlab.corpora.parallel.Layouts;

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
    return Layouts.open(path, options);
  }

  /// The embedded default set. The first call in a process makes the items of all languages, on all
  /// cores, in a few seconds; training text is made language by language on first use. The same
  /// version of ICU4J gives the same bytes.
  public static EmbeddedCorpus embedded() {
    return LocaleCorpus.get();
  }
}
