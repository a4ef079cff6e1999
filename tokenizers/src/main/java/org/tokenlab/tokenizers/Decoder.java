package org.tokenlab.tokenizers;

import java.util.List;

/// Turns the tokens of a text back into text, as HF's decoders do: by rewriting a list of strings,
/// which are joined in the end. Immutable and thread-safe.
@FunctionalInterface
public interface Decoder {
  /// The rewritten list; it may be shorter or longer than `tokens`.
  List<String> decode(List<String> tokens);
}
