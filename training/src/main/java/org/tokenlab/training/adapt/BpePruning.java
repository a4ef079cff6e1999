package org.tokenlab.training.adapt;

import it.unimi.dsi.fastutil.ints.IntHeapPriorityQueue;
import java.util.Arrays;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.sentencepiece.PieceType;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.WordCounts;

/// Drops leaves of a BPE model.
///
/// A token is made of the two that its own text merges to last. None of the tokens on that way is
/// dropped before it, and dropping others changes nothing about it: they don't come up in its text.
final class BpePruning {
  private final Tokens tokens;

  BpePruning(Tokens tokens) {
    this.tokens = tokens;
  }

  Pruned to(int size, BpeModel model, WordCounts words) {
    Vocabulary vocabulary = model.vocabulary();
    for (int b = 0; b < 256; b++) {
      tokens.need(vocabulary.id(new byte[] {(byte) b}));
    }
    IdMap ids = keep(size, model, new LastMerges(vocabulary, MergeRule.of(model)), words);
    return new Pruned(ids, pruned(model, ids));
  }

  /// SentencePiece's: characters stay, and all pieces that are not ordinary.
  Pruned to(int size, SentencePieceModel model, WordCounts words) {
    SentencePieces pieces = model.pieces();
    for (int id = 0; id < pieces.size(); id++) {
      String piece = pieces.piece(id);
      if (pieces.type(id) != PieceType.NORMAL || piece.codePointCount(0, piece.length()) == 1) {
        tokens.need(id);
      }
    }
    IdMap ids = keep(size, model, new LastMerges(pieces.vocabulary(), MergeRule.of(pieces)), words);
    return new Pruned(ids, Renumbering.pieces(model, ids, pieces::score));
  }

  private IdMap keep(int size, TokenizerModel model, LastMerges made, WordCounts words) {
    int excess = tokens.excess(size);
    long[] uses = ModelWords.uses(model, words, tokens.idLimit());
    boolean[] kept = tokens.all();
    int[] parents = new int[kept.length]; // tokens that are made of this one
    for (int id = 0; id < kept.length; id++) {
      if (made.isMerged(id)) {
        parents[made.left(id)]++;
        parents[made.right(id)]++;
      }
    }
    IntHeapPriorityQueue leaves =
        new IntHeapPriorityQueue(
            (a, b) -> uses[a] != uses[b] ? Long.compare(uses[a], uses[b]) : Integer.compare(b, a));
    for (int id = 0; id < kept.length; id++) {
      if (tokens.has(id) && parents[id] == 0 && !tokens.needs(id)) {
        leaves.enqueue(id);
      }
    }
    for (int i = 0; i < excess; i++) {
      int leaf = leaves.dequeueInt();
      kept[leaf] = false;
      if (made.isMerged(leaf)) {
        for (int part : new int[] {made.left(leaf), made.right(leaf)}) {
          uses[part] += uses[leaf]; // it does the work of what was made of it
          if (--parents[part] == 0 && !tokens.needs(part)) {
            leaves.enqueue(part); // and its uses don't change any more
          }
        }
      }
    }
    return new IdMap(kept);
  }

  private static BpeModel pruned(BpeModel model, IdMap ids) {
    Vocabulary vocabulary = model.vocabulary();
    byte[][] texts = new byte[ids.size()][];
    for (int id = 0; id < texts.length; id++) {
      int old = ids.oldId(id);
      boolean own = old < vocabulary.idLimit() && vocabulary.contains(old);
      texts[id] = own ? vocabulary.bytes(old) : new byte[0];
    }
    Vocabulary left = Vocabulary.of(texts);
    Merges merges = model.merges().orElse(null);
    if (merges == null) {
      return BpeModel.ofRanks(left);
    }
    int[] triples = new int[3 * merges.size()];
    int size = 0;
    for (int rank = 0; rank < merges.size(); rank++) {
      if (ids.keeps(merges.left(rank))
          && ids.keeps(merges.right(rank))
          && ids.keeps(merges.merged(rank))) {
        triples[size++] = ids.newId(merges.left(rank));
        triples[size++] = ids.newId(merges.right(rank));
        triples[size++] = ids.newId(merges.merged(rank));
      }
    }
    return BpeModel.ofMerges(left, Merges.of(Arrays.copyOf(triples, size)), model.wholePieceFirst())
        .withDropout(model.dropout());
  }
}
