package org.tokenlab.tokenizers.internal.merge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;

/// The characters of two and three bytes that merging may begin with as one symbol each, instead of
/// their bytes: of text that isn't Latin most, so that half of all merges and more need not be
/// made.
///
/// A character may if its bytes merge to one token and, between its two neighbours, nothing can
/// take some of its bytes before. What could is a pair across its beginning: of a token `x` that
/// ends there and a part `y` of the character that begins there (in the tree of its merges, on the
/// left), of lower rank than the pair by which `y` becomes part of something larger of the
/// character; and likewise at its end. In well-formed text `x` ends with the character before, all
/// of it or its last bytes, so that one can tell beforehand behind which characters such an `x` may
/// stand.
///
/// If there is none, then as long as the character isn't complete some pair inside it is of lower
/// rank than every pair that has a part of it, so it will be complete before any of those merges.
/// And since pairs with the whole character are of higher rank than its own pairs, all these may as
/// well merge first.
///
/// At the beginning of a piece, a space and the character behind it may be one symbol likewise,
/// where the space takes a part of the character: in o200k it takes the first two bytes of most
/// Indian letters.
///
/// (HF tokenizers v1 begins with characters, too: with those that nothing endangers whatever stands
/// beside them. Of o200k and the characters of many languages these are 28 %, and these here 73 %.)
///
/// Immutable and thread-safe. Takes half a MiB.
public final class CharacterFold {
  private static final int LIMIT = 0x10000; // code points of up to three bytes are below
  private static final int FIRST = 0x80; // and of two bytes and more, from here on

  // An entry is the token + 1, 0 for none; and whether the character before, or behind, may have to
  // be looked at, as a whole or for its last, first, or first two bytes.
  private static final int TOKEN_MASK = (1 << 22) - 1;
  private static final int LEFT = 1 << 22;
  private static final int LEFT_END = 1 << 23;
  private static final int RIGHT = 1 << 24;
  private static final int RIGHT_LEAD = 1 << 25;
  private static final int RIGHT_TWO = 1 << 26;
  private static final int OF_LEFT = RIGHT | RIGHT_LEAD | RIGHT_TWO;
  private static final int OF_RIGHT = LEFT | LEFT_END;

  // Those bytes, as if they were code points.
  private static final int END = 0x110000;
  private static final int LEAD = END + 0x100;
  private static final int TWO = LEAD + 0x100;

  private final int[] entries = new int[LIMIT]; // by code point
  private final int[] afterSpace = new int[LIMIT]; // token + 1 of a space and the character
  private final BigramFilter endangered; // pairs of characters, or of one and bytes of the other

  /// Finds them. O(pairs + tokens).
  ///
  /// @param forest in which every token is made of tokens of lower rank
  public CharacterFold(MergeForest forest, Vocabulary vocabulary) {
    endangered = new Finder(forest, vocabulary).find();
  }

  /// What is known of a character; 0 if it begins as bytes.
  public int entry(int codePoint) {
    return codePoint < LIMIT ? entries[codePoint] : 0;
  }

  /// The token that a character begins as, of which this is known; −1 if it begins as bytes.
  public static int token(int entry) {
    return (entry & TOKEN_MASK) - 1;
  }

  /// What is known of a space at the beginning of a piece and the character behind it, as one; 0 if
  /// they don't begin as one.
  ///
  /// @param entry what is known of the character
  public int afterSpace(int codePoint, int entry) {
    int both = codePoint < LIMIT ? afterSpace[codePoint] : 0;
    return both == 0 ? 0 : (entry & ~TOKEN_MASK) | both;
  }

  /// Whether nothing goes over the place between two characters before each is complete that has a
  /// token.
  ///
  /// @param left a code point, of which `leftEntry` is known
  /// @param right the one behind it, of which `rightEntry` is known
  public boolean keepsApart(int left, int leftEntry, int right, int rightEntry) {
    int flags = (leftEntry & OF_LEFT) | (rightEntry & OF_RIGHT);
    return flags == 0 || !isEndangered(left, right, flags);
  }

  private boolean isEndangered(int left, int right, int flags) {
    return ((flags & (LEFT | RIGHT)) != 0 && endangered.mayContain(left, right))
        || ((flags & LEFT_END) != 0
            && left >= FIRST
            && endangered.mayContain(END + (left & 0x3F), right))
        || ((flags & RIGHT_LEAD) != 0
            && right >= FIRST
            && endangered.mayContain(left, LEAD + lead(right)))
        || ((flags & RIGHT_TWO) != 0
            && right >= 0x800
            && right < LIMIT
            && endangered.mayContain(left, TWO + (right >> 6)));
  }

  private static int lead(int codePoint) {
    return codePoint < 0x800
        ? 0xC0 | codePoint >> 6
        : codePoint < LIMIT ? 0xE0 | codePoint >> 12 : 0xF0 | codePoint >> 18;
  }

  /// Fills the tables.
  private final class Finder {
    private final MergeForest forest;
    private final Vocabulary vocabulary;
    private final byte[] bytes; // of the token looked at
    private final Map<Integer, List<Part>> first = new HashMap<>(); // by token that begins one
    private final Map<Integer, List<Part>> last = new HashMap<>(); // by token that ends one
    private final BigramFilter.Builder pairs = new BigramFilter.Builder();
    private final BitSet dropped = new BitSet();

    /// @param codePoint of which a token is a part
    /// @param until the rank of the pair that makes something larger of the part
    private record Part(int codePoint, int until) {}

    Finder(MergeForest forest, Vocabulary vocabulary) {
      this.forest = forest;
      this.vocabulary = vocabulary;
      bytes = new byte[TokenMatcher.longest(vocabulary)];
    }

    BigramFilter find() {
      for (int id = 0; id < vocabulary.idLimit(); id++) {
        int length = vocabulary.contains(id) ? vocabulary.length(id) : 0;
        if (length >= 2 && length <= 4 && forest.isMade(id)) {
          vocabulary.copy(id, bytes, 0);
          addCharacter(id, length);
        }
      }
      forest
          .pairs()
          .forEach((left, right, rank) -> {
            List<Part> ended = last.get(left);
            List<Part> begun = first.get(right);
            if (begun != null) {
              behind(vocabulary.copy(left, bytes, 0), rank, begun);
            }
            if (ended != null) {
              before(vocabulary.copy(right, bytes, 0), rank, ended);
            }
          });
      dropped.stream()
          .forEach(codePoint -> {
            entries[codePoint] &= ~TOKEN_MASK;
            afterSpace[codePoint] = 0;
          });
      return pairs.build();
    }

    private void addCharacter(int token, int length) {
      int whole = length < 4 ? character(0, length) : -1;
      if (whole >= 0) {
        entries[whole] = token + 1;
        for (int made = token; forest.isMade(made); made = forest.left(made)) {
          add(first, forest.left(made), whole, forest.rankOf(made));
        }
        addEnds(token, whole);
      }
      int behindSpace = length > 2 && bytes[0] == ' ' ? character(1, length) : -1;
      if (behindSpace >= 0 && vocabulary.length(forest.left(token)) > 1) {
        afterSpace[behindSpace] = token + 1;
        addEnds(token, behindSpace);
      }
    }

    private void addEnds(int token, int codePoint) {
      for (int made = token; forest.isMade(made); made = forest.right(made)) {
        add(last, forest.right(made), codePoint, forest.rankOf(made));
      }
    }

    private static void add(Map<Integer, List<Part>> parts, int token, int codePoint, int until) {
      parts.computeIfAbsent(token, _ -> new ArrayList<>()).add(new Part(codePoint, until));
    }

    /// The character that `bytes[from, to)` is, or −1 if it isn't one.
    private int character(int from, int to) {
      return from + Utf8.sequenceLength(bytes[from] & 0xFF) == to
              && Utf8.validUpTo(bytes, from, to) == to
          ? Utf8.codePointAt(bytes, from, to)
          : -1;
    }

    /// Notes what a token of `length` bytes does to parts that begin behind it.
    private void behind(int length, int rank, List<Part> parts) {
      int lead = length - 1;
      while (lead >= 0 && (bytes[lead] & 0xC0) == 0x80) {
        lead--;
      }
      int before = lead < 0 ? -1 : character(lead, length);
      if (lead >= 0 && before < 0) {
        return; // in well-formed text no character begins behind it
      }
      for (Part part : parts) {
        if (rank > part.until) {
          continue;
        }
        if (before >= 0) {
          note(before, part.codePoint, part.codePoint, LEFT);
        } else if (length == 1) {
          note(END + (bytes[0] & 0x3F), part.codePoint, part.codePoint, LEFT_END);
        } else {
          dropped.set(part.codePoint); // too rare to be told apart
        }
      }
    }

    /// Notes what a token of `length` bytes does to parts that end before it.
    private void before(int length, int rank, List<Part> parts) {
      int lead = bytes[0] & 0xFF;
      int needed = Utf8.sequenceLength(lead);
      int behind = length < needed ? -1 : character(0, needed);
      if ((lead & 0xC0) == 0x80 || (length >= needed && behind < 0)) {
        return; // in well-formed text no character ends before it
      }
      for (Part part : parts) {
        if (rank > part.until) {
          continue;
        }
        if (behind >= 0) {
          note(part.codePoint, behind, part.codePoint, RIGHT);
        } else if (length == 1) {
          note(part.codePoint, LEAD + lead, part.codePoint, RIGHT_LEAD);
        } else if (length == 2 && needed == 3) {
          int two = (lead & 0xF) << 6 | (bytes[1] & 0x3F);
          note(part.codePoint, TWO + two, part.codePoint, RIGHT_TWO);
        } else {
          dropped.set(part.codePoint);
        }
      }
    }

    private void note(int left, int right, int codePoint, int flag) {
      pairs.add(left, right);
      entries[codePoint] |= flag;
    }
  }
}
