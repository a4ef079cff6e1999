package org.tokenlab.training.internal.sentencepiece;

import java.util.List;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;

/// Cuts before each space (U+0020): what SentencePiece's normalizer can be given word by word, and
/// all rules that never look past a space.
///
/// A normalizer that drops extra spaces and puts one in front of a text makes of a text what it
/// makes of the parts between its spaces, one after the other, as long as no key of its table holds
/// a space next to something else. Then the distinct parts are all that need be normalized. The one
/// thing that might differ is a `▁` of the source at the end of a part: it is dropped there, and in
/// the text at its very end only. So from the first `▁` on a text is not cut any more.
public record SpacedWords() implements Splitter {
  /// Whether words may be normalized one by one.
  ///
  /// @param special pieces that are looked for in normalized text
  public static boolean suit(SentencePieceNormalizer normalizer, List<String> special) {
    return normalizer.addDummyPrefix()
        && normalizer.removeExtraWhitespaces()
        && normalizer.userDefined().stream().noneMatch(SpacedWords::holdsSpace)
        && special.stream().noneMatch(SpacedWords::holdsSpace)
        && normalizer
            .charsMap()
            .map(map -> !map.startsLonger(' ') && !map.isBehindFirst(' ') && map.image(' ') == ' ')
            .orElse(true);
  }

  private static boolean holdsSpace(String text) {
    return text.indexOf(' ') >= 0 || text.indexOf(PieceRules.SPACE) >= 0;
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int count = 0;
    boolean marked = false; // a `▁` stood before
    for (int at = from; at < to && count < ends.length; at++) {
      if (utf8[at] == ' ' && at > from && !marked) {
        ends[count++] = at;
      } else if (utf8[at] == (byte) 0xE2) {
        marked |= MarkedWords.isMark(utf8, at, to);
      }
    }
    if (count < ends.length && from < to) {
      ends[count++] = to;
    }
    return count;
  }
}
