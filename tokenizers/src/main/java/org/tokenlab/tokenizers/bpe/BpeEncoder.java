package org.tokenlab.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// One thread's byte-level BPE: remembers pieces, and merges those that are new.
final class BpeEncoder implements TokenizerModel.PieceEncoder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = WordCache.CHUNK;
  private static final int AT_ONCE = 5; // ids of an entry that are written whether there or not
  private static final long[] LOW_MASK = new long[WordCache.SHORT + 1];
  private static final long[] HIGH_MASK = new long[WordCache.SHORT + 1];

  static {
    for (int length = 0; length <= WordCache.SHORT; length++) {
      LOW_MASK[length] = length >= 8 ? -1 : (1L << (8 * length)) - 1;
      HIGH_MASK[length] = length <= 8 ? 0 : (1L << (8 * (length - 8))) - 1;
    }
  }

  // Below so many pieces that had to be merged, a table of whole pieces is not worth its making.
  private static final int FEW_MERGES = 4096;
  private static final int CHUNKS_WITHOUT = 15;

  private final Vocabulary vocabulary;
  private final PieceMerge merge;
  private final @Nullable WordCache cache;
  private final Supplier<@Nullable WholePieces> wholePieces;
  private final LongPieces longPieces;
  private @Nullable WholePieces whole;
  private int merges;
  private final IntSink scratch = new IntSink(256);
  private final long[] low = new long[CHUNK];
  private final long[] high = new long[CHUNK];
  private final int[] place = new int[CHUNK];
  private final int[] end1 = new int[1];
  private final int[] idEnds = new int[CHUNK]; // size of the ids after each piece of a chunk
  private int chunksWithout; // how many more chunks go by without the table of whole pieces
  private long unusedTouched; // keeps the compiler from leaving the touches out

  /// @param cache null for none
  /// @param wholePieces the pieces that are one token, if that is known; asked once at most, and
  ///   not before some thousand pieces
  BpeEncoder(
      Vocabulary vocabulary,
      PieceMerge merge,
      @Nullable WordCache cache,
      Supplier<@Nullable WholePieces> wholePieces,
      LongPieces longPieces) {
    this.vocabulary = vocabulary;
    this.merge = merge;
    this.cache = cache;
    this.wholePieces = wholePieces;
    this.longPieces = longPieces;
  }

  /// An encoder of the same vocabulary with another merge, which has met nothing yet; it merges
  /// long pieces as one.
  BpeEncoder withMerge(PieceMerge other, Supplier<@Nullable WholePieces> wholePieces) {
    return new BpeEncoder(
        vocabulary, other, cache == null ? null : cache.another(), wholePieces, LongPieces.MERGED);
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    if (end - start > WordCache.LONGEST) {
      encodeLong(utf8, start, end, ids);
    } else {
      encodePhrase(utf8, start, end, ids);
    }
  }

  private void merge(byte[] utf8, int start, int end, IntSink ids) {
    int[] room = ids.room(end - start);
    ids.advance(merge.merge(utf8, start, end, room, ids.size()) - ids.size());
  }

  private void encodeLong(byte[] utf8, int start, int end, IntSink ids) {
    PhraseEncoder phrases = longPieces.phrases(this, utf8, start, end);
    if (phrases == null) {
      merge(utf8, start, end, ids);
    } else {
      phrases.encode(utf8, start, end, ids);
    }
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
    int start = from;
    for (int first = 0; first < pieces; ) {
      int count = encodeChunk(utf8, start, ends, first, pieces, ids);
      if (count == 0) {
        encodeLong(utf8, start, ends[first], ids);
        count = 1;
      }
      first += count;
      start = ends[first - 1];
    }
  }

  /// Appends the ids of consecutive phrases, as of pieces that are merged and nothing else.
  ///
  /// @param sizes receives the size of `ids` after each phrase
  void encodePhrases(byte[] utf8, int from, int[] ends, int phrases, IntSink ids, int[] sizes) {
    int start = from;
    for (int first = 0; first < phrases; ) {
      int count = encodeChunk(utf8, start, ends, first, phrases, ids);
      if (count == 0) {
        merge(utf8, start, ends[first], ids);
        idEnds[0] = ids.size();
        count = 1;
      }
      System.arraycopy(idEnds, 0, sizes, first, count);
      first += count;
      start = ends[first - 1];
    }
  }

  /// Appends the ids of one phrase.
  void encodePhrase(byte[] utf8, int start, int end, IntSink ids) {
    end1[0] = end;
    if (encodeChunk(utf8, start, end1, 0, 1, ids) == 0) {
      merge(utf8, start, end, ids);
    }
  }

  /// Appends the ids of the next pieces, [WordCache#CHUNK] at most and none from the first long one
  /// on, and returns how many. Leaves the size of `ids` after each in [#idEnds].
  private int encodeChunk(byte[] utf8, int start, int[] ends, int first, int pieces, IntSink ids) {
    int most = Math.min(CHUNK, pieces - first);
    int count;
    if (cache != null) {
      cache.beginChunk();
      count = readKeys(utf8, start, ends, first, most, cache.shift());
      touch(cache, count);
      emit(cache, utf8, start, ends, first, count, ids);
    } else if (whole != null && chunksWithout == 0) {
      count = readKeys(utf8, start, ends, first, most, whole.shift());
      touch(whole, count);
      emitWhole(whole, utf8, start, ends, first, count, ids);
    } else {
      chunksWithout = Math.max(0, chunksWithout - 1);
      count = mergeAll(utf8, start, ends, first, most, ids);
    }
    return count;
  }

  private int mergeAll(byte[] utf8, int from, int[] ends, int first, int most, IntSink ids) {
    if (whole == null && merges >= 0 && (merges += most) > FEW_MERGES) {
      whole = wholePieces.get();
      merges = -1; // asked
    }
    int start = from;
    for (int i = 0; i < most; i++) {
      int end = ends[first + i];
      if (end - start > WordCache.LONGEST) {
        return i;
      }
      merge(utf8, start, end, ids);
      idEnds[i] = ids.size();
      start = end;
    }
    return most;
  }

  /// Reads the keys of the next pieces, `most` or up to the first long one, with what of their
  /// hashes is left after a shift as places, and returns how many.
  private int readKeys(byte[] utf8, int from, int[] ends, int first, int most, int shift) {
    int start = from;
    int lastRead = utf8.length - 2 * Long.BYTES; // up to here sixteen bytes can be read at once
    for (int i = 0; i < most; i++) {
      int end = ends[first + i];
      int length = end - start;
      long lowBytes;
      long highBytes = (long) length << 56;
      if (length <= WordCache.SHORT) {
        if (start <= lastRead) {
          lowBytes = (long) LONGS.get(utf8, start) & LOW_MASK[length];
          highBytes |= (long) LONGS.get(utf8, start + Long.BYTES) & HIGH_MASK[length];
        } else {
          lowBytes = WordCache.bytes(utf8, start, end);
          highBytes |= length <= 8 ? 0 : WordCache.bytes(utf8, start + Long.BYTES, end);
        }
      } else if (length <= WordCache.LONGEST) {
        lowBytes = WordCache.hash(utf8, start, end);
      } else {
        return i;
      }
      low[i] = lowBytes;
      high[i] = highBytes;
      place[i] = (int) (WordCache.hash(lowBytes, highBytes) >>> shift);
      start = end;
    }
    return most;
  }

  // Small loops of their own: of those the processor has many rounds in flight, and waits for all
  // their reads at once (an index read in the loop of keys cost a quarter of warm English).
  private void touch(WordCache words, int count) {
    int[] index = words.index();
    for (int i = 0; i < count; i++) {
      place[i] = index[place[i]] & WordCache.PLACE_MASK;
    }
    long sum = 0;
    long[] entries = words.entries();
    for (int i = 0; i < count; i++) {
      sum += entries[place[i]];
    }
    unusedTouched = sum;
  }

  private void touch(WholePieces table, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += table.touch(place[i]);
    }
    unusedTouched = sum;
  }

  private void emit(
      WordCache words, byte[] utf8, int from, int[] ends, int first, int count, IntSink ids) {
    int start = from;
    int[] out = ids.room(AT_ONCE * count);
    int size = ids.size();
    long[] entries = words.entries();
    for (int i = 0; i < count; i++) {
      int end = ends[first + i];
      int at = place[i];
      long some = entries[at + 2];
      if (entries[at] == low[i]
          && entries[at + 1] == high[i]
          && some >>> WordCache.COUNT_SHIFT <= AT_ONCE
          && (end - start <= WordCache.SHORT || words.holds(at, utf8, start))) {
        long more = entries[at + 3];
        out[size] = (int) some & WordCache.ID_MASK;
        out[size + 1] = (int) (some >>> WordCache.ID_BITS) & WordCache.ID_MASK;
        out[size + 2] = (int) more & WordCache.ID_MASK;
        out[size + 3] = (int) (more >>> WordCache.ID_BITS) & WordCache.ID_MASK;
        out[size + 4] = (int) (more >>> (2 * WordCache.ID_BITS)) & WordCache.ID_MASK;
        size += (int) (some >>> WordCache.COUNT_SHIFT);
      } else {
        ids.advance(size - ids.size());
        encodeOther(words, utf8, start, end, i, ids);
        out = ids.room(AT_ONCE * (count - i));
        size = ids.size();
        entries = words.entries();
      }
      idEnds[i] = size;
      start = end;
    }
    ids.advance(size - ids.size());
  }

  /// A piece that is new, or not at its likely place, or has many ids.
  private void encodeOther(WordCache words, byte[] utf8, int start, int end, int i, IntSink ids) {
    int at = words.find(low[i], high[i], utf8, start);
    int[] out = ids.room(end - start);
    int before = ids.size();
    int after;
    if (at >= 0) {
      after = words.copy(at, out, before);
    } else {
      after = merge.merge(utf8, start, end, out, before);
      words.put(low[i], high[i], utf8, start, out, before, after);
    }
    ids.advance(after - before);
  }

  private void emitWhole(
      WholePieces table, byte[] utf8, int from, int[] ends, int first, int count, IntSink ids) {
    int start = from;
    int[] out = ids.room(count);
    int size = ids.size();
    int wholes = 0;
    for (int i = 0; i < count; i++) {
      int end = ends[first + i];
      int id = table.id(place[i], low[i], high[i]);
      if (id >= 0) {
        out[size++] = id;
        wholes++;
      } else {
        ids.advance(size - ids.size());
        merge(utf8, start, end, ids);
        out = ids.room(count - i);
        size = ids.size();
      }
      idEnds[i] = size;
      start = end;
    }
    ids.advance(size - ids.size());
    // Where less than half are whole, as in many languages at once, looking first is a loss.
    chunksWithout = 2 * wholes < count ? CHUNKS_WITHOUT : 0;
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
