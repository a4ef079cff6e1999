package org.tokenlab.corpora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A named source of documents. Each [#open] reads from the start, and gives the same documents in
/// the same order as long as the files stay as they are; standard input can be opened once.
/// Immutable and shareable.
public interface Corpus {
  /// For reports: the path as given, `-` for standard input.
  String name();

  /// Starts reading. The caller closes the reader.
  ///
  /// @throws CorpusException if the source can't be read
  DocumentReader open() throws IOException;

  /// Starts reading as [#open] does, for those who want the documents only: the reader need not
  /// hash what it reads, and [DocumentReader#sha256] and [DocumentReader#sources] may throw
  /// IllegalStateException. The caller closes the reader.
  ///
  /// @throws CorpusException if the source can't be read
  default DocumentReader openUnhashed() throws IOException {
    return open();
  }

  /// Passes every document to `action`, in order.
  ///
  /// @return the files read, with their lengths and hashes
  default List<SourceFile> forEach(Consumer<? super String> action) throws IOException {
    try (DocumentReader reader = open()) {
      for (String document = reader.next(); document != null; document = reader.next()) {
        action.accept(document);
      }
      return reader.sources();
    }
  }

  /// The documents as a sequential stream, which the caller closes. An `IOException` comes wrapped
  /// in an `UncheckedIOException`.
  default Stream<String> documents() throws IOException {
    DocumentReader reader = openUnhashed();
    Documents documents = new Documents(reader);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                documents, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(() -> {
          try {
            reader.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
