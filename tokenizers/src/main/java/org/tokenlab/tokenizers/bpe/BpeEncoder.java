package org.tokenlab.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// One thread's byte-level BPE: remembers pieces, and merges those that are new.
final class BpeEncoder implements TokenizerModel.PieceEncoder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = WordCache.CHUNK;
  private static final long[] LOW_MASK = new long[WordCache.LONGEST + 1];
  private static final long[] HIGH_MASK = new long[WordCache.LONGEST + 1];

  static {
    for (int length = 0; length <= WordCache.LONGEST; length++) {
      LOW_MASK[length] = length >= 8 ? -1 : (1L << (8 * length)) - 1;
      HIGH_MASK[length] = length <= 8 ? 0 : (1L << (8 * (length - 8))) - 1;
    }
  }

  private final Vocabulary vocabulary;
  private final PieceMerge merge;
  private final @Nullable WordCache cache;
  private final IntSink scratch = new IntSink(256);
  private final long[] low = new long[CHUNK];
  private final long[] high = new long[CHUNK];
  private final int[] line = new int[CHUNK];
  private final int[] end1 = new int[1];
  private long unusedTouched; // keeps the compiler from leaving the touches out

  /// @param cache null for none
  BpeEncoder(Vocabulary vocabulary, PieceMerge merge, @Nullable WordCache cache) {
    this.vocabulary = vocabulary;
    this.merge = merge;
    this.cache = cache;
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    if (cache == null || end - start > WordCache.LONGEST) {
      merge(utf8, start, end, ids);
    } else {
      end1[0] = end;
      readKeys(cache, utf8, start, end1, 0, 1);
      emit(cache, utf8, start, end1, 0, 1, ids);
    }
  }

  private void merge(byte[] utf8, int start, int end, IntSink ids) {
    int[] room = ids.room(end - start);
    ids.advance(merge.merge(utf8, start, end, room, ids.size()) - ids.size());
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    int first = ids.size();
    encode(utf8, start, end, ids);
    int at = start;
    for (int i = first; i < ids.size(); i++) {
      spans.add(at);
      at += vocabulary.length(ids.get(i));
      spans.add(at);
    }
  }

  @Override
  public void encode(byte[] utf8, int from, int[] ends, int pieces, IntSink ids) {
    if (cache == null) {
      int start = from;
      for (int i = 0; i < pieces; i++) {
        merge(utf8, start, ends[i], ids);
        start = ends[i];
      }
      return;
    }
    int start = from;
    for (int first = 0; first < pieces; first += CHUNK) {
      int count = Math.min(CHUNK, pieces - first);
      int last = readKeys(cache, utf8, start, ends, first, count);
      touch(cache, count);
      emit(cache, utf8, start, ends, first, count, ids);
      start = last;
    }
  }

  /// Reads the keys of `count` pieces and returns where the last one ends.
  private int readKeys(WordCache words, byte[] utf8, int from, int[] ends, int first, int count) {
    int start = from;
    int lastRead = utf8.length - 2 * Long.BYTES; // up to here sixteen bytes can be read at once
    for (int i = 0; i < count; i++) {
      int end = ends[first + i];
      int length = end - start;
      if (length <= WordCache.LONGEST) {
        long lowBytes;
        long highBytes;
        if (start <= lastRead) {
          lowBytes = (long) LONGS.get(utf8, start) & LOW_MASK[length];
          highBytes = (long) LONGS.get(utf8, start + Long.BYTES) & HIGH_MASK[length];
        } else {
          lowBytes = bytes(utf8, start, Math.min(end, start + Long.BYTES));
          highBytes = bytes(utf8, start + Long.BYTES, end);
        }
        highBytes |= (long) length << 56;
        low[i] = lowBytes;
        high[i] = highBytes;
        line[i] = words.line(lowBytes, highBytes);
      } else {
        high[i] = 0;
      }
      start = end;
    }
    return start;
  }

  private static long bytes(byte[] utf8, int from, int to) {
    long bytes = 0;
    for (int i = to - 1; i >= from; i--) {
      bytes = bytes << 8 | (utf8[i] & 0xFF);
    }
    return bytes;
  }

  private void touch(WordCache words, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += words.touch(line[i]);
    }
    unusedTouched = sum;
  }

  private void emit(
      WordCache words, byte[] utf8, int from, int[] ends, int first, int count, IntSink ids) {
    int start = from;
    int[] out = ids.room(4 * count);
    int size = ids.size();
    long[] table = words.table();
    for (int i = 0; i < count; i++) {
      int end = ends[first + i];
      int answer = high[i] == 0 ? -1 : words.find(line[i], low[i], high[i]);
      if (answer >= 0 && WordCache.isInline(table[answer + 1])) {
        long two = table[answer];
        long more = table[answer + 1];
        out[size] = (int) two;
        out[size + 1] = (int) (two >>> 32);
        out[size + 2] = (int) more;
        out[size + 3] = (int) (more >>> 32) & WordCache.ID_MASK;
        size += (int) (more >>> WordCache.COUNT_SHIFT);
      } else {
        ids.advance(size - ids.size());
        if (answer >= 0) {
          long many = table[answer];
          int more = WordCache.countOfMany(many);
          words.copyMany(many, ids.room(more), size);
          ids.advance(more);
        } else {
          encodeNew(words, utf8, start, end, i, ids);
        }
        out = ids.room(4 * (count - i));
        size = ids.size();
        table = words.table();
      }
      start = end;
    }
    ids.advance(size - ids.size());
  }

  private void encodeNew(WordCache words, byte[] utf8, int start, int end, int i, IntSink ids) {
    int before = ids.size();
    merge(utf8, start, end, ids);
    if (high[i] != 0) {
      words.put(low[i], high[i], ids.room(0), before, ids.size());
    }
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
