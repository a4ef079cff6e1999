package org.tokenlab.corpora.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.DocumentSink;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.corpora.ReadOptions.Unit;
import org.tokenlab.corpora.SourceFile;

/// Documents of files, by the rules that [ReadOptions] states.
final class FileDocuments implements DocumentReader {
  private static final int MOST_LINES = 1024;

  private final String name;
  private final Sources sources;
  private final ReadOptions options;
  private final @Nullable JsonField json;
  private final @Nullable MessageDigest all; // null if nothing is hashed
  private final List<SourceFile> finished = new ArrayList<>(); // if all are hashed
  private int finishedFiles;
  private long finishedBytes;
  private @Nullable Open open;
  private boolean ended;
  private @Nullable String sha256;
  private String source;
  private long line;
  private long begun; // line of the document that has been read, and may be passed over
  private final int[] starts = new int[MOST_LINES]; // of lines that are handed over together
  private final int[] ends = new int[MOST_LINES];
  private int collected;

  /// The file at hand.
  private static final class Open {
    final String name;
    final DigestedInput input;
    final ByteLines lines;
    @Nullable TsvColumn column;
    boolean rawTail;
    boolean hasMalformed; // bytes that are not UTF-8

    Open(String name, DigestedInput input, ByteLines lines) {
      this.name = name;
      this.input = input;
      this.lines = lines;
    }
  }

  FileDocuments(String name, Sources sources, ReadOptions options, boolean hashed) {
    this.name = name;
    this.source = name;
    this.sources = sources;
    this.options = options;
    this.all = hashed ? Bytes.sha256() : null;
    this.json =
        options.unit() == Unit.JSON_FIELD
            ? new JsonField(Objects.requireNonNull(options.fieldName()))
            : null;
  }

  @Override
  public @Nullable String next() throws IOException {
    while (!ended) {
      Open file = open == null ? openNext() : open;
      if (file == null) {
        if (finishedFiles == 0) {
          throw new CorpusException(
              name
                  + ": no readable file in it (files whose names start with a dot are passed over)");
        }
        ended = true;
        sha256 = all == null ? null : HexFormat.of().formatHex(all.digest());
        break;
      }
      open = file;
      String document = nextOf(file);
      if (document == null) {
        finish(file);
      } else if (!document.isEmpty() || options.keepsEmptyDocuments()) {
        source = file.name;
        line = begun;
        return document;
      }
    }
    return null;
  }

  @Override
  public boolean next(DocumentSink sink) throws IOException {
    while (!ended && options.unit() == Unit.LINE) {
      Open file = open == null ? openNext() : open;
      if (file == null || file.hasMalformed) {
        open = file;
        break;
      }
      open = file;
      if (!file.lines.next()) {
        finish(file);
      } else if (collect(file)) {
        source = file.name;
        line = begun;
        sink.documents(file.lines.buffer(), starts, ends, collected);
        return true;
      }
    }
    return DocumentReader.super.next(sink);
  }

  /// Notes where the line at hand lies, and those behind it in the buffer. False if there is
  /// nothing to hand over: all are empty, or one isn't UTF-8, which makes the file one to be read
  /// line by line, from the first of these on.
  private boolean collect(Open file) {
    ByteLines lines = file.lines;
    int first = lines.start();
    long firstNumber = lines.number();
    collected = 0;
    do {
      int start = textStart(lines);
      int end = textEnd(lines);
      if (start < end || options.keepsEmptyDocuments()) {
        starts[collected] = start;
        ends[collected++] = end;
        begun = lines.number();
      }
    } while (collected < starts.length && lines.nextInBuffer());
    if (Utf8Check.firstMalformed(lines.buffer(), first, lines.end()) >= 0) {
      lines.backTo(first, firstNumber);
      file.hasMalformed = true;
      return false;
    }
    return collected > 0;
  }

  private @Nullable Open openNext() throws IOException {
    Sources.Source next = sources.next();
    if (next == null) {
      return null;
    }
    DigestedInput input = new DigestedInput(next.in(), all);
    InputStream text =
        options.encoding().equals(StandardCharsets.UTF_8)
            ? input
            : new Transcoder(input, next.name(), options.encoding(), options.invalid());
    Open file = new Open(next.name(), input, new ByteLines(text, next.name()));
    file.rawTail = options.unit() == Unit.RAW_LINE;
    return file;
  }

  private void finish(Open file) {
    String hash = file.input.sha256();
    if (hash != null) {
      finished.add(new SourceFile(file.name, file.input.count(), hash));
    }
    finishedFiles++;
    finishedBytes += file.input.count();
    open = null;
  }

  private @Nullable String nextOf(Open file) throws IOException {
    return switch (options.unit()) {
      case LINE -> nextLine(file);
      case RAW_LINE -> nextRawLine(file);
      case FILE -> wholeFile(file);
      case JSON_FIELD -> nextJson(file);
      case TSV_COLUMN -> nextRow(file);
    };
  }

  private @Nullable String nextLine(Open file) throws IOException {
    ByteLines lines = file.lines;
    if (!lines.next()) {
      return null;
    }
    return text(file, textStart(lines), textEnd(lines));
  }

  private @Nullable String nextRawLine(Open file) throws IOException {
    ByteLines lines = file.lines;
    if (lines.next()) {
      file.rawTail = lines.isTerminated();
      return text(file, lines.start(), lines.end());
    }
    if (file.rawTail) {
      file.rawTail = false;
      begun = lines.number() + 1;
      return "";
    }
    return null;
  }

  private @Nullable String wholeFile(Open file) throws IOException {
    if (file.lines.number() > 0) {
      return null;
    }
    file.lines.rest();
    return text(file, textStart(file.lines), file.lines.end());
  }

  private @Nullable String nextJson(Open file) throws IOException {
    String object;
    do {
      object = nextLine(file);
    } while (object != null && object.isBlank());
    return object == null ? null : Objects.requireNonNull(json).of(object, place(file));
  }

  private @Nullable String nextRow(Open file) throws IOException {
    String row;
    do {
      row = nextLine(file);
    } while (row != null && row.isEmpty());
    String wanted = options.fieldName();
    if (file.column == null) {
      if (wanted == null) {
        file.column = new TsvColumn(options.columnNumber(), null);
      } else if (row == null) {
        throw new CorpusException(
            file.name + ": wanted a header with a column \"" + wanted + "\", found an empty file");
      } else {
        file.column = TsvColumn.named(wanted, row, place(file));
        return nextRow(file);
      }
    }
    return row == null ? null : file.column.of(row, place(file));
  }

  /// After a byte order mark, if the line is the file's first and has one.
  private static int textStart(ByteLines lines) {
    byte[] buffer = lines.buffer();
    int start = lines.start();
    boolean mark =
        lines.number() == 1
            && lines.end() - start >= 3
            && buffer[start] == (byte) 0xEF
            && buffer[start + 1] == (byte) 0xBB
            && buffer[start + 2] == (byte) 0xBF;
    return mark ? start + 3 : start;
  }

  /// Before the `\r` of a line's end.
  private static int textEnd(ByteLines lines) {
    int end = lines.end();
    boolean carriageReturn =
        lines.isTerminated() && end > lines.start() && lines.buffer()[end - 1] == '\r';
    return carriageReturn ? end - 1 : end;
  }

  private String text(Open file, int start, int end) throws CorpusException {
    begun = file.lines.number();
    return LineText.decode(file.lines, start, end, file.name, options.invalid());
  }

  private String place(Open file) {
    return file.name + ": line " + Bytes.grouped(file.lines.number());
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public long bytesRead() {
    return finishedBytes + (open == null ? 0 : open.input.count());
  }

  @Override
  public String sha256() {
    requireHashes();
    if (sha256 == null) {
      throw new IllegalStateException("the hash of " + name + " is known once all of it is read");
    }
    return sha256;
  }

  @Override
  public List<SourceFile> sources() {
    requireHashes();
    return List.copyOf(finished);
  }

  private void requireHashes() {
    if (all == null) {
      throw new IllegalStateException(name + " was opened without hashes");
    }
  }

  @Override
  public void close() throws IOException {
    open = null;
    sources.close();
  }
}
