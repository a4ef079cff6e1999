package org.tokenlab.training.adapt;

import org.tokenlab.tokenizers.Tokenizer;

/// What [TokenizerPruner] gave. Immutable.
public final class PrunedTokenizer {
  private final Tokenizer tokenizer;
  private final IdMap ids;
  private final long tokensBefore;
  private final long tokensAfter;

  PrunedTokenizer(Tokenizer tokenizer, IdMap ids, long tokensBefore, long tokensAfter) {
    this.tokenizer = tokenizer;
    this.ids = ids;
    this.tokensBefore = tokensBefore;
    this.tokensAfter = tokensAfter;
  }

  /// The tokenizer that is left: ids run from 0 without a gap, in the order that they had.
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /// Number of tokens, added tokens included: ids are below it.
  public int size() {
    return ids.size();
  }

  /// The id that token `newId` had before. An embedding matrix is cut down by taking these rows.
  ///
  /// @param newId from 0 to [#size] − 1
  public int oldId(int newId) {
    return ids.oldId(newId);
  }

  /// Number of tokens of the text's words before, each word by itself.
  public long tokensBefore() {
    return tokensBefore;
  }

  /// The same with what is left.
  public long tokensAfter() {
    return tokensAfter;
  }

  /// Size and tokens.
  @Override
  public String toString() {
    return "%s: %d tokens; text of %d tokens now has %d"
        .formatted(tokenizer.name(), size(), tokensBefore, tokensAfter);
  }
}
