package org.tokenlab.tokenizers;

import java.util.ArrayList;
import java.util.List;

/// Turns the tokens of a text back into text, as HF's decoders do: by rewriting a list of strings,
/// which are joined in the end. Immutable and thread-safe.
@FunctionalInterface
public interface Decoder {
  /// The rewritten list; it may be shorter or longer than `tokens`.
  List<String> decode(List<String> tokens);

  /// The same for tokens that come one after the other: what the result takes is rewritten and
  /// handed on to `next`, as soon as no later token can change it.
  ///
  /// Unless a decoder knows better, that is at the end: all tokens are kept until then.
  default TokenSink streamTo(TokenSink next) {
    List<String> tokens = new ArrayList<>();
    return TokenSink.ofWholeTokens(tokens::add, () -> decode(tokens).forEach(next::token), next);
  }
}
