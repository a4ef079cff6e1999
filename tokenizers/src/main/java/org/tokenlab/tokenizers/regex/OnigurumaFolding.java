package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What Oniguruma matches when case is ignored: full case folding, so that `ß` and `ss` are equal.
///
/// A string is folded from left to right: where two or three of its characters in a row are what
/// some character folds to, they are taken together; a run that starts within them is not looked
/// for. A class takes in what its characters are equal to, several characters as alternatives if it
/// is not negated. In look-behind a character stands for single characters only.
final class OnigurumaFolding {
  private OnigurumaFolding() {}

  /// A string of literal characters.
  static Node string(List<Integer> codePoints, boolean inLookBehind) {
    List<Node> parts = new ArrayList<>();
    int at = 0;
    while (at < codePoints.size()) {
      int taken = 1;
      if (!inLookBehind) {
        for (int length = 3; length > 1 && taken == 1; length--) {
          if (at + length <= codePoints.size()) {
            List<Integer> fold = new ArrayList<>();
            for (int codePoint : codePoints.subList(at, at + length)) {
              fold.add(single(codePoint));
            }
            int[] unfolded = UnicodeData.unfolded(fold);
            if (unfolded.length > 0) {
              parts.add(
                  new Node.Choice(List.of(sequence(fold), new Node.Chars(CodeSet.of(unfolded)))));
              taken = length;
            }
          }
        }
      }
      if (taken == 1) {
        parts.add(character(codePoints.get(at), inLookBehind));
      }
      at += taken;
    }
    return Node.concat(parts);
  }

  private static int single(int codePoint) {
    List<Integer> fold = UnicodeData.fold(codePoint);
    return fold.size() == 1 ? fold.getFirst() : codePoint;
  }

  private static Node character(int codePoint, boolean inLookBehind) {
    List<Integer> fold = UnicodeData.fold(codePoint);
    Node.Chars same =
        new Node.Chars(CodeSet.of(UnicodeData.unfolded(fold)).or(CodeSet.of(codePoint)));
    if (fold.size() == 1) {
      return new Node.Chars(equalTo(codePoint));
    }
    return inLookBehind ? same : new Node.Choice(List.of(same, sequence(fold)));
  }

  /// Each character in any case.
  private static Node sequence(List<Integer> fold) {
    List<Node> parts = new ArrayList<>();
    for (int codePoint : fold) {
      parts.add(
          new Node.Chars(
              CodeSet.of(UnicodeData.unfolded(List.of(codePoint))).or(CodeSet.of(codePoint))));
    }
    return Node.concat(parts);
  }

  /// The single characters equal to this one.
  static CodeSet equalTo(int codePoint) {
    List<Integer> fold = UnicodeData.fold(codePoint);
    CodeSet same = CodeSet.of(UnicodeData.unfolded(fold)).or(CodeSet.of(codePoint));
    return fold.size() == 1 ? same.or(CodeSet.of(fold.getFirst())) : same;
  }

  /// A character class of the characters `set`, negated or not.
  static Node characterClass(CodeSet set, boolean negated, boolean inLookBehind) {
    CodeSet folded = set;
    List<Node> options = new ArrayList<>();
    for (int length = 1; length <= 3; length++) {
      for (Map.Entry<List<Integer>, int[]> entry : UnicodeData.folds(length)) {
        CodeSet same = CodeSet.of(entry.getValue());
        if (length == 1) {
          same = same.or(CodeSet.of(entry.getKey().getFirst()));
        }
        if (!same.and(set).isEmpty()) {
          folded = folded.or(same);
          if (length > 1 && !negated && !inLookBehind) {
            options.add(sequence(entry.getKey()));
          }
        }
      }
    }
    options.addFirst(new Node.Chars(negated ? folded.not() : folded));
    return Node.choice(options);
  }
}
