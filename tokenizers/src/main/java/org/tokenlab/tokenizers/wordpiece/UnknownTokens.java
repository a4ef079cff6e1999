package org.tokenlab.tokenizers.wordpiece;

/// The rule for an unknown token that a vocabulary lacks: an error once it is needed, as in HF.
final class UnknownTokens {
  private UnknownTokens() {}

  static int require(int id, String token) {
    if (id < 0) {
      throw new IllegalStateException(
          "a piece without tokens needs the unknown token \""
              + token
              + "\", which the vocabulary does not have");
    }
    return id;
  }
}
