package org.tokenlab.tokenizers;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parts that every text goes through up to its ids. Immutable and thread-safe.
///
/// @param inSource finds added tokens in the text as given
/// @param specialInSource finds special tokens in the text as given, normalized ones too
/// @param inNormalized finds added tokens in the normalized text
record Pipeline(
    AddedTokenFinder inSource,
    AddedTokenFinder specialInSource,
    Normalizer normalizer,
    AddedTokenFinder inNormalized,
    PreTokenizer preTokenizer,
    TokenizerModel model) {

  Pipeline(
      AddedTokens added, Normalizer normalizer, PreTokenizer preTokenizer, TokenizerModel model) {
    this(
        added.inSource(),
        added.specialInSource(),
        normalizer,
        added.inNormalized(normalizer),
        preTokenizer,
        model);
  }

  /// The pre-tokenizer if the bytes of a text can go straight through it to the model: nothing
  /// rewrites them.
  @Nullable Splitter straight() {
    return normalizer.equals(Normalizer.none()) ? preTokenizer.splitter().orElse(null) : null;
  }

  /// Whether no added token is ever found when these special ones count.
  boolean findsNoTokens(EncodeOptions.SpecialSet counted) {
    return inSource.neverFinds(counted) && inNormalized.neverFinds(counted);
  }

  /// What encoding with offsets collects.
  static final class Places {
    final IntSink spans = new IntSink(64); // byte offsets in the source, two a token
    final IntSink words = new IntSink(64);
    private @Nullable String[] texts = new String[16];

    void clear() {
      spans.clear();
      words.clear();
      Arrays.fill(texts, null);
    }

    /// Sets the text of token `index`.
    void text(int index, String text) {
      if (index >= texts.length) {
        texts = Arrays.copyOf(texts, Math.max(2 * texts.length, index + 1));
      }
      texts[index] = Objects.requireNonNull(text);
    }

    @Nullable String[] texts(int size) {
      return Arrays.copyOf(texts, size);
    }
  }
}
