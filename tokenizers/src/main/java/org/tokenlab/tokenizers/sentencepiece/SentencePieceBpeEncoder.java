package org.tokenlab.tokenizers.sentencepiece;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.merge.BacktrackingMerge;
import org.tokenlab.tokenizers.internal.merge.MergeDropout;
import org.tokenlab.tokenizers.internal.merge.Merger;

/// One thread's BPE by SentencePiece's rule.
final class SentencePieceBpeEncoder implements TokenizerModel.PieceEncoder {
  private final SentencePieceBpe model;
  private final PieceUnits units;
  private final BpeSymbols symbols;
  private final Splits splits;
  private final boolean mayCut;
  private final Merger merger;
  private final @Nullable BacktrackingMerge backtracking; // null: symbols are merged
  private final IntSink apart = new IntSink(16); // symbols still to be put out, the next one last
  private final IntSink scratch = new IntSink(256);

  /// @param dropout which merges to leave out; null for none
  SentencePieceBpeEncoder(SentencePieceBpe model, @Nullable MergeDropout dropout) {
    this.model = model;
    units = model.units();
    symbols = model.symbols();
    mayCut = !symbols.unused().dependOnText();
    splits = mayCut ? symbols.unused() : symbols.unused().copy();
    merger =
        !mayCut
            ? Merger.observed(symbols.table(), dropout, splits::note)
            : dropout == null ? new Merger(symbols.table()) : new Merger(symbols.table(), dropout);
    backtracking = mayCut && dropout == null ? symbols.newBacktracking() : null;
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    encode(utf8, start, end, units.new Output(ids, null));
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    encode(utf8, start, end, units.new Output(ids, spans));
  }

  private void encode(byte[] utf8, int start, int end, PieceUnits.Output out) {
    int count = 0;
    boolean backtracks = backtracking != null;
    int partStart = start;
    int left = -1; // the character before, −1 for none or a barrier
    int at = start;
    while (at < end) {
      int userDefined = units.userDefined(utf8, at, end);
      int right = userDefined > 0 ? -1 : Utf8.codePointAt(utf8, at, end);
      boolean barrier = right < 0 || symbols.ofCharacter(right) < 0;
      if (mayCut && count > 0 && (barrier || left < 0 || !model.holdsInside(left, right))) {
        put(utf8, partStart, at, end, count, backtracks, out);
        count = 0;
        backtracks = backtracking != null;
        partStart = at;
      } else if (backtracks && left >= 0 && right >= 0) {
        backtracks = !symbols.mayTie(left, right);
      }
      count++;
      left = barrier ? -1 : right;
      at = userDefined > 0 ? at + userDefined : PieceUnits.after(utf8, at, end);
    }
    put(utf8, partStart, end, end, count, backtracks, out);
  }

  /// Writes the symbols of the part `utf8[start, partEnd)` to the merger's room.
  private void write(byte[] utf8, int start, int partEnd, int end, int count) {
    int[] room = merger.room(count);
    int at = start;
    for (int i = 0; at < partEnd; i++) {
      int userDefined = units.userDefined(utf8, at, end);
      int symbol = userDefined > 0 ? -1 : symbols.ofCharacter(Utf8.codePointAt(utf8, at, end));
      room[i] = symbol < 0 ? symbols.barrier() : symbol;
      at = userDefined > 0 ? at + userDefined : PieceUnits.after(utf8, at, end);
    }
  }

  /// Merges the part of `count` symbols `utf8[start, partEnd)` and puts its pieces out.
  private void put(
      byte[] utf8,
      int start,
      int partEnd,
      int end,
      int count,
      boolean backtracks,
      PieceUnits.Output out) {
    int length;
    if (count > 1 && backtracks && backtracking != null) {
      length = backtracking.merge(utf8, start, partEnd, merger.room(partEnd - start), 0);
    } else {
      write(utf8, start, partEnd, end, count);
      length = merger.merge(count);
    }
    int[] merged = merger.room(length);
    int at = start;
    for (int i = 0; i < length; i++) {
      if (merged[i] == symbols.barrier()) {
        at = putBarrier(utf8, at, end, out);
      } else if (splits.splits(merged[i])) {
        at = putApart(utf8, at, merged[i], out);
      } else {
        at = put(utf8, at, merged[i], out);
      }
    }
    merger.release();
  }

  private int putBarrier(byte[] utf8, int at, int end, PieceUnits.Output out) {
    int userDefined = units.userDefined(utf8, at, end);
    if (userDefined > 0) {
      out.piece(model.vocabulary().id(utf8, at, at + userDefined), at, at + userDefined);
      return at + userDefined;
    }
    int following = PieceUnits.after(utf8, at, end);
    out.unknown(utf8, at, following);
    return following;
  }

  private int put(byte[] utf8, int at, int symbol, PieceUnits.Output out) {
    int following = at + symbols.length(symbol);
    int piece = symbols.piece(symbol);
    if (piece < 0) {
      out.unknown(utf8, at, following);
    } else {
      out.piece(piece, at, following);
    }
    return following;
  }

  private int putApart(byte[] utf8, int start, int symbol, PieceUnits.Output out) {
    apart.clear();
    apart.add(symbol);
    int at = start;
    while (apart.size() > 0) {
      int next = apart.get(apart.size() - 1);
      apart.truncate(apart.size() - 1);
      if (splits.splits(next)) {
        apart.add(splits.right(next));
        apart.add(splits.left(next));
      } else {
        at = put(utf8, at, next, out);
      }
    }
    return at;
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
