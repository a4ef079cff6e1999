package org.tokenlab.tokenizers.internal.vocabulary;

import org.tokenlab.tokenizers.Vocabulary;

/// A vocabulary in which several ids may have the same bytes, or none: each id has its bytes, and
/// bytes lead to one of their ids.
public final class RepeatingVocabulary implements Vocabulary {
  private final byte[][] tokens;
  private final Vocabulary found; // the ids that bytes lead to
  private final int empty;

  private RepeatingVocabulary(byte[][] tokens, Vocabulary found, int empty) {
    this.tokens = tokens;
    this.found = found;
    this.empty = empty;
  }

  /// Tokens by id.
  ///
  /// @param hidden by id: whether [#id] passes over this id
  /// @throws IllegalArgumentException if two ids that are not hidden have the same bytes
  public static Vocabulary of(byte[][] tokens, boolean[] hidden) {
    byte[][] visible = new byte[tokens.length][];
    int empty = NONE;
    boolean plain = true;
    for (int id = 0; id < tokens.length; id++) {
      visible[id] = hidden[id] ? new byte[0] : tokens[id];
      plain &= visible[id].length > 0;
      if (tokens[id].length == 0 && !hidden[id]) {
        empty = id;
      }
    }
    Vocabulary found = Vocabulary.of(visible);
    return plain ? found : new RepeatingVocabulary(tokens.clone(), found, empty);
  }

  @Override
  public int size() {
    return tokens.length;
  }

  @Override
  public int idLimit() {
    return tokens.length;
  }

  @Override
  public boolean contains(int id) {
    return id >= 0 && id < tokens.length;
  }

  private byte[] token(int id) {
    if (!contains(id)) {
      throw new IllegalArgumentException(
          "no token has id " + id + "; ids run from 0 to " + (idLimit() - 1));
    }
    return tokens[id];
  }

  @Override
  public byte[] bytes(int id) {
    return token(id).clone();
  }

  @Override
  public int length(int id) {
    return token(id).length;
  }

  @Override
  public int copy(int id, byte[] out, int at) {
    byte[] token = token(id);
    System.arraycopy(token, 0, out, at, token.length);
    return at + token.length;
  }

  @Override
  public int id(byte[] utf8, int from, int to) {
    return from == to ? empty : found.id(utf8, from, to);
  }
}
