package org.tokenlab.tokenizers;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// Where a cut in a text can't change which added tokens are found in it, nor how the text beside
/// them is encoded.
///
/// A cut between two characters is refused if some added token holds them side by side; if the
/// first is the last of a token, since what follows a token may be encoded as a text's start is; if
/// a token that takes up white space could reach across; and if the cut touches the end of a token
/// that must be a word of its own. Special tokens count like the others: they use up their bytes
/// even where they are ordinary text. Immutable and thread-safe.
final class AddedTokenBorders {
  private final Neighbours neighbours = new Neighbours();
  private final Neighbours normalizedNeighbours = new Neighbours();
  private final BitSet last = new BitSet();
  private final BitSet normalizedLast = new BitSet();
  private final BitSet wordFirst = new BitSet(); // first characters of single-word tokens
  private final BitSet normalizedWordFirst = new BitSet();
  private boolean anyLeftStrip;
  private boolean anyRightStrip;

  AddedTokenBorders(AddedTokens tokens, Normalizer normalizer) {
    for (AddedToken token : tokens.all()) {
      collect(token.text(), neighbours, last);
      if (token.singleWord()) {
        wordFirst.set(token.text().codePointAt(0));
      }
      if (token.normalized()) {
        String written = AddedTokens.normalizedText(token, normalizer);
        collect(written, normalizedNeighbours, normalizedLast);
        if (token.singleWord() && !written.isEmpty()) {
          normalizedWordFirst.set(written.codePointAt(0));
        }
      }
      anyLeftStrip |= token.leftStrip();
      anyRightStrip |= token.rightStrip();
    }
  }

  private static void collect(String text, Neighbours pairs, BitSet ends) {
    int[] codePoints = text.codePoints().toArray();
    for (int i = 0; i + 1 < codePoints.length; i++) {
      pairs.add(codePoints[i], codePoints[i + 1]);
    }
    if (codePoints.length > 0) {
      ends.set(codePoints[codePoints.length - 1]);
    }
  }

  /// Whether a text as given may be cut between these two code points.
  boolean letCut(int left, int right) {
    if (last.isEmpty()) {
      return true;
    }
    return !last.get(left)
        && !wordFirst.get(right)
        && !(anyLeftStrip && HfCharacters.WHITE_SPACE.contains(left))
        && !(anyRightStrip && HfCharacters.WHITE_SPACE.contains(right))
        && !neighbours.contains(left, right);
  }

  /// Whether a normalized text may be cut between these two code points.
  boolean letCutNormalized(int left, int right) {
    return normalizedLast.isEmpty()
        || (!normalizedLast.get(left)
            && !normalizedWordFirst.get(right)
            && !normalizedNeighbours.contains(left, right));
  }

  /// Which characters stand side by side inside some token. Most are asked for in vain: of those
  /// that no token holds but at its end, a bit says so.
  private static final class Neighbours {
    private final Set<Long> pairs = new HashSet<>();
    private final BitSet lefts = new BitSet();

    void add(int left, int right) {
      pairs.add(pair(left, right));
      lefts.set(left);
    }

    boolean contains(int left, int right) {
      return lefts.get(left) && pairs.contains(pair(left, right));
    }

    private static long pair(int left, int right) {
      return (long) left << 32 | right;
    }
  }
}
