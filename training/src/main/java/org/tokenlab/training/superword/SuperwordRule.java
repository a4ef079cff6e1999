package org.tokenlab.training.superword;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.tokenlab.training.internal.merge.PairRule;

/// Which superwords may be learned: not longer than so many words, and none in which a colon stands
/// before a space.
///
/// A word is a stretch without spaces (0x20), so that four words with a space in front, behind or
/// several between are still four. What is asked is additive, and known of a pair from its parts:
/// no bytes are looked at.
///
/// **Whatever holds a forbidden string is forbidden.** So where two tokens of stage 1 stand side by
/// side that may not merge, no superword will ever cross.
final class SuperwordRule implements PairRule {
  private static final int STARTS_WITH_SPACE = 1;
  private static final int ENDS_WITH_SPACE = 2;
  private static final int ENDS_WITH_COLON = 4;
  private static final int HOLDS_COLON_SPACE = 8;

  private final int maxWords;
  private final boolean colonRule;
  private final IntArrayList words = new IntArrayList(); // by token
  private final IntArrayList traits = new IntArrayList();

  /// @param tokens those of stage 1, by id
  SuperwordRule(byte[][] tokens, int maxWords, boolean colonRule) {
    this.maxWords = maxWords;
    this.colonRule = colonRule;
    for (byte[] token : tokens) {
      add(token);
    }
  }

  private void add(byte[] token) {
    int count = 0;
    int trait = token[0] == ' ' ? STARTS_WITH_SPACE : 0;
    for (int i = 0; i < token.length; i++) {
      boolean afterSpace = i == 0 || token[i - 1] == ' ';
      count += token[i] != ' ' && afterSpace ? 1 : 0;
      trait |= token[i] == ' ' && i > 0 && token[i - 1] == ':' ? HOLDS_COLON_SPACE : 0;
    }
    byte last = token[token.length - 1];
    trait |= last == ' ' ? ENDS_WITH_SPACE : last == ':' ? ENDS_WITH_COLON : 0;
    words.add(count);
    traits.add(trait);
  }

  @Override
  public boolean allows(int left, int right) {
    return words(left, right) <= maxWords && !(colonRule && holdsColonSpace(left, right));
  }

  private int words(int left, int right) {
    boolean meet =
        (traits.getInt(left) & ENDS_WITH_SPACE) == 0
            && (traits.getInt(right) & STARTS_WITH_SPACE) == 0;
    return words.getInt(left) + words.getInt(right) - (meet ? 1 : 0);
  }

  private boolean holdsColonSpace(int left, int right) {
    int l = traits.getInt(left);
    int r = traits.getInt(right);
    return ((l | r) & HOLDS_COLON_SPACE) != 0
        || ((l & ENDS_WITH_COLON) != 0 && (r & STARTS_WITH_SPACE) != 0);
  }

  @Override
  public void learned(int left, int right, int merged) {
    if (merged != words.size()) {
      throw new AssertionError("token " + merged + " comes after " + (words.size() - 1));
    }
    int trait =
        (traits.getInt(left) & STARTS_WITH_SPACE)
            | (traits.getInt(right) & (ENDS_WITH_SPACE | ENDS_WITH_COLON))
            | (holdsColonSpace(left, right) ? HOLDS_COLON_SPACE : 0);
    words.add(words(left, right));
    traits.add(trait);
  }
}
