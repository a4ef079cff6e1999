package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.internal.simd.ByteMasks.APOSTROPHE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.BLANK;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.CONTINUATION;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.DIGIT;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.LETTER;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.NEWLINE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.SLASH;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.SPACE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.STRIDE;
import static org.tokenlab.tokenizers.internal.simd.ByteMasks.UPPER;

/// Where the pieces of cl100k's and o200k's relatives start, by arithmetic on masks.
///
/// - A run of letters starts a piece, unless white space that is no line break, or a symbol that is
///   a piece's first and only one, stands before it: that character starts the piece instead.
/// - A run of symbols starts a piece, unless a space stands before it. Line breaks after it (in
///   o200k slashes too) are its *tail* and no white space.
/// - White space starts a piece where a run of it begins, after its last line break, and at its
///   last character if that is no line break and text follows.
/// - Numbers start a piece at each third, or at each, of a run.
/// - After a contraction a piece starts. In o200k none starts before it.
/// - In o200k an upper-case letter after a lower-case one starts a piece.
/// - In Kimi's, a run of Han starts a piece.
///
/// Some things in o200k depend on all that stands before, in its word or its run of symbols: an
/// upper-case letter after a caseless one or a mark, and a mark after a symbol; in Kimi's also a
/// Han sign after a symbol, a number or a space. There the scanner is asked, and the arithmetic
/// begins anew where its piece ends.
final class WordStarts implements PieceStarts {
  /// What becomes of an English contraction.
  enum Contractions {
    /// A piece of its own, at a piece's start: cl100k.
    APART,
    /// Part of the word before it: o200k.
    IN_WORD,
    /// Nothing special.
    NONE
  }

  private final int mostDigits;
  private final boolean finalSpaceWhole;
  private final Contractions contractions;
  private final boolean slashTail;
  private final boolean cased;

  private WordStarts(
      int mostDigits,
      boolean finalSpaceWhole,
      Contractions contractions,
      boolean slashTail,
      boolean cased) {
    this.mostDigits = mostDigits;
    this.finalSpaceWhole = finalSpaceWhole;
    this.contractions = contractions;
    this.slashTail = slashTail;
    this.cased = cased;
  }

  /// For patterns whose words are runs of letters.
  static WordStarts caseless(int mostDigits, boolean finalSpaceWhole) {
    return new WordStarts(mostDigits, finalSpaceWhole, Contractions.APART, false, false);
  }

  /// For patterns whose words have upper case before lower case.
  static WordStarts cased(int mostDigits, boolean contractions, boolean slashTail) {
    return new WordStarts(
        mostDigits,
        false,
        contractions ? Contractions.IN_WORD : Contractions.NONE,
        slashTail,
        true);
  }

  @Override
  public void find(Scanner scanner, Blocks blocks) {
    long[] masks = blocks.masks;
    // Bit 0 tells of the byte before the block.
    long letterCarry = 0;
    long numberCarry = 0;
    long symbolCarry = 0;
    long freeCarry = 0;
    long blankCarry = 0;
    long tailCarry = 0;
    long oneCarry = 0;
    long gapCarry = 0;
    long breakCarry = 0;
    long lowerCarry = 0;
    long caselessCarry = 0;
    long hanCarry = 0;
    long noStartCarry = 0;
    int undecided = -1; // a start that falls if its white space turns out to end in a line break
    int afterContraction = -1;
    for (int block = 0; block < blocks.count; ) {
      int in = block * STRIDE;
      long valid = blocks.valid[block];
      long letter = masks[in + LETTER];
      long number = masks[in + DIGIT];
      long space = masks[in + SPACE];
      long newline = masks[in + NEWLINE];
      long blank = masks[in + BLANK];
      long continuation = masks[in + CONTINUATION];
      long han = cased ? masks[in + Blocks.HAN] : 0;
      long symbol = valid & ~(letter | number | space | han);

      // What may be rare is computed all the same: a branch foretold wrong costs more.
      long seeds = newline & (symbol << 1 | symbolCarry | tailCarry);
      long tail = newline & ~(newline + seeds);
      if (slashTail && (masks[in + SLASH] & (tail << 1 | tailCarry)) != 0) {
        tail = withSlashes(tail, tailCarry, newline, masks[in + SLASH]);
        symbol &= ~tail;
      }
      long free = space & ~tail;
      long gap = space & ~newline;

      long upper = 0;
      long caseless = 0;
      long doubtful = 0;
      long decided = -1L;
      long caseStarts = 0;
      if (cased) {
        upper = masks[in + UPPER];
        caseless = masks[in + Blocks.CASELESS];
        long lower = letter & ~upper & ~caseless;
        caseStarts = upper & (lower << 1 | lowerCarry);
        doubtful =
            (upper & (caseless << 1 | caselessCarry))
                | (masks[in + Blocks.MARK] & (symbol << 1 | symbolCarry))
                | (masks[in + Blocks.HAN_SIGN]
                    & ((symbol | number | blank) << 1 | symbolCarry | numberCarry | blankCarry));
        decided = doubtful == 0 ? -1L : (doubtful & -doubtful) - 1;
        lowerCarry = lower >>> 63;
      }

      long one = symbol & ~(symbol << 1 | symbolCarry) & ~(blank << 1 | blankCarry);
      long oneWhole = continuation == 0 ? one : Blocks.spread(one, oneCarry, continuation);
      long starts = blocks.starts[block];
      starts |= one;
      starts |=
          letter & ~(letter << 1 | letterCarry) & ~((gap | oneWhole) << 1 | oneCarry | gapCarry);
      starts |= free & ~(free << 1 | freeCarry);
      starts |= caseStarts | (han & ~(han << 1 | hanCarry));

      long last = gap & ~((space | ~valid) >>> 1 | masks[in + STRIDE + SPACE] << 63);
      long lastOfMany = last & continuation;
      if (lastOfMany != 0) {
        PieceStarts.startCharacters(blocks, block, lastOfMany & decided);
        starts |= blocks.starts[block];
        last ^= lastOfMany;
      }
      starts |= last;

      long breaks = newline & ~tail;
      long afterBreak = gap & (breaks << 1 | breakCarry);
      if (undecided >= 0) {
        int first = Long.numberOfTrailingZeros(~gap);
        if (first < 64) {
          if ((newline >>> first & 1) != 0) {
            blocks.noStart(undecided);
          }
          undecided = -1;
        }
      }
      long beyond = gap + afterBreak;
      long ended = beyond & newline;
      for (; ended != 0; ended &= ended - 1) {
        afterBreak ^= Long.highestOneBit(afterBreak & ((ended & -ended) - 1));
      }
      starts |= afterBreak;
      if ((gap & ~beyond) < 0) { // the sum ran over: the last run goes on in the next block
        undecided = (block << 6) + 64 - Long.numberOfLeadingZeros(~gap);
      }

      long numbers = number & ~(number << 1 | numberCarry);
      if (mostDigits == 1) {
        starts |= number & ~continuation;
      } else {
        starts |= numbers;
        long next = masks[in + STRIDE + DIGIT];
        long more =
            numbers
                & (number >>> 1 | next << 63)
                & (number >>> 2 | next << 62)
                & (number >>> 3 | next << 61)
                & decided;
        if (more != 0) {
          blocks.starts[block] = starts;
          startNumbers(blocks, block, more);
          starts = blocks.starts[block];
        }
      }

      starts &= ~noStartCarry;
      noStartCarry = 0;
      if (contractions != Contractions.NONE) {
        long quoted = masks[in + APOSTROPHE] & decided;
        quoted &=
            contractions == Contractions.APART
                // If one letter only follows, the piece is the same without the contraction.
                ? one
                    & (letter >>> 1 | masks[in + STRIDE + LETTER] << 63)
                    & (letter >>> 2 | masks[in + STRIDE + LETTER] << 62)
                : letter << 1 | letterCarry;
        for (; quoted != 0; quoted &= quoted - 1) {
          int i = Long.numberOfTrailingZeros(quoted);
          int position = (block << 6) + i;
          int at = blocks.base + position + 1;
          int after = Scanner.contraction(blocks.utf8, at, blocks.to, true) - blocks.base;
          if (after > position + 1
              && (contractions == Contractions.APART || position != afterContraction)) {
            if (contractions == Contractions.IN_WORD) {
              afterContraction = after; // an apostrophe here follows a finished word
              long inside = (1L << (after - position)) - 1;
              starts &= ~(inside << i);
              noStartCarry = i == 0 ? 0 : inside >>> (64 - i);
            }
            if (after >> 6 == block) {
              starts |= 1L << after;
            } else {
              blocks.start(after);
            }
          }
        }
      }
      blocks.starts[block] = starts & decided & blocks.text(block);

      if (doubtful != 0) {
        int doubt = (block << 6) + Long.numberOfTrailingZeros(doubtful);
        int anew = askScanner(scanner, blocks, doubt);
        if (anew < 0) {
          return;
        }
        block = anew >> 6;
        blocks.forgetBefore(anew);
        letterCarry = 0;
        numberCarry = 0;
        symbolCarry = 0;
        freeCarry = 0;
        blankCarry = 0;
        tailCarry = 0;
        oneCarry = 0;
        gapCarry = 0;
        breakCarry = 0;
        lowerCarry = 0;
        caselessCarry = 0;
        hanCarry = 0;
        noStartCarry = 0;
        undecided = -1;
        continue;
      }
      letterCarry = letter >>> 63;
      numberCarry = number >>> 63;
      symbolCarry = symbol >>> 63;
      freeCarry = free >>> 63;
      blankCarry = blank >>> 63;
      tailCarry = tail >>> 63;
      oneCarry = oneWhole >>> 63;
      gapCarry = gap >>> 63;
      breakCarry = breaks >>> 63;
      caselessCarry = caseless >>> 63;
      hanCarry = han >>> 63;
      block++;
    }
    if (finalSpaceWhole && blocks.isEnd()) {
      joinFinalSpace(blocks);
    }
  }

  /// The tail with all slashes that follow line breaks in it, and what line breaks follow those.
  private static long withSlashes(long newlines, long carry, long newline, long slash) {
    long tail = newlines;
    long either = newline | slash;
    long next = slash & (tail << 1 | carry);
    while (next != 0) {
      tail |= either & ~(either + (next & -next));
      next = slash & (tail << 1 | carry) & ~tail;
    }
    return tail;
  }

  /// Starts a piece at each third number of the runs that start here.
  private void startNumbers(Blocks blocks, int block, long runs) {
    for (long rest = runs; rest != 0; rest &= rest - 1) {
      int position = (block << 6) + Long.numberOfTrailingZeros(rest);
      int count = 0;
      while ((blocks.masks[(position >> 6) * STRIDE + DIGIT] >>> position & 1) != 0) {
        if ((blocks.utf8[blocks.base + position] & 0xC0) != 0x80) {
          if (count == mostDigits) {
            blocks.start(position);
            count = 0;
          }
          count++;
        }
        position++;
      }
    }
  }

  /// Lets the scanner find the pieces from the last start before `doubt` until beyond it.
  ///
  /// @return where the last of them ends; −1 if beyond the blocks
  private static int askScanner(Scanner scanner, Blocks blocks, int doubt) {
    int at = blocks.lastStartBefore(doubt);
    while (at <= doubt) {
      at = scanner.next(blocks.utf8, blocks.base + at, blocks.to) - blocks.base;
      blocks.start(at);
    }
    return at < blocks.length ? at : -1;
  }

  /// The text's final white space, but for the line breaks of a tail, is one piece.
  private static void joinFinalSpace(Blocks blocks) {
    int position = blocks.finalSpace();
    while (position < blocks.length && (blocks.starts[position >> 6] >>> position & 1) == 0) {
      position++;
    }
    if (position < blocks.length) {
      blocks.noStartsAfter(position);
    }
  }
}
