package org.tokenlab.analysis.vocabulary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// The text that each token adds to what stands before it.
///
/// A token is decoded after a carrier, `«`, and the carrier taken off again (the way of Land and
/// Bartolo 2024, "Fishing for Magikarp"): so a token with a leading space keeps it, `##ing` gives
/// `ing`, and a word of a WordPiece vocabulary gives a space and the word. Where the decoder does
/// not leave the carrier alone, the token is decoded by itself.
///
/// Immutable and thread-safe.
public final class TokenTexts {
  private static final String CARRIER = "«";

  private final Tokenizer tokenizer;
  private final int[] carrier;
  private final byte[] carrierBytes;

  /// Of the tokens of `tokenizer`, its added tokens included.
  public TokenTexts(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    carrier = tokenizer.encodeOrdinary(CARRIER);
    carrierBytes = tokenizer.decodeToBytes(carrier);
  }

  /// The bytes that token `id` adds. Not always well-formed UTF-8: a token may be part of a
  /// character.
  ///
  /// @throws IllegalArgumentException for an id that no token has
  public byte[] bytes(int id) {
    if (tokenizer.decoder().isEmpty()) {
      return tokenizer.decodeToBytes(id); // nothing looks at what stands before
    }
    byte[] both = tokenizer.decodeToBytes(afterCarrier(id));
    return startsWithCarrier(both)
        ? Arrays.copyOfRange(both, carrierBytes.length, both.length)
        : tokenizer.decodeToBytes(id);
  }

  /// The ids of the carrier, then `id`.
  int[] afterCarrier(int id) {
    int[] ids = Arrays.copyOf(carrier, carrier.length + 1);
    ids[carrier.length] = id;
    return ids;
  }

  private boolean startsWithCarrier(byte[] bytes) {
    return Arrays.mismatch(bytes, carrierBytes) >= carrierBytes.length
        || Arrays.equals(bytes, carrierBytes);
  }

  /// Mean length of the model's tokens that `wanted` accepts, each counted once: over types, in the
  /// terms of Arnett et al. 2025. Empty if it accepts none. O(vocabulary).
  ///
  /// In bytes, lengths are exact. In other units a token that is a part of a character has the
  /// length of what its bytes decode to, which is one replacement character for each broken
  /// sequence. The mean over *tokens* of a text is no matter of the vocabulary: it is the text's
  /// length over its tokens, [org.tokenlab.analysis.metrics.Compression].
  public OptionalDouble meanLength(TextUnit unit, IntPredicate wanted) {
    long tokens = 0;
    long length = 0;
    for (int id = 0; id < tokenizer.vocabulary().idLimit(); id++) {
      if (tokenizer.vocabulary().contains(id) && wanted.test(id)) {
        byte[] bytes = bytes(id);
        tokens++;
        length +=
            unit == TextUnit.UTF8_BYTES
                ? bytes.length
                : unit.length(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) length / tokens);
  }
}
