package org.tokenlab.analysis.cli;

import org.tokenlab.corpora.DocumentSink;
import org.tokenlab.corpora.Documents;
import org.tokenlab.training.TextBlocks;

/// Documents of corpora as a trainer likes them: as the bytes they are, where they are UTF-8.
final class DocumentBlocks implements TextBlocks {
  private final Documents documents;

  DocumentBlocks(Documents documents) {
    this.documents = documents;
  }

  @Override
  public boolean hasNext() {
    return documents.hasNext();
  }

  @Override
  public CharSequence next() {
    return documents.next();
  }

  @Override
  public boolean next(Sink sink) {
    return documents.next(
        new DocumentSink() {
          @Override
          public void document(String text) {
            sink.text(text);
          }

          @Override
          public void documents(byte[] utf8, int[] starts, int[] ends, int count) {
            sink.texts(utf8, starts, ends, count);
          }
        });
  }
}
