package org.tokenlab.analysis.study;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Documents;

/// The documents of a [TextSample], one after the other. What can't be read comes as an
/// [java.io.UncheckedIOException]. One thread's.
final class SampleReader implements Iterator<String>, Closeable {
  private final TextSample sample;
  private final Documents documents;
  private @Nullable String ahead;
  private long index; // of the next document, in the whole text

  SampleReader(TextSample sample) {
    this.sample = sample;
    documents = new Documents(sample.text());
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && documents.hasNext()) {
      String document = documents.next();
      ahead = sample.holds(index++) ? document : null;
    }
    return ahead != null;
  }

  @Override
  public String next() {
    String document = hasNext() ? ahead : null;
    if (document == null) {
      throw new NoSuchElementException();
    }
    ahead = null;
    return document;
  }

  @Override
  public void close() throws IOException {
    documents.close();
  }
}
