package org.tokenlab.training.superword;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.WordCounter;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PieceTable;

/// Counts the runs of pieces of texts: one thread's share of the work for a [RunCounts].
///
/// A text goes through both rules at once. A run, what lies between two cuts of stage 2, becomes
/// the sequence of its pieces, which end wherever either rule cuts; a word is what lies between two
/// cuts of stage 1. Nearly always a word is one piece. Not thread-safe.
final class RunCounter {
  // A small limit must not make a file of every run.
  private static final int LEAST_SPILLED = 1 << 10;

  private final PieceEnds wordEnds;
  private final PieceEnds runEnds;
  private final PieceTable pieces = new PieceTable();
  private SequenceTable runs = new SequenceTable();
  private long[] timesAsWord = new long[1 << 10]; // by piece
  private final WordCounter cutWords = new WordCounter(PreTokenizer.none());
  private final IntSink run = new IntSink(1 << 10);
  private final @Nullable RunSpill spill; // where runs go that don't fit
  private final long mostBytes; // of the tables

  /// Keeps all in memory.
  RunCounter(Splitter words, Splitter runs) {
    this(words, runs, null, CountingSettings.UNLIMITED);
  }

  /// Moves runs to `spill` before the tables take more than `mostBytes`.
  RunCounter(Splitter words, Splitter runs, @Nullable RunSpill spill, long mostBytes) {
    wordEnds = new PieceEnds(words);
    runEnds = new PieceEnds(runs);
    this.spill = spill;
    this.mostBytes = mostBytes;
  }

  /// Counts the runs of the well-formed text `utf8[from, to)`.
  void count(byte[] utf8, int from, int to) {
    if (from == to) {
      return;
    }
    wordEnds.start(utf8, from, to);
    runEnds.start(utf8, from, to);
    int wordStart = from;
    int wordEnd = wordEnds.next();
    int runEnd = runEnds.next();
    run.clear();
    for (int at = from; at < to; ) {
      int end = Math.min(wordEnd, runEnd);
      int piece = pieces.intern(utf8, at, end);
      run.add(piece);
      if (wordEnd == end) {
        if (wordStart == at) {
          countAsWord(piece, 1);
        } else {
          cutWords.add(utf8, wordStart, end);
        }
        wordStart = end;
        wordEnd = end < to ? wordEnds.next() : end;
      }
      if (runEnd == end) {
        makeRoom(run.size());
        runs.add(run.room(0), 0, run.size(), 1);
        run.clear();
        runEnd = end < to ? runEnds.next() : end;
      }
      at = end;
    }
  }

  private void makeRoom(int values) {
    if (spill != null && runs.size() >= LEAST_SPILLED && bytesWith(values) > mostBytes) {
      spill.take(pieces, runs);
    }
  }

  private void countAsWord(int piece, long times) {
    if (piece >= timesAsWord.length) {
      timesAsWord =
          java.util.Arrays.copyOf(timesAsWord, (int) Math.min(2L * piece, Integer.MAX_VALUE - 16L));
    }
    timesAsWord[piece] += times;
  }

  /// The pieces, by their numbers here.
  PieceTable pieces() {
    return pieces;
  }

  /// The runs, but for those that were moved elsewhere.
  SequenceTable runs() {
    return runs;
  }

  /// Where the other runs are.
  @Nullable RunSpill spill() {
    return spill;
  }

  /// Lets go of the runs' table.
  void forgetRuns() {
    runs = new SequenceTable();
  }

  /// Bytes of memory that the tables take while a run of so many pieces comes in.
  long bytesWith(int values) {
    return pieces.bytes() + Long.BYTES * (long) timesAsWord.length + runs.bytesWith(values);
  }

  /// Adds the words of another one, and returns the numbers here of its pieces.
  int[] addWords(RunCounter other) {
    int[] numbers = new int[other.pieces.size()];
    for (int p = 0; p < numbers.length; p++) {
      numbers[p] = pieces.intern(other.pieces.arena(), other.pieces.start(p), other.pieces.end(p));
      if (p < other.timesAsWord.length && other.timesAsWord[p] > 0) {
        countAsWord(numbers[p], other.timesAsWord[p]);
      }
    }
    other.cutWords.counts().forEach(cutWords::add);
    return numbers;
  }

  /// The words counted; it can't go on then.
  WordCounts words() {
    for (int p = 0; p < Math.min(pieces.size(), timesAsWord.length); p++) {
      if (timesAsWord[p] > 0) {
        cutWords.add(pieces.arena(), pieces.start(p), pieces.end(p), timesAsWord[p]);
      }
    }
    return cutWords.counts();
  }
}
