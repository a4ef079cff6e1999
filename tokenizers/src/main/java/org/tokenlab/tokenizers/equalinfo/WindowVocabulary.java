package org.tokenlab.tokenizers.equalinfo;

import org.tokenlab.tokenizers.Vocabulary;

/// Tokens that are windows: byte strings that begin each other. Id 0 is the empty string, and
/// counts as a token that can't be found.
record WindowVocabulary(WindowTree tree) implements Vocabulary {
  static WindowVocabulary of(WindowTree tree) {
    return new WindowVocabulary(tree);
  }

  @Override
  public int size() {
    return WindowTree.CODES;
  }

  @Override
  public int idLimit() {
    return WindowTree.CODES;
  }

  @Override
  public boolean contains(int id) {
    return id >= 0 && id < WindowTree.CODES;
  }

  private void requireToken(int id) {
    if (!contains(id)) {
      throw new IllegalArgumentException("no token has id " + id + "; ids are from 0 to 65535");
    }
  }

  @Override
  public int length(int id) {
    requireToken(id);
    return tree.length(id);
  }

  @Override
  public byte[] bytes(int id) {
    byte[] bytes = new byte[length(id)];
    tree.copy(id, bytes, 0);
    return bytes;
  }

  @Override
  public int copy(int id, byte[] out, int at) {
    requireToken(id);
    return tree.copy(id, out, at);
  }

  @Override
  public int id(byte[] utf8, int from, int to) {
    if (from >= to) {
      return NONE;
    }
    int code = tree.longest(utf8, from, to);
    return tree.length(code) == to - from ? code : NONE;
  }
}
