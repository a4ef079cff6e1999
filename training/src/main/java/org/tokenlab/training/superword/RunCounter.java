package org.tokenlab.training.superword;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.WordCounter;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PieceTable;
import org.tokenlab.training.internal.TextWorker;

/// Counts the runs of pieces of texts: one thread's share of the work for a [RunCounts].
///
/// A text goes through both rules at once. A run, what lies between two cuts of stage 2, becomes
/// the sequence of its pieces, which end wherever either rule cuts; a word is what lies between two
/// cuts of stage 1. Nearly always a word is one piece. Not thread-safe.
final class RunCounter {
  static final TextWorker<RunCounter> ADDING =
      new TextWorker<>() {
        @Override
        public int add(RunCounter counter, CharSequence text) {
          return counter.add(text);
        }

        @Override
        public void add(RunCounter counter, byte[] utf8, int from, int to) {
          counter.count(utf8, from, to);
        }
      };
  private static final int KEPT_BYTES = 1 << 22;
  private static final int SLACK = 16;

  private final PieceEnds wordEnds;
  private final PieceEnds runEnds;
  private final PieceTable pieces = new PieceTable();
  private final SequenceTable runs = new SequenceTable();
  private long[] timesAsWord = new long[1 << 10]; // by piece
  private final WordCounter cutWords = new WordCounter(PreTokenizer.none());
  private final IntSink run = new IntSink(1 << 10);
  private byte[] buffer = new byte[1 << 16];

  RunCounter(Splitter words, Splitter runs) {
    wordEnds = new PieceEnds(words);
    runEnds = new PieceEnds(runs);
  }

  /// Counts the runs of a text, and returns its length in bytes of UTF-8. A lone surrogate is read
  /// as U+FFFD.
  ///
  /// @throws IllegalArgumentException if the text has more than 2³¹ − 33 bytes
  int add(CharSequence text) {
    long room = 3L * text.length();
    if (room > KEPT_BYTES) {
      room = Utf8.length(text); // one more pass is cheaper than three times the memory
    }
    if (room + SLACK > buffer.length) {
      if (room + SLACK > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException(
            "a text of " + room + " bytes is too long to count at once; cut it into several");
      }
      buffer = new byte[(int) Math.max(room + SLACK, Math.min(2L * buffer.length, KEPT_BYTES))];
    }
    int length = Utf8.encode(text, buffer, 0);
    count(buffer, 0, length);
    if (buffer.length > 4 * KEPT_BYTES) {
      buffer = new byte[1 << 16];
    }
    return length;
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
        runs.add(run.room(0), 0, run.size(), 1);
        run.clear();
        runEnd = end < to ? runEnds.next() : end;
      }
      at = end;
    }
  }

  private void countAsWord(int piece, long times) {
    if (piece >= timesAsWord.length) {
      timesAsWord =
          java.util.Arrays.copyOf(timesAsWord, (int) Math.min(2L * piece, Integer.MAX_VALUE - 16L));
    }
    timesAsWord[piece] += times;
  }

  /// Number of distinct runs so far.
  int size() {
    return runs.size();
  }

  /// Adds what another one has counted by the same rules.
  RunCounter addAll(RunCounter other) {
    int[] numbers = new int[other.pieces.size()];
    for (int p = 0; p < numbers.length; p++) {
      numbers[p] = pieces.intern(other.pieces.arena(), other.pieces.start(p), other.pieces.end(p));
      if (p < other.timesAsWord.length && other.timesAsWord[p] > 0) {
        countAsWord(numbers[p], other.timesAsWord[p]);
      }
    }
    runs.addAll(other.runs, numbers);
    other.cutWords.counts().forEach(cutWords::add);
    return this;
  }

  /// What has been counted; the counter can't go on.
  RunCounts counts() {
    for (int p = 0; p < Math.min(pieces.size(), timesAsWord.length); p++) {
      if (timesAsWord[p] > 0) {
        cutWords.add(pieces.arena(), pieces.start(p), pieces.end(p), timesAsWord[p]);
      }
    }
    WordCounts words = cutWords.counts();
    return RunCounts.of(words, pieces, runs);
  }
}
