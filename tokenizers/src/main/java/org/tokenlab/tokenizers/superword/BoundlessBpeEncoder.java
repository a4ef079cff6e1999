package org.tokenlab.tokenizers.superword;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;

/// One thread's BoundlessBPE: finds words, has them encoded some hundreds at a time, and merges
/// runs of words that are one token each.
///
/// A run ends at a word of several tokens, at one that no supermerge takes, and, to keep runs
/// short, between two words that no superword holds side by side.
final class BoundlessBpeEncoder implements TokenizerModel.PieceEncoder {
  private static final int BATCH = 1024;
  private static final int KEPT = 1 << 16;

  private final WordFinder finder;
  private final WordFinder.Cursor cursor;
  private final TokenizerModel.PieceEncoder words;
  private final SuperMerges supermerges;
  private final SuperMerger merger;
  private final int[] lengths; // of tokens in bytes, by id
  private int[] ends = new int[BATCH];
  private final IntSink wordIds = new IntSink(2 * BATCH);
  private final IntSink scratch = new IntSink(2 * BATCH);

  // The run so far: ids, and for offsets where each word starts and ends.
  private final IntSink run = new IntSink(64);
  private final IntSink runPlaces = new IntSink(64);

  BoundlessBpeEncoder(
      WordFinder finder, TokenizerModel words, SuperMerges supermerges, int[] lengths) {
    this.finder = finder;
    cursor = finder.newCursor();
    this.lengths = lengths;
    this.words = words.newEncoder();
    this.supermerges = supermerges;
    merger = supermerges.newMerger();
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    encodeText(utf8, start, end, ids, null);
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    encodeText(utf8, start, end, ids, spans);
  }

  @Override
  public int count(byte[] utf8, int from, int[] pieceEnds, int pieces) {
    scratch.clear();
    encode(utf8, from, pieceEnds, pieces, scratch);
    return scratch.size();
  }

  private void encodeText(byte[] utf8, int start, int end, IntSink ids, @Nullable IntSink spans) {
    run.clear();
    runPlaces.clear();
    cursor.begin();
    int at = start;
    while (at < end) {
      int count = cursor.next(utf8, at, end, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
        continue;
      }
      if (finder.covers()) {
        encodeWords(utf8, at, ends, count, ids, spans);
      } else {
        encodeBetweenGaps(utf8, at, count, ids, spans);
      }
      int last = ends[count - 1];
      at = last < 0 ? ~last : last;
    }
    endRun(ids, spans);
    if (ends.length > KEPT) {
      ends = new int[BATCH];
    }
  }

  /// Encodes the words between what is dropped. A run goes on across a gap, as in the peer.
  private void encodeBetweenGaps(
      byte[] utf8, int from, int count, IntSink ids, @Nullable IntSink spans) {
    int first = 0;
    int start = from;
    for (int i = 0; i <= count; i++) {
      if (i == count || ends[i] < 0) {
        if (first < i) {
          encodeWords(utf8, start, Arrays.copyOfRange(ends, first, i), i - first, ids, spans);
        }
        if (i < count) {
          first = i + 1;
          start = ~ends[i];
        }
      }
    }
  }

  private void encodeWords(
      byte[] utf8, int from, int[] wordEnds, int count, IntSink ids, @Nullable IntSink spans) {
    wordIds.clear();
    words.encode(utf8, from, wordEnds, count, wordIds);
    int token = 0;
    int start = from;
    for (int i = 0; i < count; i++) {
      int end = wordEnds[i];
      int id = wordIds.get(token);
      int length = lengths[id];
      if (length == end - start) {
        token++;
        addWord(id, start, end, ids, spans);
      } else {
        endRun(ids, spans);
        int at = start;
        while (true) {
          add(id, at, at + length, ids, spans);
          at += length;
          token++;
          if (at >= end) {
            break;
          }
          id = wordIds.get(token);
          length = lengths[id];
        }
      }
      start = end;
    }
  }

  private void addWord(int id, int start, int end, IntSink ids, @Nullable IntSink spans) {
    if (!supermerges.joins(id)) {
      endRun(ids, spans);
      add(id, start, end, ids, spans);
      return;
    }
    int size = run.size();
    if (size > 0 && !supermerges.mayJoin(run.get(size - 1), id)) {
      endRun(ids, spans);
    }
    run.add(id);
    if (spans != null) {
      runPlaces.add(start);
      runPlaces.add(end);
    }
  }

  private static void add(int id, int start, int end, IntSink ids, @Nullable IntSink spans) {
    ids.add(id);
    if (spans != null) {
      spans.add(start);
      spans.add(end);
    }
  }

  private void endRun(IntSink ids, @Nullable IntSink spans) {
    int size = run.size();
    if (size == 1) {
      ids.add(run.get(0));
      if (spans != null) {
        spans.add(runPlaces.get(0));
        spans.add(runPlaces.get(1));
      }
    } else if (size > 1) {
      mergeRun(size, ids, spans);
    }
    run.clear();
    runPlaces.clear();
  }

  private void mergeRun(int size, IntSink ids, @Nullable IntSink spans) {
    int[] symbols = merger.room(size);
    System.arraycopy(run.room(0), 0, symbols, 0, size);
    int left = merger.merge(size);
    int[] origins = merger.origins();
    for (int i = 0; i < left; i++) {
      ids.add(symbols[i]);
      if (spans != null) {
        int lastWord = (i + 1 < left ? origins[i + 1] : size) - 1;
        spans.add(runPlaces.get(2 * origins[i]));
        spans.add(runPlaces.get(2 * lastWord + 1));
      }
    }
    merger.release();
  }
}
