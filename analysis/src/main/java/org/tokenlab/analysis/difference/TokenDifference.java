package org.tokenlab.analysis.difference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// A stretch of text, between two places where both tokenizers end a token, that they cut
/// differently; as short as it can be.
///
/// @param text of the stretch
/// @param first the first tokenizer's cuts: the texts of its tokens
/// @param second the second's
/// @param wholeCharacters whether the stretch begins and ends between characters; else its text is
///   bytes
public record TokenDifference(
    String text, List<String> first, List<String> second, boolean wholeCharacters) {
  /// What two tokenizers make of a text.
  ///
  /// @param stretches between places where both end a token, alike ones included
  /// @param firstTokens of the first tokenizer
  /// @param secondTokens of the second
  /// @param differences the stretches that they cut differently, in order
  public record Comparison(
      int stretches, int firstTokens, int secondTokens, List<TokenDifference> differences) {}

  /// Keeps copies of the cuts.
  public TokenDifference {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }

  /// Compares two tokenizers on a text, without special tokens, by the places of their tokens in
  /// it: vocabularies and ids don't matter. Part of a token that is no whole characters shows as
  /// bytes, `<E2><82>`. O(text).
  public static Comparison between(Tokenizer first, Tokenizer second, String text) {
    Encoding a = first.encode(text);
    Encoding b = second.encode(text);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] ends = ends(a);
    int[] otherEnds = ends(b);
    List<TokenDifference> differences = new ArrayList<>();
    int stretches = 0;
    int i = 0;
    int j = 0;
    int from = 0;
    while (i < ends.length && j < otherEnds.length) {
      int firstToken = i;
      int firstOther = j;
      while (i < ends.length
          && j < otherEnds.length
          && (ends[i] != otherEnds[j] || !lastAt(ends, i) || !lastAt(otherEnds, j))) {
        if (ends[i] < otherEnds[j] || (ends[i] == otherEnds[j] && !lastAt(ends, i))) {
          i++;
        } else {
          j++;
        }
      }
      if (i == ends.length || j == otherEnds.length) {
        i = ends.length - 1;
        j = otherEnds.length - 1;
      }
      int to = Math.max(ends[i], otherEnds[j]);
      stretches++;
      if (i > firstToken || j > firstOther) {
        differences.add(
            new TokenDifference(
                shown(utf8, from, to),
                cut(utf8, from, ends, firstToken, i),
                cut(utf8, from, otherEnds, firstOther, j),
                startsCharacter(utf8, from) && startsCharacter(utf8, to)));
      }
      from = to;
      i++;
      j++;
    }
    return new Comparison(stretches, a.size(), b.size(), differences);
  }

  /// Where tokens end, in bytes, never falling: tokens that share a character in a peer's way end
  /// together.
  private static int[] ends(Encoding encoding) {
    int[] offsets = encoding.offsets(TextUnit.UTF8_BYTES);
    int[] ends = new int[encoding.size()];
    int last = 0;
    for (int token = 0; token < ends.length; token++) {
      last = Math.max(last, offsets[2 * token + 1]);
      ends[token] = last;
    }
    return ends;
  }

  private static boolean startsCharacter(byte[] utf8, int at) {
    return at == utf8.length || (utf8[at] & 0xC0) != 0x80;
  }

  private static boolean lastAt(int[] ends, int token) {
    return token + 1 == ends.length || ends[token + 1] > ends[token];
  }

  private static List<String> cut(byte[] utf8, int start, int[] ends, int firstToken, int last) {
    List<String> texts = new ArrayList<>();
    int from = start;
    for (int token = firstToken; token <= last; token++) {
      texts.add(shown(utf8, from, ends[token]));
      from = ends[token];
    }
    return texts;
  }

  private static String shown(byte[] utf8, int from, int to) {
    String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    byte[] back = text.getBytes(StandardCharsets.UTF_8);
    if (java.util.Arrays.equals(back, 0, back.length, utf8, from, to)) {
      return text;
    }
    StringBuilder bytes = new StringBuilder();
    for (int at = from; at < to; at++) {
      bytes.append(String.format("<%02X>", utf8[at] & 0xFF));
    }
    return bytes.toString();
  }

  /// What kind of text it is: by the characters in it, white space left out.
  public String category() {
    if (!wholeCharacters) {
      return "parts of characters";
    }
    boolean letters = false;
    boolean digits = false;
    boolean others = false;
    Character.UnicodeScript script = Character.UnicodeScript.COMMON;
    boolean mixedScripts = false;
    for (int c : text.codePoints().filter(c -> !Character.isWhitespace(c)).toArray()) {
      if (Character.isLetter(c)
          || Character.getType(c) == Character.NON_SPACING_MARK
          || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
        letters = true;
        Character.UnicodeScript own = Character.UnicodeScript.of(c);
        if (own != Character.UnicodeScript.COMMON && own != Character.UnicodeScript.INHERITED) {
          mixedScripts |= script != Character.UnicodeScript.COMMON && script != own;
          script = own;
        }
      } else if (Character.isDigit(c)) {
        digits = true;
      } else {
        others = true;
      }
    }
    if (letters) {
      String name =
          mixedScripts ? "several scripts" : script.name().toLowerCase(java.util.Locale.ROOT);
      return name + (digits ? " and digits" : "") + (others ? " and punctuation" : "");
    }
    return digits
        ? others ? "digits and punctuation" : "digits"
        : others ? "punctuation and symbols" : "white space";
  }
}
