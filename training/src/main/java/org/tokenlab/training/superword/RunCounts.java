package org.tokenlab.training.superword;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.PieceTable;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.SavedCounts;

/// The distinct runs of words of a corpus and how often each occurs: all that a trainer of
/// superwords needs to know of it.
///
/// A run is a stretch of text that a superword must lie within. It is kept as the sequence of its
/// pieces, that is mostly words, of which each distinct one is kept once: four bytes a word, not a
/// word's bytes. [#words] counts the words as a trainer of words wants them, from the same reading.
///
/// Counts add up: parts of a corpus may be counted apart, on other threads or machines, saved,
/// loaded and [merged][#merge] in any order, with the same result as counting all at once. Parts
/// that were split by different rules should not be merged; that is not checked. What was saved is
/// also where an interrupted training is taken up again.
///
/// Pieces are in the order of their bytes (unsigned); runs are most frequent first, equally
/// frequent ones in the order of their pieces' numbers. So equal counts are equal bytes in a file.
/// At most 2³¹ bytes of distinct pieces and 2³¹ pieces in distinct runs, some 8 GB of English.
/// Immutable and thread-safe.
public final class RunCounts {
  private static final String SAVED = "runs";
  private static final SavedCounts.Form<RunCounts> FORM =
      new SavedCounts.Form<>(RunCounts::load, RunCounts::save);

  private final WordCounts words;
  private final byte[] arena;
  private final int[] pieceStarts;
  private final int[] sequence;
  private final int[] runStarts;
  private final long[] counts;

  RunCounts(
      WordCounts words,
      byte[] arena,
      int[] pieceStarts,
      int[] sequence,
      int[] runStarts,
      long[] counts) {
    this.words = words;
    this.arena = arena;
    this.pieceStarts = pieceStarts;
    this.sequence = sequence;
    this.runStarts = runStarts;
    this.counts = counts;
  }

  /// Counts the runs of all texts. Each text is split on its own: no run spans two.
  ///
  /// @param texts used by one thread at a time; a text must not change after it was handed out.
  ///   What the iterator throws comes out of this call
  /// @param words how texts are split into words, for stage 1
  /// @param runs how texts are split into runs
  /// @param threads how many threads split and count, the calling one included; the result does not
  ///   depend on it
  public static RunCounts of(
      Iterator<? extends CharSequence> texts,
      Splitter words,
      Splitter runs,
      int threads,
      TrainingListener listener) {
    return of(texts, words, runs, CountingSettings.DEFAULT, threads, listener);
  }

  /// Counts the runs of all texts in limited memory: see [CountingSettings]. What must fit all the
  /// same is the result, twice for a moment, and the distinct pieces of each thread.
  ///
  /// @throws IllegalArgumentException if rare words are to be left out: runs have no holes
  /// @throws java.io.UncheckedIOException if files can't be written
  public static RunCounts of(
      Iterator<? extends CharSequence> texts,
      Splitter words,
      Splitter runs,
      CountingSettings settings,
      int threads,
      TrainingListener listener) {
    return new RunCounting(words, runs, settings, threads)
        .count(texts, new PacedListener(listener));
  }

  /// What was counted and saved in a run's folder, or else is counted now and saved there.
  static SavedCounts<RunCounts> countOnce(CheckpointFolder folder, Supplier<RunCounts> counting) {
    return SavedCounts.read(folder, SAVED, FORM)
        .orElseGet(() -> SavedCounts.save(folder, SAVED, counting.get(), 0, FORM));
  }

  /// Puts in order what has been counted.
  ///
  /// @param runs sequences of pieces; not to be used afterwards
  static RunCounts of(WordCounts words, PieceTable pieces, SequenceTable runs) {
    int[] order = inOrder(pieces);
    byte[] unordered = pieces.arena();
    int[] numbers = new int[order.length];
    int[] pieceStarts = new int[order.length + 1];
    byte[] arena = new byte[pieces.size() == 0 ? 0 : pieces.end(pieces.size() - 1)];
    for (int n = 0; n < order.length; n++) {
      int piece = order[n];
      int length = pieces.end(piece) - pieces.start(piece);
      System.arraycopy(unordered, pieces.start(piece), arena, pieceStarts[n], length);
      pieceStarts[n + 1] = pieceStarts[n] + length;
      numbers[piece] = n;
    }
    runs.renumber(numbers);
    int[] runOrder = runs.order();
    int[] sequence = new int[runs.size() == 0 ? 0 : runs.end(runs.size() - 1)];
    int[] runStarts = new int[runOrder.length + 1];
    long[] counts = new long[runOrder.length];
    for (int n = 0; n < runOrder.length; n++) {
      int run = runOrder[n];
      int length = runs.end(run) - runs.start(run);
      System.arraycopy(runs.arena(), runs.start(run), sequence, runStarts[n], length);
      runStarts[n + 1] = runStarts[n] + length;
      counts[n] = runs.count(run);
    }
    return new RunCounts(words, arena, pieceStarts, sequence, runStarts, counts);
  }

  /// The pieces in the order of their bytes: of the first eight as one number, and then of the
  /// others where these are equal.
  private static int[] inOrder(PieceTable pieces) {
    int[] order = new int[pieces.size()];
    long[] beginnings = new long[order.length];
    byte[] arena = pieces.arena();
    for (int p = 0; p < order.length; p++) {
      order[p] = p;
      int start = pieces.start(p);
      int end = Math.min(pieces.end(p), start + Long.BYTES);
      long beginning = 0;
      for (int i = start; i < end; i++) {
        beginning |= (arena[i] & 0xFFL) << (Long.SIZE - Byte.SIZE * (i - start + 1));
      }
      beginnings[p] = beginning ^ Long.MIN_VALUE; // unsigned, in the order of signed ones
    }
    LongArrays.radixSortIndirect(order, beginnings, /* stable= */ false);
    IntComparator byBytes =
        (a, b) ->
            Arrays.compareUnsigned(
                arena, pieces.start(a), pieces.end(a), arena, pieces.start(b), pieces.end(b));
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && beginnings[order[to]] == beginnings[order[from]]) {
        to++;
      }
      IntArrays.quickSort(order, from, to, byBytes);
      from = to;
    }
    return order;
  }

  /// The sums of all `parts`.
  public static RunCounts merge(Collection<RunCounts> parts) {
    PieceTable pieces = new PieceTable();
    SequenceTable runs = new SequenceTable();
    for (RunCounts part : parts) {
      int[] numbers = new int[part.pieces()];
      for (int p = 0; p < numbers.length; p++) {
        numbers[p] = pieces.intern(part.arena, part.pieceStarts[p], part.pieceStarts[p + 1]);
      }
      for (int r = 0; r < part.size(); r++) {
        int[] run = part.run(r);
        for (int i = 0; i < run.length; i++) {
          run[i] = numbers[run[i]];
        }
        runs.add(run, 0, run.length, part.counts[r]);
      }
    }
    return of(WordCounts.merge(parts.stream().map(RunCounts::words).toList()), pieces, runs);
  }

  /// The sums of these counts and `other`.
  public RunCounts merge(RunCounts other) {
    return merge(Arrays.asList(this, other));
  }

  /// Reads what [#save] wrote.
  ///
  /// @param source the file's name, for messages
  /// @throws IOException if it is no file of run counts, of another version, cut short or damaged;
  ///   the message names the source and the byte
  public static RunCounts load(InputStream in, String source) throws IOException {
    return new RunCountsReader(in, source).read();
  }

  /// Writes the counts in a binary form; see [RunCountsWriter].
  public void save(OutputStream out) throws IOException {
    new RunCountsWriter(out).write(this);
  }

  /// The words of the corpus, cut where runs are not cut, too.
  public WordCounts words() {
    return words;
  }

  /// Number of distinct runs.
  public int size() {
    return counts.length;
  }

  /// Number of distinct pieces that runs are made of.
  public int pieces() {
    return pieceStarts.length - 1;
  }

  /// Number of bytes in the corpus.
  public long totalBytes() {
    return words.totalBytes();
  }

  /// The bytes of piece `p`; a copy.
  public byte[] piece(int p) {
    Objects.checkIndex(p, pieces());
    return Arrays.copyOfRange(arena, pieceStarts[p], pieceStarts[p + 1]);
  }

  /// The numbers of the pieces of run `r`; a copy.
  public int[] run(int r) {
    Objects.checkIndex(r, counts.length);
    return Arrays.copyOfRange(sequence, runStarts[r], runStarts[r + 1]);
  }

  /// How often run `r` occurs.
  public long count(int r) {
    return counts[r];
  }

  byte[] arena() {
    return arena;
  }

  /// Where piece `p` starts in the arena; it ends where the next one starts.
  int pieceStart(int p) {
    return pieceStarts[p];
  }

  int[] sequence() {
    return sequence;
  }

  /// Where run `r` starts in the sequence; it ends where the next one starts.
  int runStart(int r) {
    return runStarts[r];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunCounts that
        && words.equals(that.words)
        && Arrays.equals(arena, that.arena)
        && Arrays.equals(pieceStarts, that.pieceStarts)
        && Arrays.equals(sequence, that.sequence)
        && Arrays.equals(runStarts, that.runStarts)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sequence) + Arrays.hashCode(counts);
  }

  /// How many runs and pieces.
  @Override
  public String toString() {
    return size()
        + " distinct runs of "
        + pieces()
        + " distinct pieces, "
        + totalBytes()
        + " bytes";
  }
}
