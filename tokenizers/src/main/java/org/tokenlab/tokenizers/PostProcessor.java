package org.tokenlab.tokenizers;

import java.util.List;

/// Finishes encodings: puts special tokens around them, gives type ids, trims offsets. Immutable
/// and thread-safe.
public interface PostProcessor {
  /// How many special tokens it adds to one sequence, or to a pair.
  int addedTokens(boolean pair);

  /// Finishes one encoding, or the two of a pair; may return them joined or apart.
  ///
  /// @param addSpecialTokens whether special tokens are wanted
  List<Encoding> process(List<Encoding> encodings, boolean addSpecialTokens);
}
