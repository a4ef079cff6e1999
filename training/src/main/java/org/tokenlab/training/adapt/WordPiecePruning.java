package org.tokenlab.training.adapt;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import org.tokenlab.training.WordCounts;

/// Drops the tokens of a WordPiece model that are used least, some at a time.
///
/// The longest token counts at each place, so what becomes of a word when one is dropped is found
/// out by encoding it again. Only tokens go whose characters are all tokens in their place: no word
/// becomes unknown.
final class WordPiecePruning {
  private static final int FEW = 256; // no use in halving what must go any further

  private final WordPieceModel model;
  private final Vocabulary vocabulary;
  private final Tokens tokens;

  WordPiecePruning(WordPieceModel model, Tokens tokens) {
    this.model = model;
    this.tokens = tokens;
    vocabulary = model.vocabulary();
    tokens.need(model.idOfText(model.unknownToken()));
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (vocabulary.contains(id) && !mayGo(model.tokenText(id))) {
        tokens.need(id);
      }
    }
  }

  /// Whether it can be written in single characters.
  private boolean mayGo(String text) {
    String prefix = model.continuingSubwordPrefix();
    boolean inside = text.length() > prefix.length() && text.startsWith(prefix);
    int[] characters = text.substring(inside ? prefix.length() : 0).codePoints().toArray();
    return characters.length > 1
        && IntStream.range(0, characters.length)
            .mapToObj(i -> (inside || i > 0 ? prefix : "") + Character.toString(characters[i]))
            .allMatch(token -> model.idOfText(token) != Vocabulary.NONE);
  }

  Pruned to(int size, WordCounts words) {
    int excess = tokens.excess(size);
    boolean[] kept = tokens.all();
    while (true) {
      IdMap ids = new IdMap(kept);
      WordPieceModel left = pruned(ids);
      if (excess == 0) {
        return new Pruned(ids, left);
      }
      long[] uses = ModelWords.uses(left, words, ids.size());
      int[] leastUsed =
          IntStream.range(0, ids.size()).filter(id -> !tokens.needs(ids.oldId(id))).toArray();
      IntArrays.quickSort(
          leastUsed,
          (a, b) -> uses[a] != uses[b] ? Long.compare(uses[a], uses[b]) : Integer.compare(b, a));
      int going = excess <= FEW ? excess : (excess + 1) / 2;
      for (int i = 0; i < going; i++) {
        kept[ids.oldId(leastUsed[i])] = false;
      }
      excess -= going;
    }
  }

  private WordPieceModel pruned(IdMap ids) {
    byte[][] texts = new byte[ids.size()][];
    Arrays.setAll(
        texts,
        id -> {
          int old = ids.oldId(id);
          boolean own = old < vocabulary.idLimit() && vocabulary.contains(old);
          return own ? vocabulary.bytes(old) : new byte[0];
        });
    return new WordPieceModel(
        Vocabulary.of(texts),
        model.unknownToken(),
        model.continuingSubwordPrefix(),
        model.maxInputCharsPerWord());
  }
}
