package org.tokenlab.tokenizers.superword;

import org.tokenlab.tokenizers.Splitter;

/// The pieces of a splitter, all of them words.
record SplitWords(Splitter splitter) implements WordFinder {
  @Override
  public int find(byte[] utf8, int from, int to, int[] ends) {
    return splitter.split(utf8, from, to, ends);
  }

  @Override
  public boolean covers() {
    return true;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return splitter.cutsBetween(left, right);
  }
}
