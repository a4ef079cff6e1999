package org.tokenlab.training.adapt;

import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;

/// All tokens of a tokenizer by id, the model's and the added ones, and which of them must stay.
final class Tokens {
  private final String name;
  private final boolean[] present;
  private final boolean[] needed;

  private Tokens(String name, int idLimit) {
    this.name = name;
    present = new boolean[idLimit];
    needed = new boolean[idLimit];
  }

  /// Those of a tokenizer. Added tokens must stay, and what its other parts name.
  static Tokens of(Tokenizer tokenizer) {
    Tokens tokens = new Tokens(tokenizer.name(), TokenizerExtender.firstNewId(tokenizer));
    Vocabulary vocabulary = tokenizer.vocabulary();
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      tokens.present[id] = vocabulary.contains(id);
    }
    tokenizer.addedTokens().all().forEach(token -> tokens.present[token.id()] = true);
    Renumbering.forEachId(tokenizer, tokens::need);
    return tokens;
  }

  /// Above all ids.
  int idLimit() {
    return present.length;
  }

  /// How many there are.
  int size() {
    return count(present);
  }

  boolean has(int id) {
    return present[id];
  }

  boolean needs(int id) {
    return needed[id];
  }

  /// This one must stay, if there is one of this id.
  void need(int id) {
    if (id >= 0 && id < present.length) {
      needed[id] = present[id];
    }
  }

  /// All of them, to be dropped one by one.
  boolean[] all() {
    return present.clone();
  }

  /// How many must go for a size.
  ///
  /// @throws IllegalArgumentException if more must stay
  int excess(int wanted) {
    int least = count(needed);
    if (wanted < least) {
      throw new IllegalArgumentException(
          "%s: %,d tokens must stay (single bytes or characters, added and unknown tokens); got a size of %,d"
              .formatted(name, least, wanted));
    }
    return size() - wanted;
  }

  private static int count(boolean[] marked) {
    int count = 0;
    for (boolean mark : marked) {
      count += mark ? 1 : 0;
    }
    return count;
  }
}
