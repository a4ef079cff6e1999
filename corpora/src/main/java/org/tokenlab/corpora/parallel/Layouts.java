package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.ParallelOptions;

/// Finds out how a parallel set is laid out. Most telling layout first.
public final class Layouts {
  private Layouts() {}

  /// Opens the set at `path`.
  ///
  /// @throws CorpusException if there is none, or its files don't line up
  public static ParallelCorpus open(Path path, ParallelOptions options) throws IOException {
    if (Files.isDirectory(path)) {
      ParallelCorpus bible = Bible.open(path, options);
      if (bible != null) {
        return bible;
      }
      ParallelCorpus paragraphs = Udhr.open(path, options);
      if (paragraphs != null) {
        return paragraphs;
      }
    }
    ParallelCorpus lines = LineFolder.open(path, options);
    if (lines != null) {
      return lines;
    }
    if (!Files.exists(path)) {
      throw new CorpusException(path + ": no such file or folder.");
    }
    throw new CorpusException(
        path
            + ": no parallel set here. Wanted a folder of line-aligned files named by language (deu_Latn.dev,"
            + " newstest2019-ref.deu.txt, de.txt, corpus.de), of files of key TAB paragraph (deu.tsv), or of Bible files"
            + " beside a vref.txt.");
  }
}
