package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel.InvalidUtf8;
import org.tokenlab.tokenizers.Vocabulary;

/// The ids of a tokenizer's model, each word encoded as one piece.
///
/// Only tokenizers that lose nothing are taken: no normalizer, no decoder, every byte a token.
/// Their pre-tokenizer and their added tokens play no part; words are found by the [WordRule].
public final class TokenUnits implements WordUnits {
  private final Tokenizer tokenizer;

  /// The tokens of `tokenizer`.
  ///
  /// @throws IllegalArgumentException if it may lose something; the message says why
  public TokenUnits(Tokenizer tokenizer) {
    requireExact(tokenizer);
    this.tokenizer =
        new Tokenizer(tokenizer.name(), PreTokenizer.none(), tokenizer.model(), AddedTokens.none());
  }

  private static void requireExact(Tokenizer tokenizer) {
    String reason = null;
    if (!tokenizer.normalizer().equals(Normalizer.none())) {
      reason = "it rewrites text before it encodes it";
    } else if (tokenizer.decoder().isPresent()) {
      reason = "its tokens' bytes put together are not the text";
    } else if (tokenizer.model().invalidUtf8() == InvalidUtf8.REPLACE) {
      reason = "it has no tokens for bytes that are not UTF-8";
    }
    if (reason != null) {
      throw new IllegalArgumentException(
          "units of words must be exact, and " + tokenizer.name() + " is not: " + reason);
    }
  }

  /// The tokenizer: the given one's model without its other parts.
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public int size() {
    return tokenizer.vocabulary().idLimit();
  }

  @Override
  public void append(byte[] utf8, int from, int to, IntSink units) {
    for (int id : tokenizer.encodeOrdinary(utf8, from, to)) {
      units.add(id);
    }
  }

  @Override
  public byte[] bytes(int unit) {
    return tokenizer.vocabulary().bytes(unit);
  }

  @Override
  public int length(int unit) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    return vocabulary.contains(unit) ? vocabulary.length(unit) : 0;
  }

  @Override
  public String kind() {
    return "tokens";
  }
}
