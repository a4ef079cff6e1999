package org.tokenlab.tokenizers;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parts that every text goes through up to its ids. Immutable and thread-safe.
final class Pipeline {
  private final AddedTokenFinder inSource;
  private final AddedTokenFinder specialInSource;
  private final Normalizer normalizer;
  private final AddedTokenFinder inNormalized;
  private final PreTokenizer preTokenizer;
  private final TokenizerModel model;

  // Made when first asked for: loading a tokenizer should not compile what only encoding needs.
  private volatile boolean straightKnown;
  private volatile @Nullable Splitter straight;

  Pipeline(
      AddedTokens added, Normalizer normalizer, PreTokenizer preTokenizer, TokenizerModel model) {
    inSource = added.inSource();
    specialInSource = added.specialInSource();
    this.normalizer = normalizer;
    inNormalized = added.inNormalized(normalizer);
    this.preTokenizer = preTokenizer;
    this.model = model;
  }

  /// Finds added tokens in the text as given.
  AddedTokenFinder inSource() {
    return inSource;
  }

  /// Finds special tokens in the text as given, normalized ones too.
  AddedTokenFinder specialInSource() {
    return specialInSource;
  }

  Normalizer normalizer() {
    return normalizer;
  }

  /// Finds added tokens in the normalized text.
  AddedTokenFinder inNormalized() {
    return inNormalized;
  }

  PreTokenizer preTokenizer() {
    return preTokenizer;
  }

  TokenizerModel model() {
    return model;
  }

  /// The pre-tokenizer if the bytes of a text can go straight through it to the model: nothing
  /// rewrites them. One for all threads, made when first asked for.
  @Nullable Splitter straight() {
    if (!straightKnown) {
      if (normalizer.equals(Normalizer.none())) {
        straight = preTokenizer.splitter().orElse(null); // by two threads at worst
      }
      straightKnown = true;
    }
    return straight;
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
    private int textsEnd; // none is set from here on

    void clear() {
      spans.clear();
      words.clear();
      Arrays.fill(texts, 0, textsEnd, null);
      textsEnd = 0;
    }

    /// Sets the text of token `index`.
    void text(int index, String text) {
      if (index >= texts.length) {
        texts = Arrays.copyOf(texts, Math.max(2 * texts.length, index + 1));
      }
      texts[index] = Objects.requireNonNull(text);
      textsEnd = Math.max(textsEnd, index + 1);
    }

    @Nullable String[] texts(int size) {
      return Arrays.copyOf(texts, size);
    }
  }
}
