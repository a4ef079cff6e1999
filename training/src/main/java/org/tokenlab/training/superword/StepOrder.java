package org.tokenlab.training.superword;

import java.util.BitSet;

/// The order in which the steps inside words and the supermerges fill a vocabulary: the more
/// frequent first, and inside words where counts are equal.
///
/// Deletions come right behind the merge that brought them about, and make room. A supermerge waits
/// for the words that it joins: without deletions they are always there by its turn.
final class StepOrder {
  private final WordSteps words;
  private final int size;
  private final BitSet tokens = new BitSet(); // of words
  private int used; // steps inside words
  private int count = BoundlessBpeTrainer.MIN_VOCABULARY_SIZE;

  /// @param size of the vocabulary
  StepOrder(WordSteps words, int size) {
    this.words = words;
    this.size = size;
    tokens.set(0, WordSteps.BYTES);
  }

  /// Takes the steps inside words that come before a supermerge, and returns whether there is room
  /// left for it then.
  ///
  /// @param pairCount how often its pair stands
  /// @param left what it joins; superwords have numbers behind all words
  /// @param right the same
  boolean reaches(long pairCount, int left, int right) {
    while (count < size
        && used < words.size()
        && (words.count(used) >= pairCount || !isToken(left) || !isToken(right))) {
      take();
    }
    return count < size;
  }

  private boolean isToken(int token) {
    return token >= words.tokenCount() || tokens.get(token);
  }

  /// Takes a supermerge.
  void takeSupermerge() {
    count++;
  }

  /// Takes what is left inside words, as long as there is room.
  void finish() {
    while (count < size && used < words.size()) {
      take();
    }
  }

  /// A merge, and its deletions.
  private void take() {
    do {
      int token = words.token(used);
      boolean makes = !words.isDeletion(used);
      count += (makes ? 1 : 0) - (tokens.get(token) ? 1 : 0);
      tokens.set(token, makes);
      used++;
    } while (used < words.size() && words.isDeletion(used));
  }

  /// How many steps inside words were taken.
  int used() {
    return used;
  }
}
