package org.tokenlab.analysis.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.ReadOptions;

/// Units of text from all inputs, in batches that are worth handing to another thread. Constant
/// memory. Not thread-safe.
final class UnitReader implements InOrder.Source<UnitReader.Batch>, Closeable {
  private static final int BATCH_CHARS = 1 << 18;
  private static final int BATCH_UNITS = 1 << 13;

  private final Iterator<Corpus> corpora;
  private final boolean rawLines;
  private @Nullable DocumentReader reader;

  // The document read ahead; a raw line is complete only when we know whether another one follows
  // it in its file.
  private @Nullable String ahead;
  private String aheadSource = "";
  private int aheadFile = -1;
  private long aheadUnit;

  /// @param corpora read one after the other
  /// @param options with which they were opened
  UnitReader(List<Corpus> corpora, ReadOptions options) throws IOException {
    this.corpora = corpora.iterator();
    rawLines = options.unit() == ReadOptions.Unit.RAW_LINE;
    advance();
  }

  /// Units of one file, in order.
  ///
  /// @param source the file, as messages name it
  /// @param file its number among the files, from 0
  /// @param firstUnit number of the first unit in its file, from 1; for lines, the line's number
  /// @param texts the units; none for an empty file
  /// @param endsInLineFeed whether a line feed follows the last unit (true where units are not
  ///   lines)
  record Batch(
      String source, int file, long firstUnit, List<String> texts, boolean endsInLineFeed) {}

  @Override
  public @Nullable Batch next() throws IOException {
    if (ahead == null) {
      return null;
    }
    String source = aheadSource;
    int file = aheadFile;
    long firstUnit = aheadUnit;
    List<String> texts = new ArrayList<>();
    boolean endsInLineFeed = true;
    int chars = 0;
    while (ahead != null
        && aheadFile == file
        && chars < BATCH_CHARS
        && texts.size() < BATCH_UNITS) {
      String text = ahead;
      advance();
      boolean last = ahead == null || aheadFile != file;
      if (rawLines && last) {
        // What follows the last line feed is a unit only if there is something.
        if (text.isEmpty()) {
          break;
        }
        endsInLineFeed = false;
      }
      texts.add(text);
      chars += text.length();
    }
    return new Batch(source, file, firstUnit, texts, endsInLineFeed);
  }

  private void advance() throws IOException {
    ahead = null;
    while (ahead == null) {
      boolean opened = reader == null;
      if (reader == null) {
        if (!corpora.hasNext()) {
          return;
        }
        reader = corpora.next().openUnhashed();
      }
      ahead = reader.next();
      if (ahead == null) {
        reader.close();
        reader = null;
      } else if (opened || !reader.source().equals(aheadSource)) {
        aheadSource = reader.source();
        aheadFile++;
        aheadUnit = 1;
      } else {
        aheadUnit++;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
