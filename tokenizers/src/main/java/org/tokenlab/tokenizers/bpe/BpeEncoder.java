package org.tokenlab.tokenizers.bpe;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// One thread's byte-level BPE: remembers pieces, and merges those that are new.
final class BpeEncoder implements TokenizerModel.PieceEncoder {
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
  private final PieceChunk chunk = new PieceChunk(); // its places end as ends of ids
  private final int[] end1 = new int[1];
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

  /// An encoder of the same vocabulary that merges long pieces as one, and has met nothing yet.
  BpeEncoder another(PieceMerge other, Supplier<@Nullable WholePieces> whole) {
    WordCache own = cache == null ? null : cache.another();
    return new BpeEncoder(vocabulary, other, own, whole, LongPieces.MERGED);
  }

  /// What it remembers, if anything.
  @Nullable WordCache cache() {
    return cache;
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    if (end - start > PieceChunk.LONGEST) {
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
        chunk.places[0] = ids.size();
        count = 1;
      }
      System.arraycopy(chunk.places, 0, sizes, first, count);
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

  /// Appends the ids of the next pieces, [PieceChunk#MOST] at most and none from the first long one
  /// on, and returns how many. Leaves the size of `ids` after each in the chunk's places.
  private int encodeChunk(byte[] utf8, int start, int[] ends, int first, int pieces, IntSink ids) {
    int most = Math.min(PieceChunk.MOST, pieces - first);
    int count;
    if (cache != null) {
      cache.beginChunk();
      count = chunk.read(utf8, start, ends, first, most, cache.shift());
      unusedTouched = cache.touch(chunk, count);
      emit(cache, utf8, start, ends, first, count, ids);
    } else if (whole != null && chunksWithout == 0) {
      count = chunk.read(utf8, start, ends, first, most, whole.shift());
      unusedTouched = whole.touch(chunk, count);
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
      if (end - start > PieceChunk.LONGEST) {
        return i;
      }
      merge(utf8, start, end, ids);
      chunk.places[i] = ids.size();
      start = end;
    }
    return most;
  }

  private void emit(
      WordCache words, byte[] utf8, int from, int[] ends, int first, int count, IntSink ids) {
    for (int i = 0; i < count; ) {
      int[] out = ids.room(WordCache.AT_ONCE * (count - i));
      int other = words.answer(chunk, i, count, out, ids.size());
      if (other > i) {
        ids.advance(chunk.places[other - 1] - ids.size());
      }
      if (other < count) {
        int start = other == 0 ? from : ends[first + other - 1];
        encodeOther(words, utf8, start, ends[first + other], other, ids);
        chunk.places[other] = ids.size();
      }
      i = other + 1;
    }
  }

  /// A piece that is new, or not at its likely place, or long, or has many ids.
  private void encodeOther(WordCache words, byte[] utf8, int start, int end, int i, IntSink ids) {
    long low = chunk.low(i);
    long high = chunk.high(i);
    int at = words.find(low, high, utf8, start);
    int[] out = ids.room(end - start);
    int before = ids.size();
    int after;
    if (at >= 0) {
      after = words.copy(at, out, before);
    } else {
      after = merge.merge(utf8, start, end, out, before);
      words.put(low, high, utf8, start, out, before, after);
    }
    ids.advance(after - before);
  }

  private void emitWhole(
      WholePieces table, byte[] utf8, int from, int[] ends, int first, int count, IntSink ids) {
    int others = 0;
    for (int i = 0; i < count; ) {
      int other = table.answer(chunk, i, count, ids.room(count - i), ids.size());
      ids.advance(other - i);
      if (other < count) {
        merge(utf8, other == 0 ? from : ends[first + other - 1], ends[first + other], ids);
        chunk.places[other] = ids.size();
        others++;
      }
      i = other + 1;
    }
    // Where hardly any is whole, as in Chinese, looking first is a loss of a tenth; where a third
    // is,
    // as in chats in many languages, not to look is a loss of a quarter.
    chunksWithout = 8 * (count - others) < count ? CHUNKS_WITHOUT : 0;
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
