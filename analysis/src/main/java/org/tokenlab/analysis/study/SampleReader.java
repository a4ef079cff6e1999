package org.tokenlab.analysis.study;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;

/// The documents of a [TextSample], one after the other. What can't be read comes as an
/// [UncheckedIOException]. One thread's.
final class SampleReader implements Iterator<String>, Closeable {
  private final TextSample sample;
  private final Iterator<Corpus> corpora;
  private @Nullable DocumentReader reader;
  private @Nullable String ahead;
  private long index; // of the next document, in the whole text

  SampleReader(TextSample sample) {
    this.sample = sample;
    corpora = sample.text().iterator();
  }

  @Override
  public boolean hasNext() {
    try {
      while (ahead == null && (reader != null || corpora.hasNext())) {
        if (reader == null) {
          reader = corpora.next().open();
        }
        String document = reader.next();
        if (document == null) {
          close();
        } else if (sample.holds(index++)) {
          ahead = document;
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
    String document = ahead;
    ahead = null;
    return document;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
