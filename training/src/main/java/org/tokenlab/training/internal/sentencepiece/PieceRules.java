package org.tokenlab.training.internal.sentencepiece;

import org.tokenlab.tokenizers.Utf8;

/// Which strings may become pieces: SentencePiece's rules, with its defaults in [#DEFAULT].
///
/// A piece holds no `▅` (which stands for a rare character), no NUL and no boundary, has `▁` where
/// [SpaceRules] say, and, if so set, characters of one script only; digits and punctuation count as
/// a script of their own, Common.
///
/// @param maxLength longest piece, in code points
/// @param splitByScript whether a piece keeps to one script
/// @param splitByNumber whether digits count as Common; if not, they go with any script
/// @param splitDigits whether each digit is a piece by itself
/// @param spaces where `▁` may be
public record PieceRules(
    int maxLength,
    boolean splitByScript,
    boolean splitByNumber,
    boolean splitDigits,
    SpaceRules spaces) {
  /// SentencePiece's defaults.
  public static final PieceRules DEFAULT =
      new PieceRules(16, true, true, false, SpaceRules.DEFAULT);

  /// `▁`, for a space.
  public static final int SPACE = 0x2581;

  /// `▅`, for a rare character.
  public static final int RARE = 0x2585;

  /// Stands in a text where a special piece stood.
  public static final int BOUNDARY = 0x1F;

  private static final int SPACE_BYTES = 3;
  private static final int ANY_SCRIPT = -1;

  /// Whether the well-formed UTF-8 in `utf8[from, to)` may become a piece.
  public boolean allow(byte[] utf8, int from, int to) {
    int script = ANY_SCRIPT;
    int length = 0;
    boolean spacesOnly = spaces.runs() && isSpaces(utf8, from, to);
    for (int at = from; at < to; at += Utf8.sequenceLength(utf8[at] & 0xFF)) {
      int c = Utf8.codePointAt(utf8, at, to);
      length++;
      if (c == RARE || c == 0 || c == BOUNDARY || c == ' ' || length > maxLength) {
        return false;
      }
      if (c == SPACE) {
        if (!spacesOnly && !spaces.allow(at == from, at + SPACE_BYTES == to)) {
          return false;
        }
        continue;
      }
      int own = Scripts.of(c);
      if (own == Scripts.INHERITED) {
        own = script;
      }
      if (isDigit(c)) {
        if (splitDigits && (at > from || at + Utf8.sequenceLength(utf8[at] & 0xFF) < to)) {
          return false;
        }
        own = splitByNumber ? own : ANY_SCRIPT;
      }
      if (splitByScript && own != ANY_SCRIPT && script != ANY_SCRIPT && own != script) {
        return false;
      }
      script = own;
    }
    return length > 0;
  }

  private static boolean isSpaces(byte[] utf8, int from, int to) {
    int at = from;
    while (MarkedWords.isMark(utf8, at, to)) {
      at += SPACE_BYTES;
    }
    return at == to;
  }

  /// The same with pieces of another greatest length, in code points.
  public PieceRules withMaxLength(int codePoints) {
    return new PieceRules(codePoints, splitByScript, splitByNumber, splitDigits, spaces);
  }

  /// The same with another rule for scripts.
  public PieceRules withSplitByScript(boolean whether) {
    return new PieceRules(maxLength, whether, splitByNumber, splitDigits, spaces);
  }

  /// The same with another rule for numbers among letters.
  public PieceRules withSplitByNumber(boolean whether) {
    return new PieceRules(maxLength, splitByScript, whether, splitDigits, spaces);
  }

  /// The same with another rule for digits.
  public PieceRules withSplitDigits(boolean whether) {
    return new PieceRules(maxLength, splitByScript, splitByNumber, whether, spaces);
  }

  /// The same with other rules for `▁`.
  public PieceRules withSpaces(SpaceRules rules) {
    return new PieceRules(maxLength, splitByScript, splitByNumber, splitDigits, rules);
  }

  /// Whether the character is a decimal digit as the rules for digits mean it: ASCII or full width.
  public static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
  }
}
