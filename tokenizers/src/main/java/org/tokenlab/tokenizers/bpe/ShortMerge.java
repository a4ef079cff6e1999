package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.merge.CharacterFold;
import org.tokenlab.tokenizers.internal.merge.MergeForest;
import org.tokenlab.tokenizers.internal.merge.PairRanks;

/// Pieces of up to 15 bytes of ASCII, or up to 63 symbols, by merging: the pair of lowest rank
/// first. Symbols are the characters that may begin as one ([CharacterFold]), and the bytes of
/// others.
///
/// Of all pairs only those that make a token ([MergeForest]) are asked for, since no other merges.
/// A merge costs two questions and a minimum of some numbers without a branch, where
/// [org.tokenlab.tokenizers.internal.merge.BacktrackingMerge] goes wrong ways that no processor
/// foresees: of words of several tokens 550 ns against 1,180 in English, 300 against 500 in many
/// languages. (Side by side in four or eight lanes: 10 % less at best.) Beginning with characters
/// takes another sixth off in many languages, and off Chinese, Japanese and Thai, which merging
/// bytes would make slower than backtracking.
///
/// One thread's.
final class ShortMerge implements PieceMerge {
  private static final int LONGEST = 63; // symbols
  private static final int LONGEST_ASCII = 15;
  private static final int NONE = PairRanks.NONE;

  // Ranks are packed with places, in 21 + 6 bits: the smallest is the leftmost of lowest rank.
  private static final int PLACE_BITS = 6;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
  private static final int BORDER = LONGEST; // the place before the first symbol and after the last

  private final MergeForest forest;
  private final int[] byteIds;
  private final int[] bytePairs;
  private final int @Nullable [] merged;
  private final CharacterFold fold;
  private final PieceMerge longer;
  private final int[] characters = new int[LONGEST];
  private final int[] entries = new int[LONGEST]; // what is known of each
  private final int[] symbols = new int[LONGEST + 1];
  private final int[] pairs = new int[LONGEST + 1]; // of the symbol there and the next
  private final int[] next = new int[LONGEST + 1];
  private final int[] previous = new int[LONGEST + 1];

  /// @param bytePairs by first byte << 8 | second: the rank of their pair
  /// @param merged by rank: the token that the pair makes; null where the rank is the token
  /// @param longer for longer pieces
  ShortMerge(
      MergeForest forest,
      int[] byteIds,
      int[] bytePairs,
      int @Nullable [] merged,
      CharacterFold fold,
      PieceMerge longer) {
    this.forest = forest;
    this.byteIds = byteIds;
    this.bytePairs = bytePairs;
    this.merged = merged;
    this.fold = fold;
    this.longer = longer;
    symbols[BORDER] = PairRanks.LIMIT - 1;
    pairs[BORDER] = NONE;
    previous[0] = BORDER;
  }

  /// The ranks of all pairs of bytes, by first byte << 8 | second.
  static int[] bytePairs(MergeForest forest, int[] byteIds) {
    int[] ranks = new int[1 << 16];
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second++) {
        ranks[first << 8 | second] = forest.rank(byteIds[first], byteIds[second]);
      }
    }
    return ranks;
  }

  @Override
  public int merge(byte[] utf8, int from, int to, int[] ids, int at) {
    int count = beginAscii(utf8, from, to);
    if (count == 0) {
      count = readSymbols(utf8, from, to);
      if (count == 0) {
        return longer.merge(utf8, from, to, ids, at);
      }
      begin(count);
    }
    mergeAll(count);
    int size = at;
    for (int i = 0; i != BORDER; i = next[i]) {
      ids[size++] = symbols[i];
    }
    return size;
  }

  /// Begins with the bytes of a short piece of ASCII, and returns how many; 0 if it is none.
  private int beginAscii(byte[] utf8, int from, int to) {
    int length = to - from;
    int before = utf8[from];
    if (length > LONGEST_ASCII || before < 0) {
      return 0;
    }
    Arrays.fill(pairs, NONE);
    symbols[0] = byteIds[before];
    for (int i = 1; i < length; i++) {
      int b = utf8[from + i];
      if (b < 0) {
        return 0;
      }
      symbols[i] = byteIds[b];
      previous[i] = i - 1;
      next[i - 1] = i;
      pairs[i - 1] = packed(bytePairs[before << 8 | b], i - 1);
      before = b;
    }
    next[length - 1] = BORDER;
    return length;
  }

  /// Reads the symbols of a piece, and returns how many; 0 if there are too many, or it is ASCII
  /// from the start to beyond what is merged, or not well formed: then characters may have other
  /// neighbours than they were folded for.
  private int readSymbols(byte[] utf8, int from, int to) {
    int count = readCharacters(utf8, from, to);
    int symbol = 0;
    int at = from;
    int end = from;
    boolean apart = true; // nothing goes over the beginning of what is next
    for (int i = 0; i < count; i++) {
      int character = characters[i];
      int entry = entries[i];
      end += Utf8.sequenceLength(utf8[end] & 0xFF);
      boolean closed =
          i + 1 == count || fold.keepsApart(character, entry, characters[i + 1], entries[i + 1]);
      if (!closed && i == 0 && character == ' ') {
        int both = fold.afterSpace(characters[1], entries[1]);
        if (both != 0) {
          entries[1] = both;
          continue;
        }
      }
      int token = CharacterFold.token(entry);
      if (symbol + end - at > LONGEST) {
        return 0;
      }
      if (token >= 0 && apart && closed) {
        symbols[symbol++] = token;
        at = end;
      } else {
        while (at < end) {
          symbols[symbol++] = byteIds[utf8[at++] & 0xFF];
        }
      }
      apart = closed;
    }
    return symbol;
  }

  /// Reads the characters of a piece and what is known of them; 0 as [#readSymbols]. (Asking
  /// [Utf8#wellFormedLength] of each first takes the whole piece 7 % longer.)
  private int readCharacters(byte[] utf8, int from, int to) {
    int count = 0;
    int ill = 0; // negative once something was not well formed: one branch for all
    boolean isAscii = true;
    int at = from;
    while (at < to) {
      int lead = utf8[at];
      int character = lead;
      int next = at + 1;
      if (lead < 0) {
        lead &= 0xFF;
        isAscii = false;
        next = at + Utf8.sequenceLength(lead);
        if (next > to || lead < 0xC2) {
          return 0;
        }
        if (lead < 0xE0) {
          int x = (utf8[at + 1] & 0xFF) ^ 0x80;
          character = (lead & 0x1F) << 6 | x;
          ill |= 0x3F - x;
        } else if (lead < 0xF0) {
          int x = (utf8[at + 1] & 0xFF) ^ 0x80;
          int y = (utf8[at + 2] & 0xFF) ^ 0x80;
          character = (lead & 0xF) << 12 | x << 6 | y;
          int surrogate = (character ^ Character.MIN_SURROGATE) - 0x800;
          ill |= (0x3F - x) | (0x3F - y) | (character - 0x800) | surrogate;
        } else {
          character = Utf8.codePointAt(utf8, at, to);
          ill |= Utf8.wellFormedLength(utf8, at, to) - 4;
        }
      }
      if (count == LONGEST || (count == LONGEST_ASCII && isAscii)) {
        return 0;
      }
      characters[count] = character;
      entries[count++] = lead < 0x80 ? 0 : fold.entry(character);
      at = next;
    }
    return ill < 0 ? 0 : count;
  }

  /// Links so many symbols and asks for their pairs.
  private void begin(int count) {
    Arrays.fill(pairs, NONE);
    long may = 0;
    for (int i = 1; i < count; i++) {
      may |= (long) forest.mayMake(symbols[i - 1], symbols[i]) << i;
      previous[i] = i - 1;
      next[i - 1] = i;
    }
    next[count - 1] = BORDER;
    for (; may != 0; may &= may - 1) {
      int i = Long.numberOfTrailingZeros(may);
      pairs[i - 1] = packed(forest.pairs().get(symbols[i - 1], symbols[i]), i - 1);
    }
  }

  // Short pieces have loops of their own: one for all lengths takes 3 % longer in many languages.
  private void mergeAll(int count) {
    if (count <= 8) {
      for (int lowest = lowest(0); lowest != NONE; lowest = lowest(0)) {
        mergeAt(lowest);
      }
    } else if (count <= 16) {
      while (true) {
        int lowest = Math.min(lowest(0), lowest(8));
        if (lowest == NONE) {
          break;
        }
        mergeAt(lowest);
      }
    } else {
      while (true) {
        int lowest = NONE;
        for (int i = 0; i < count; i += 8) {
          lowest = Math.min(lowest, lowest(i));
        }
        if (lowest == NONE) {
          break;
        }
        mergeAt(lowest);
      }
    }
  }

  private static int packed(int rank, int place) {
    return rank == NONE ? NONE : rank << PLACE_BITS | place;
  }

  /// The smallest of the eight from `i` on.
  private int lowest(int i) {
    int[] p = pairs;
    return Math.min(
        Math.min(Math.min(p[i], p[i + 1]), Math.min(p[i + 2], p[i + 3])),
        Math.min(Math.min(p[i + 4], p[i + 5]), Math.min(p[i + 6], p[i + 7])));
  }

  private void mergeAt(int packed) {
    int place = packed & PLACE_MASK;
    int rank = packed >>> PLACE_BITS;
    int symbol = merged == null ? rank : merged[rank];
    int gone = next[place];
    int after = next[gone];
    int before = previous[place];
    symbols[place] = symbol;
    next[place] = after;
    previous[after] = place;
    pairs[gone] = NONE;
    pairs[before] = packed(forest.rank(symbols[before], symbol), before);
    pairs[place] = packed(forest.rank(symbol, symbols[after]), place);
  }
}
