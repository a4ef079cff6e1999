package org.tokenlab.corpora;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Documents one after the other, in constant memory: one buffer and the document at hand. Not
/// thread-safe.
///
/// A document is valid Unicode text: a reader never yields an unpaired surrogate that the source
/// did not spell out (JSON can, as `\ud800`).
public interface DocumentReader extends Closeable {
  /// The next document, or null after the last one.
  ///
  /// @throws CorpusException if the source is damaged or does not hold what the options ask for
  @Nullable String next() throws IOException;

  /// Hands the next few documents to `sink`: those that [#next()] would return, in the same order,
  /// and empty ones or not by the same options. How many is the source's choice. False after the
  /// last one.
  ///
  /// @throws CorpusException as [#next()] does, at the latest after the documents before the damage
  ///   have been handed over
  default boolean next(DocumentSink sink) throws IOException {
    String document = next();
    if (document == null) {
      return false;
    }
    sink.document(document);
    return true;
  }

  /// The file of the document that [#next] returned last, as in [SourceFile#name()]; before the
  /// first, the corpus's name.
  String source();

  /// The line of [#source()] where the document that [#next] returned last begins, from 1; 0 before
  /// the first.
  long line();

  /// Number of bytes consumed so far, after decompression, before any decoding: in the file's own
  /// encoding. It runs ahead of the documents by at most one buffer.
  long bytesRead();

  /// SHA-256 of all bytes counted by [#bytesRead], files one after the other with nothing in
  /// between; 64 lower-case hexadecimal digits.
  ///
  /// @throws IllegalStateException before [#next] has returned null, and from a reader that
  ///   [Corpus#openUnhashed] made
  String sha256();

  /// The files that have been read to their end, in order of reading.
  ///
  /// @throws IllegalStateException from a reader that [Corpus#openUnhashed] made
  List<SourceFile> sources();
}
