package org.tokenlab.corpora;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The documents of several corpora, one after the other, as an iterator. A corpus is opened when
/// the one before it has ended, and closed at its own end. Not thread-safe.
///
/// What can't be read comes as an [UncheckedIOException] from [#hasNext] and [#next].
public final class Documents implements Iterator<String>, Closeable {
  private final Iterator<? extends Corpus> corpora;
  private @Nullable DocumentReader reader;
  private @Nullable String ahead;
  private long bytes;

  /// The documents of these corpora, none of which is opened yet.
  public Documents(List<? extends Corpus> corpora) {
    this.corpora = corpora.iterator();
  }

  /// The documents of one corpus that is open already.
  Documents(DocumentReader reader) {
    this(List.of());
    this.reader = reader;
  }

  /// Number of bytes of UTF-8 of the documents handed out so far; a lone surrogate counts for
  /// three.
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean hasNext() {
    try {
      while (ahead == null && (reader != null || corpora.hasNext())) {
        if (reader == null) {
          reader = corpora.next().openUnhashed();
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
    String document = hasNext() ? ahead : null;
    if (document == null) {
      throw new NoSuchElementException();
    }
    ahead = null;
    bytes += utf8Length(document);
    return document;
  }

  /// Hands the next few documents to `sink`, as [DocumentReader#next(DocumentSink)] does. False
  /// after the last one.
  ///
  /// @throws UncheckedIOException if they can't be read
  public boolean next(DocumentSink sink) {
    if (ahead != null) {
      sink.document(next());
      return true;
    }
    try {
      while (reader != null || corpora.hasNext()) {
        if (reader == null) {
          reader = corpora.next().openUnhashed();
        }
        if (reader.next(new Counted(sink))) {
          return true;
        }
        close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return false;
  }

  /// Adds up bytes on the way to another one.
  private final class Counted implements DocumentSink {
    private final DocumentSink to;

    Counted(DocumentSink to) {
      this.to = to;
    }

    @Override
    public void document(String text) {
      bytes += utf8Length(text);
      to.document(text);
    }

    @Override
    public void documents(byte[] utf8, int[] starts, int[] ends, int count) {
      for (int i = 0; i < count; i++) {
        bytes += ends[i] - starts[i];
      }
      to.documents(utf8, starts, ends, count);
    }
  }

  private static long utf8Length(String text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += (c >= 0x80 ? 1 : 0) + (c >= 0x800 ? 1 : 0);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++; // two units, four bytes: all counted
      }
    }
    return length;
  }

  /// Closes the corpus that is being read; further calls go on with the next one.
  @Override
  public void close() throws IOException {
    if (reader != null) {
      DocumentReader open = reader;
      reader = null;
      open.close();
    }
  }
}
