package org.tokenlab.tokenizers.io;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;

/// The ranks that give a model's ids by tiktoken's rule.
///
/// A model that merges by a list does what its vocabulary does by tiktoken's rule if the list is
/// the one that [RankMerges] derives from the vocabulary; and, where it does not look whole pieces
/// up first, if each token has a merge, for then each token's own bytes merge to it and looking it
/// up changes nothing.
final class TiktokenExport {
  private TiktokenExport() {}

  /// The vocabulary to write, special tokens left out.
  ///
  /// @throws IllegalArgumentException with the first token that stands against it
  static Vocabulary ranks(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof BpeModel model)) {
      throw refusal(tokenizer, "it is no byte-level BPE");
    }
    if (model.merges().isEmpty()) {
      return model.vocabulary(); // tiktoken's rule already
    }
    for (int b = 0; b < 256; b++) {
      if (model.vocabulary().id(new byte[] {(byte) b}) == Vocabulary.NONE) {
        throw refusal(
            tokenizer, "it has no token for the byte 0x%02X, and tiktoken needs all".formatted(b));
      }
    }
    Merges merges = model.merges().get();
    Vocabulary vocabulary = withoutSpecials(tokenizer, model);
    Merges wanted;
    try {
      wanted = RankMerges.of(vocabulary, tokenizer.name());
    } catch (IllegalArgumentException e) {
      throw refusal(tokenizer, String.valueOf(e.getMessage()));
    }
    int rank = 0;
    for (; rank < Math.min(wanted.size(), merges.size()); rank++) {
      if (wanted.merged(rank) != merges.merged(rank)
          || wanted.left(rank) != merges.left(rank)
          || wanted.right(rank) != merges.right(rank)) {
        throw refusal(
            tokenizer,
            "merge %d joins %d and %d to %d; in the order of ids, %d and %d are joined to %d there"
                .formatted(
                    rank,
                    merges.left(rank),
                    merges.right(rank),
                    merges.merged(rank),
                    wanted.left(rank),
                    wanted.right(rank),
                    wanted.merged(rank)));
      }
    }
    if (wanted.size() != merges.size()) {
      throw refusal(
          tokenizer, "it has " + merges.size() + " merges, and its tokens imply " + wanted.size());
    }
    if (!model.wholePieceFirst() && wanted.size() < vocabulary.size() - 256) {
      throw refusal(
          tokenizer,
          vocabulary.size()
              - 256
              - wanted.size()
              + " of its tokens are out of its merges' reach, which tiktoken would find as whole"
              + " pieces");
    }
    return vocabulary;
  }

  /// Special tokens often stand in the vocabulary too, where nothing reaches them.
  private static Vocabulary withoutSpecials(Tokenizer tokenizer, BpeModel model) {
    Vocabulary vocabulary = model.vocabulary();
    BitSet special = new BitSet();
    tokenizer.addedTokens().all().stream()
        .filter(token -> model.idOfText(token.text()) == token.id())
        .forEach(token -> special.set(token.id()));
    List<byte[]> tokens = new ArrayList<>();
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      boolean kept =
          vocabulary.contains(id)
              && !(special.get(id)
                  && !ByteLevelPipeline.mayBePiece(vocabulary.bytes(id), tokenizer.preTokenizer()));
      tokens.add(kept ? vocabulary.bytes(id) : new byte[0]);
    }
    return Vocabulary.of(tokens.toArray(byte[][]::new));
  }

  private static IllegalArgumentException refusal(Tokenizer tokenizer, String why) {
    return new IllegalArgumentException(
        ".tiktoken can't hold " + tokenizer.name() + " with the same ids: " + why);
  }
}
