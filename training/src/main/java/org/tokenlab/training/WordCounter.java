package org.tokenlab.training;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.internal.Utf8Buffer;
import org.tokenlab.training.internal.WellFormed;

/// Counts the pieces of texts: one thread's, or one cluster task's, share of the work for a
/// [WordCounts].
///
/// Memory is that of the distinct pieces, plus three bytes for each UTF-16 unit of the longest
/// text; [WordCounts#of] can do with less, see [CountingSettings]. Not thread-safe.
public final class WordCounter {
  // The batch of piece ends stays in the first-level cache between scanner and table.
  private static final int BATCH = 1024;

  private final Normalizer normalizer;
  private final AlignedText normalized = new AlignedText();
  private final PreTokenizer preTokenizer;
  private final @Nullable Splitter splitter; // the same, if it only cuts
  private final Pieces pieces = new Pieces(normalized);
  private final WordTable table = new WordTable();
  private int[] ends = new int[BATCH];
  private final Utf8Buffer buffer = new Utf8Buffer();
  private final @Nullable WordRuns runs; // where words go that don't fit
  private final long mostBytes; // of the table

  /// Starts at zero; texts are split as they are.
  public WordCounter(PreTokenizer preTokenizer) {
    this(Normalizer.none(), preTokenizer);
  }

  /// Starts at zero; texts are rewritten before they are split.
  public WordCounter(Normalizer normalizer, PreTokenizer preTokenizer) {
    this(normalizer, preTokenizer, null, CountingSettings.UNLIMITED);
  }

  /// Starts at zero, and moves words to `runs` before the table takes more than `mostBytes`.
  WordCounter(
      Normalizer normalizer, PreTokenizer preTokenizer, @Nullable WordRuns runs, long mostBytes) {
    this.normalizer = normalizer;
    this.preTokenizer = preTokenizer;
    splitter = preTokenizer.splitter().orElse(null);
    this.runs = runs;
    this.mostBytes = mostBytes;
  }

  /// Counts the pieces of a text, and returns its length in bytes of UTF-8. A lone surrogate is
  /// read as U+FFFD.
  ///
  /// @throws IllegalArgumentException if the text has more than 2³¹ − 33 bytes
  public int add(CharSequence text) {
    int length = buffer.write(text);
    count(buffer.bytes(), 0, length, 1);
    return length;
  }

  /// Counts the pieces of the text `utf8[from, to)`.
  ///
  /// @throws IllegalArgumentException if it is not well-formed UTF-8; nothing of the text has been
  ///   counted then
  public void add(byte[] utf8, int from, int to) {
    add(utf8, from, to, 1);
  }

  /// Counts the pieces of the text `utf8[from, to)` as if it came `times` times.
  ///
  /// @throws IllegalArgumentException if it is not well-formed UTF-8; nothing of the text has been
  ///   counted then
  public void add(byte[] utf8, int from, int to, long times) {
    Objects.checkFromToIndex(from, to, utf8.length);
    WellFormed.require(utf8, from, to);
    count(utf8, from, to, times);
  }

  /// Counts the pieces of the well-formed text `utf8[from, to)` as if it came `times` times.
  void count(byte[] utf8, int from, int to, long times) {
    if (splitter != null && normalizer.equals(Normalizer.none())) {
      countCut(splitter, utf8, from, to, times);
      return;
    }
    normalized.set(utf8, from, to, 0);
    normalizer.apply(normalized);
    if (splitter != null) {
      countCut(splitter, normalized.bytes(), 0, normalized.length(), times);
      return;
    }
    pieces.reset();
    preTokenizer.apply(pieces);
    for (int i = 0; i < pieces.count(); i++) {
      if (i % BATCH == 0) {
        int next = Math.min(i + BATCH, pieces.count());
        makeRoom(next - i, (long) pieces.end(next - 1) - pieces.start(i));
      }
      if (pieces.start(i) < pieces.end(i)) {
        table.add(normalized.bytes(), pieces.start(i), pieces.end(i), times);
      }
    }
  }

  private void countCut(Splitter cutting, byte[] utf8, int from, int to, long times) {
    int at = from;
    while (at < to) {
      int count = cutting.split(utf8, at, to, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
      }
      if (count > 0) {
        makeRoom(count, (long) ends[count - 1] - at);
        table.addAll(utf8, at, ends, count, times);
        at = ends[count - 1];
      }
    }
  }

  private void makeRoom(int words, long bytes) {
    if (runs != null && table.bytesWith(words, bytes) > mostBytes && isWorthAFile()) {
      runs.take(table);
    }
  }

  /// A limit below what an empty table takes must not make a file of every text.
  private boolean isWorthAFile() {
    return table.size() >= BATCH || table.longBytes() >= 1 << 16;
  }

  /// What has been counted so far. The counter may go on.
  public WordCounts counts() {
    return table.sorted();
  }

  WordTable table() {
    return table;
  }
}
