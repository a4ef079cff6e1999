package org.tokenlab.corpora.read;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.SourceFile;

/// Documents in memory. Its bytes are the documents in UTF-8 with a `\n` after each.
///
/// @param name for reports
/// @param texts in order
public record MemoryCorpus(String name, List<String> texts) implements Corpus {
  /// Copies the list.
  public MemoryCorpus {
    texts = List.copyOf(texts);
  }

  @Override
  public DocumentReader open() {
    return new Reader(name, texts.iterator());
  }

  private static final class Reader implements DocumentReader {
    private final String name;
    private final Iterator<String> texts;
    private final MessageDigest digest = Bytes.sha256();
    private @Nullable String sha256;
    private long bytes;
    private long line;

    Reader(String name, Iterator<String> texts) {
      this.name = name;
      this.texts = texts;
    }

    @Override
    public @Nullable String next() {
      if (!texts.hasNext()) {
        if (sha256 == null) {
          sha256 = HexFormat.of().formatHex(digest.digest());
        }
        return null;
      }
      String text = texts.next();
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      digest.update(utf8);
      digest.update((byte) '\n');
      bytes += utf8.length + 1;
      line++;
      return text;
    }

    @Override
    public String source() {
      return name;
    }

    @Override
    public long line() {
      return line;
    }

    @Override
    public long bytesRead() {
      return bytes;
    }

    @Override
    public String sha256() {
      if (sha256 == null) {
        throw new IllegalStateException("the hash of " + name + " is known once all of it is read");
      }
      return sha256;
    }

    @Override
    public List<SourceFile> sources() {
      return sha256 == null ? List.of() : List.of(new SourceFile(name, bytes, sha256));
    }

    @Override
    public void close() {}
  }
}
