package org.tokenlab.analysis.vocabulary;

import java.util.OptionalDouble;
import org.tokenlab.analysis.metrics.Compression;

/// Whether tokens respect characters: counts over texts, which can be added up.
///
/// After TokEval's UTF-8 integrity, told by the places of the tokens in the text: a token is
/// *complete* if it has every character that it touches to itself; an incomplete one that touches
/// two or more characters *crosses* a boundary (a merge over the edge of a character). A character
/// is *split* if two or more tokens share it. A character is a code point here, and only those of
/// two bytes or more can be split.
///
/// TokEval asks instead whether a token's own bytes decode; the two agree for byte-level models.
/// They differ where a byte sequence happens to decode although its first byte belongs to the
/// character before; and for byte-fallback tokens, whose spans some peers give as the whole
/// character: those are incomplete here, too.
///
/// @param tokens all tokens that have a place in the text
/// @param complete tokens that share no character
/// @param crossing incomplete tokens that touch two or more characters
/// @param multibyte characters of two bytes or more
/// @param split characters that tokens share
public record Utf8Completeness(
    long tokens, long complete, long crossing, long multibyte, long split) {
  /// Of no text.
  public static final Utf8Completeness NONE = new Utf8Completeness(0, 0, 0, 0, 0);

  /// Of one text, in O(bytes + tokens).
  ///
  /// @param utf8 the text, well formed
  /// @param spans start and end of each token in bytes, `{start₀, end₀, start₁, …}`; empty spans
  ///   are of tokens that were put in, and skipped
  /// @throws IllegalArgumentException for a span outside the text
  public static Utf8Completeness of(byte[] utf8, int[] spans) {
    return cover(utf8.length, spans) ? ofCover(utf8, spans) : ofAny(utf8, spans);
  }

  /// Whether each span begins where the one before it ends, from one end of the text to the other:
  /// so it is with byte-level tokens.
  private static boolean cover(int length, int[] spans) {
    int at = 0;
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] != at || spans[i + 1] < at) {
        return false;
      }
      at = spans[i + 1];
    }
    return at == length;
  }

  /// A character is shared if one token ends inside it: a third of the time of counting sharers.
  private static Utf8Completeness ofCover(byte[] utf8, int[] spans) {
    long tokens = 0;
    long complete = 0;
    long crossing = 0;
    long split = 0;
    int lastSplit = -1; // the character that was split last
    for (int i = 0; i < spans.length; i += 2) {
      int start = spans[i];
      int end = spans[i + 1];
      if (start == end) {
        continue;
      }
      tokens++;
      boolean startsInside = isInside(utf8, start);
      boolean endsInside = isInside(utf8, end);
      if (!startsInside && !endsInside) {
        complete++;
        continue;
      }
      int first = characterStart(utf8, start);
      crossing += first + length(utf8[first]) < end ? 1 : 0;
      if (startsInside && first != lastSplit) {
        split++;
        lastSplit = first;
      }
    }
    long multibyte = 0;
    for (byte unit : utf8) {
      multibyte += (unit & 0xC0) == 0xC0 ? 1 : 0;
    }
    return new Utf8Completeness(tokens, complete, crossing, multibyte, split);
  }

  private static boolean isInside(byte[] utf8, int at) {
    return at < utf8.length && (utf8[at] & 0xC0) == 0x80;
  }

  static Utf8Completeness ofAny(byte[] utf8, int[] spans) {
    int[] sharers = new int[utf8.length]; // tokens that touch the character that starts here
    long tokens = 0;
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] < 0 || spans[i + 1] > utf8.length || spans[i] > spans[i + 1]) {
        throw new IllegalArgumentException(
            "a span within 0 to "
                + utf8.length
                + " wanted; got: "
                + spans[i]
                + " to "
                + spans[i + 1]);
      }
      if (spans[i] < spans[i + 1]) {
        tokens++;
        for (int at = characterStart(utf8, spans[i]); at < spans[i + 1]; at += length(utf8[at])) {
          sharers[at]++;
        }
      }
    }
    long complete = 0;
    long crossing = 0;
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] < spans[i + 1]) {
        boolean alone = true;
        int touched = 0;
        for (int at = characterStart(utf8, spans[i]); at < spans[i + 1]; at += length(utf8[at])) {
          alone &= sharers[at] == 1;
          touched++;
        }
        complete += alone ? 1 : 0;
        crossing += !alone && touched > 1 ? 1 : 0;
      }
    }
    long multibyte = 0;
    long split = 0;
    for (int at = 0; at < utf8.length; at += length(utf8[at])) {
      if (length(utf8[at]) > 1) {
        multibyte++;
        split += sharers[at] > 1 ? 1 : 0;
      }
    }
    return new Utf8Completeness(tokens, complete, crossing, multibyte, split);
  }

  private static int characterStart(byte[] utf8, int at) {
    int start = at;
    while (start > 0 && (utf8[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  private static int length(byte lead) {
    int b = lead & 0xFF;
    return b < 0xC0 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  }

  /// Both counts together.
  public Utf8Completeness plus(Utf8Completeness other) {
    return new Utf8Completeness(
        tokens + other.tokens,
        complete + other.complete,
        crossing + other.crossing,
        multibyte + other.multibyte,
        split + other.split);
  }

  /// Share of tokens that are complete, in [0, 1]; empty without tokens.
  public OptionalDouble completeShare() {
    return Compression.unitsPerToken(complete, tokens);
  }

  /// Share of multi-byte characters that are split, in [0, 1]; empty if the text has none.
  public OptionalDouble splitShare() {
    return Compression.unitsPerToken(split, multibyte);
  }
}
