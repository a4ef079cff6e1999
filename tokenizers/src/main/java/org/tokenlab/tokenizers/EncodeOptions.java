package org.tokenlab.tokenizers;

import java.util.Optional;
import java.util.Set;

/// What an encode call does beside encoding.
///
/// The default adds nothing, cuts nothing, pads nothing, and reads special tokens that stand in the
/// text as ordinary text: safe for text that a stranger wrote. Immutable; each `with` method
/// returns a changed copy.
///
/// @param allowed special tokens that become their id where they stand in the text
/// @param forbidden special tokens that stop the call with an [IllegalArgumentException] where they
///   stand in the text; wins over `allowed`
/// @param addSpecialTokens whether the tokenizer's [PostProcessor] adds its special tokens
/// @param truncation how many tokens are kept
/// @param padding to what length encodings are filled up
public record EncodeOptions(
    SpecialSet allowed,
    SpecialSet forbidden,
    boolean addSpecialTokens,
    Optional<Truncation> truncation,
    Optional<Padding> padding) {
  /// Special tokens in the text are ordinary text: HF's `encode_special_tokens`.
  public static final EncodeOptions DEFAULT =
      new EncodeOptions(SpecialSet.NOTHING, SpecialSet.NOTHING);

  /// All special tokens in the text become their ids: HF's default, for text that you trust.
  public static final EncodeOptions TRUSTED =
      new EncodeOptions(SpecialSet.EVERYTHING, SpecialSet.NOTHING);

  /// Special tokens in the text are an error: tiktoken's default.
  public static final EncodeOptions STRICT =
      new EncodeOptions(SpecialSet.NOTHING, SpecialSet.EVERYTHING);

  private EncodeOptions(SpecialSet allowed, SpecialSet forbidden) {
    this(allowed, forbidden, false, Optional.empty(), Optional.empty());
  }

  /// Only these special tokens become ids.
  public EncodeOptions withAllowed(Set<String> texts) {
    return new EncodeOptions(
        new SpecialSet(false, Set.copyOf(texts)), forbidden, addSpecialTokens, truncation, padding);
  }

  /// These special tokens are an error.
  public EncodeOptions withForbidden(Set<String> texts) {
    return new EncodeOptions(
        allowed, new SpecialSet(false, Set.copyOf(texts)), addSpecialTokens, truncation, padding);
  }

  /// Whether the tokenizer's own special tokens (`[CLS]`, `<s>`) are added around the text.
  public EncodeOptions withSpecialTokens(boolean added) {
    return new EncodeOptions(allowed, forbidden, added, truncation, padding);
  }

  /// Keeps at most so many tokens.
  public EncodeOptions withTruncation(Truncation kept) {
    return new EncodeOptions(allowed, forbidden, addSpecialTokens, Optional.of(kept), padding);
  }

  /// Fills up with padding tokens.
  public EncodeOptions withPadding(Padding filled) {
    return new EncodeOptions(allowed, forbidden, addSpecialTokens, truncation, Optional.of(filled));
  }

  /// Some special tokens, or all that the tokenizer has.
  ///
  /// @param all every one; then `texts` is empty
  /// @param texts the ones meant
  public record SpecialSet(boolean all, Set<String> texts) {
    static final SpecialSet NOTHING = new SpecialSet(false, Set.of());
    static final SpecialSet EVERYTHING = new SpecialSet(true, Set.of());

    boolean contains(String token) {
      return all || texts.contains(token);
    }

    boolean isEmpty() {
      return !all && texts.isEmpty();
    }
  }
}
