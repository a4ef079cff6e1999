package org.tokenlab.tokenizers.bpe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.CodePointMap;

/// What HF's BPE takes each character of a piece for, before anything merges. Immutable and
/// thread-safe.
final class CharacterSymbols {
  private static final int NO_TOKEN = -1;

  private final CodePointMap inside; // neither first nor last
  private final CodePointMap first;
  private final CodePointMap last;
  private final CodePointMap only;
  private final byte[] prefix;
  private final byte[] suffix;
  private final int @Nullable [] byteTokens; // −1 where missing; null without byte fallback
  private final boolean everyByte;
  private final @Nullable String unknownToken;
  private final int unknown; // −1 if there is none, or it has no id
  private final boolean fuse;

  CharacterSymbols(Vocabulary vocabulary, CharacterBpeModel.Options options) {
    String prefixText = options.continuingSubwordPrefix();
    String suffixText = options.endOfWordSuffix();
    prefix = prefixText.getBytes(StandardCharsets.UTF_8);
    suffix = suffixText.getBytes(StandardCharsets.UTF_8);
    first = new CodePointMap(NO_TOKEN);
    inside = prefix.length == 0 ? first : new CodePointMap(NO_TOKEN);
    only = suffix.length == 0 ? first : new CodePointMap(NO_TOKEN);
    last = prefix.length == 0 ? only : suffix.length == 0 ? inside : new CodePointMap(NO_TOKEN);
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (vocabulary.contains(id)) {
        byte[] token = vocabulary.bytes(id);
        putIfOneCharacter(first, token, 0, 0, id);
        putIfOneCharacter(inside, token, prefix.length, 0, id);
        putIfOneCharacter(only, token, 0, suffix.length, id);
        putIfOneCharacter(last, token, prefix.length, suffix.length, id);
      }
    }
    byteTokens = options.byteFallback() ? byteTokens(vocabulary) : null;
    everyByte = byteTokens != null && Arrays.stream(byteTokens).allMatch(id -> id >= 0);
    unknownToken = options.unknownToken();
    unknown =
        unknownToken == null
            ? NO_TOKEN
            : vocabulary.id(unknownToken.getBytes(StandardCharsets.UTF_8));
    fuse = options.fuseUnknown();
  }

  private void putIfOneCharacter(CodePointMap map, byte[] token, int before, int after, int id) {
    int end = token.length - after;
    if (before < end
        && before + Utf8.sequenceLength(token[before] & 0xFF) == end
        && (before == 0 || startsWithPrefix(token))
        && (after == 0 || endsWithSuffix(token))) {
      map.put(Utf8.codePointAt(token, before, end), id);
    }
  }

  private boolean startsWithPrefix(byte[] token) {
    return Arrays.mismatch(token, 0, prefix.length, prefix, 0, prefix.length) < 0;
  }

  private boolean endsWithSuffix(byte[] token) {
    int from = token.length - suffix.length;
    return Arrays.mismatch(token, from, token.length, suffix, 0, suffix.length) < 0;
  }

  private static int[] byteTokens(Vocabulary vocabulary) {
    int[] tokens = new int[256];
    for (int b = 0; b < 256; b++) {
      tokens[b] = vocabulary.id("<0x%02X>".formatted(b).getBytes(StandardCharsets.US_ASCII));
    }
    return tokens;
  }

  /// Whether a character in a piece has a token of its own, for models without prefix and suffix.
  boolean isKnown(int codePoint) {
    return first.contains(codePoint);
  }

  /// Whether some characters leave nothing behind.
  boolean drops() {
    return unknownToken == null && !everyByte;
  }

  /// Whether a merge names a token that stands for a character without one.
  boolean substitutesMergeIn(Merges merges) {
    BitSet substitutes = new BitSet();
    if (unknown >= 0) {
      substitutes.set(unknown);
    }
    if (byteTokens != null) {
      Arrays.stream(byteTokens).filter(id -> id >= 0).forEach(substitutes::set);
    }
    for (int rank = 0; rank < merges.size(); rank++) {
      if (substitutes.get(merges.left(rank)) || substitutes.get(merges.right(rank))) {
        return true;
      }
    }
    return false;
  }

  /// The most symbols that a piece of so many bytes can make.
  int most(int bytes) {
    return byteTokens == null
        ? bytes
        : Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, mostWithBytes(bytes)));
  }

  private long mostWithBytes(long bytes) {
    return bytes * (1 + prefix.length) + suffix.length;
  }

  /// Writes the symbols of `utf8[start, end)`, and how many bytes HF takes each for, and returns
  /// their number.
  ///
  /// @throws IllegalStateException if a character needs an unknown token that has no id
  int write(byte[] utf8, int start, int end, int[] symbols, int[] widths) {
    int count = 0;
    int pending = 0; // bytes that an unknown token, not yet put down, stands for; 0 for none
    int at = start;
    while (at < end) {
      int following = at + Utf8.sequenceLength(utf8[at] & 0xFF);
      int width = following - at;
      boolean isFirst = at == start;
      boolean isLast = following >= end;
      CodePointMap map = isLast ? isFirst ? only : last : isFirst ? first : inside;
      int id = map.get(Utf8.codePointAt(utf8, at, end));
      if (id != NO_TOKEN) {
        if (pending > 0) {
          symbols[count] = unknown;
          widths[count++] = pending;
          pending = 0;
        }
        symbols[count] = id;
        widths[count++] = width;
      } else if (byteTokens != null && hasBytes(byteTokens, utf8, at, following, isFirst, isLast)) {
        if (!isFirst) {
          count = putBytes(byteTokens, prefix, 0, prefix.length, symbols, widths, count);
        }
        count = putBytes(byteTokens, utf8, at, following, symbols, widths, count);
        if (isLast) {
          count = putBytes(byteTokens, suffix, 0, suffix.length, symbols, widths, count);
        }
      } else if (unknownToken != null) {
        requireUnknown();
        if (pending > 0 && !fuse) {
          symbols[count] = unknown;
          widths[count++] = pending;
          pending = 0;
        }
        pending += width;
      }
      at = following;
    }
    if (pending > 0) {
      symbols[count] = unknown;
      widths[count++] = pending;
    }
    return count;
  }

  private boolean hasBytes(
      int[] tokens, byte[] utf8, int at, int end, boolean isFirst, boolean isLast) {
    return everyByte
        || (hasBytes(tokens, utf8, at, end)
            && (isFirst || hasBytes(tokens, prefix, 0, prefix.length))
            && (!isLast || hasBytes(tokens, suffix, 0, suffix.length)));
  }

  private static boolean hasBytes(int[] tokens, byte[] utf8, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens[utf8[i] & 0xFF] < 0) {
        return false;
      }
    }
    return true;
  }

  private static int putBytes(
      int[] tokens, byte[] utf8, int from, int to, int[] symbols, int[] widths, int count) {
    int next = count;
    for (int i = from; i < to; i++) {
      symbols[next] = tokens[utf8[i] & 0xFF];
      widths[next++] = 1;
    }
    return next;
  }

  private void requireUnknown() {
    if (unknown == NO_TOKEN) {
      throw new IllegalStateException(
          "a character without a token needs the unknown token \""
              + unknownToken
              + "\", which the vocabulary does not have");
    }
  }
}
