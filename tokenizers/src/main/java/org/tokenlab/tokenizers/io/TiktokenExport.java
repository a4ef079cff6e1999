package org.tokenlab.tokenizers.io;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;

/// Whether a model that merges by a list gives the same ids when run by tiktoken's rule.
///
/// It does if (1) each token longer than a byte is made by a merge of two tokens with lower ids,
/// (2) ids rise with the merges' ranks, and (3) each token's own bytes merge to that token. Proof:
/// say all merges below id t are done and two neighbours spell t. Nothing has merged across the
/// ends of t's bytes, so inside them the tokens are those of t's bytes alone under the merges below
/// t, which by (3) are the two that the list joins to t. So tiktoken's rule never joins a pair that
/// the list does not, nor later than the list does; and by (3) looking a whole piece up changes
/// nothing.
final class TiktokenExport {
  private TiktokenExport() {}

  /// @throws IllegalArgumentException with the first token that stands against it
  static void requireSameIds(Tokenizer tokenizer) {
    if (!(tokenizer.model() instanceof BpeModel model)) {
      throw refusal(tokenizer, "it is no byte-level BPE");
    }
    if (model.merges().isEmpty()) {
      return; // tiktoken's rule already
    }
    Merges merges = model.merges().get();
    Vocabulary vocabulary = model.vocabulary();
    int last = -1;
    for (int rank = 0; rank < merges.size(); rank++) {
      int merged = merges.merged(rank);
      if (merged <= last || merges.left(rank) >= merged || merges.right(rank) >= merged) {
        throw refusal(
            tokenizer, "merge " + rank + " makes token " + merged + ", out of the order of ids");
      }
      last = merged;
    }
    TokenizerModel.PieceEncoder encoder = BpeModel.ofMerges(vocabulary, merges, false).newEncoder();
    IntSink ids = new IntSink(8);
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (vocabulary.contains(id)) {
        byte[] token = vocabulary.bytes(id);
        ids.clear();
        encoder.encode(token, 0, new int[] {token.length}, 1, ids);
        if (ids.size() != 1 || ids.get(0) != id) {
          throw refusal(tokenizer, "token " + id + " is out of its merges' reach");
        }
      }
    }
  }

  private static IllegalArgumentException refusal(Tokenizer tokenizer, String why) {
    return new IllegalArgumentException(
        ".tiktoken can't hold " + tokenizer.name() + " with the same ids: " + why);
  }
}
