package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.tokenizers.Utf8;

/// The documents of several corpora, one after the other.
final class CorpusTexts implements Iterator<String>, AutoCloseable {
  private final Iterator<Corpus> corpora;
  private @Nullable DocumentReader reader;
  private @Nullable String ahead;
  private long bytes;

  CorpusTexts(List<Corpus> corpora) {
    this.corpora = corpora.iterator();
  }

  /// Number of bytes of UTF-8 handed out so far.
  long bytes() {
    return bytes;
  }

  @Override
  public boolean hasNext() {
    try {
      while (ahead == null && (reader != null || corpora.hasNext())) {
        if (reader == null) {
          reader = corpora.next().open();
        }
        ahead = reader.next();
        if (ahead == null) {
          close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ahead != null;
  }

  @Override
  public String next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    String text = ahead;
    ahead = null;
    bytes += Utf8.length(text);
    return text;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
