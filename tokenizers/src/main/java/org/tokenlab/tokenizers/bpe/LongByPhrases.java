package org.tokenlab.tokenizers.bpe;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.merge.Junctions;
import org.tokenlab.tokenizers.internal.merge.WordBorders;

/// One thread's [PhraseEncoder], made when some long pieces have come: its tables take milliseconds
/// and more than a megabyte, which most tokenizers never need.
final class LongByPhrases implements LongPieces {
  // To merge this much pair by pair takes longer than to wait for the tables.
  private static final int WORTH_WAITING = 1 << 14;

  /// Bytes of long pieces of words that are merged as one before the tables are made: to merge them
  /// takes about as long. (Source code new to cl100k, 3 MB: a quarter faster than with tables at
  /// once.)
  static final int WORTH_MAKING = 1 << 14;

  // Where a long piece has no borders of words, as in Thai or rules of dashes, there is nothing to
  // cut, and the tables are made in vain. (New Chinese, Japanese and Thai: a third faster without.)
  private static final int LOOKED_AT = 1 << 10; // bytes
  private static final int WORD = 16; // bytes, or less, of a piece that is of words

  private final MergeTables tables;
  private final boolean wholePieceFirst;
  private final Supplier<JoinGuess> guess;
  private int bytesBefore; // the tables are made
  private @Nullable PhraseEncoder encoder;
  private boolean mayBeToken; // whether a piece may be a token that merging does not reach
  private boolean none;

  /// @param bytesBefore of long pieces that are merged as one before the tables are made
  LongByPhrases(
      MergeTables tables, boolean wholePieceFirst, Supplier<JoinGuess> guess, int bytesBefore) {
    this.guess = guess;
    this.bytesBefore = bytesBefore;
    this.tables = tables;
    this.wholePieceFirst = wholePieceFirst;
  }

  @Override
  public @Nullable PhraseEncoder phrases(BpeEncoder words, byte[] utf8, int start, int end) {
    PhraseEncoder known = encoder;
    if (known == null && !none) {
      known = make(words, utf8, start, end);
    }
    if (none) {
      tables.noteMergedWhole(end - start);
    }
    return mayBeToken && tables.isToken(utf8, start, end) ? null : known;
  }

  /// Null where it is not known yet whether there can be one.
  private @Nullable PhraseEncoder make(BpeEncoder words, byte[] utf8, int start, int end) {
    int bytes = end - start;
    if (bytesBefore > 0 && bytes < WORTH_WAITING && !isOfWords(utf8, start, end)) {
      return null;
    }
    bytesBefore = Math.max(0, bytesBefore - bytes);
    if (bytesBefore > 0 || (bytes < WORTH_WAITING && !tables.isSettled())) {
      return null;
    }
    Optional<Backtracking> found = tables.backtracking();
    none = found.isEmpty();
    encoder = found.map(backtracking -> encoder(words, backtracking)).orElse(null);
    return encoder;
  }

  /// Whether a piece has so many borders of words that it pays to cut it there.
  static boolean isOfWords(byte[] utf8, int start, int end) {
    int to = Math.min(end, start + LOOKED_AT);
    int borders = 0;
    for (int at = start + 1; at < to; at++) {
      borders += WordBorders.isBefore(utf8, at) ? 1 : 0;
    }
    return borders * WORD >= to - start;
  }

  private PhraseEncoder encoder(BpeEncoder words, Backtracking backtracking) {
    mayBeToken = wholePieceFirst && !backtracking.reachesAll();
    Junctions junctions = tables.newJunctions(backtracking);
    // A word or phrase that is a token is not that token unless it merges to it.
    PieceMerge merge = backtracking.newMerge(null);
    Supplier<@Nullable WholePieces> reached = () -> tables.wholePieces(false);
    BpeEncoder byWord = words.another(merge, reached);
    WordCache known = byWord.cache();
    BpeEncoder byPhrase =
        known == null
            ? null
            : words.another(new PhraseMerge(merge, known, backtracking, junctions), reached);
    return new PhraseEncoder(
        tables.vocabulary(),
        byWord,
        byPhrase,
        new TokenRun(backtracking, junctions),
        junctions,
        guess.get());
  }
}
