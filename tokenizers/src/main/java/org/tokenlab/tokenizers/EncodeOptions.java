package org.tokenlab.tokenizers;

import java.util.Set;

/// How [Tokenizer#encode(CharSequence, EncodeOptions)] reads special tokens that stand in the text.
///
/// The default reads them as ordinary text: safe for text that a stranger wrote. Immutable; each
/// `with` method returns a changed copy.
///
/// @param allowed these become their special id
/// @param forbidden these stop the call with an [IllegalArgumentException]; wins over `allowed`
public record EncodeOptions(SpecialSet allowed, SpecialSet forbidden) {
  /// Special tokens in the text are ordinary text.
  public static final EncodeOptions DEFAULT =
      new EncodeOptions(SpecialSet.NOTHING, SpecialSet.NOTHING);

  /// All special tokens in the text become their ids: HF's default, for text that you trust.
  public static final EncodeOptions TRUSTED =
      new EncodeOptions(SpecialSet.EVERYTHING, SpecialSet.NOTHING);

  /// Special tokens in the text are an error: tiktoken's default.
  public static final EncodeOptions STRICT =
      new EncodeOptions(SpecialSet.NOTHING, SpecialSet.EVERYTHING);

  /// Only these special tokens become ids.
  public EncodeOptions withAllowed(Set<String> texts) {
    return new EncodeOptions(new SpecialSet(false, Set.copyOf(texts)), forbidden);
  }

  /// These special tokens are an error.
  public EncodeOptions withForbidden(Set<String> texts) {
    return new EncodeOptions(allowed, new SpecialSet(false, Set.copyOf(texts)));
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
  }
}
