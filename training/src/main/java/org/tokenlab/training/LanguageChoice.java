package org.tokenlab.training;

import java.util.ArrayDeque;

/// Chooses the language for which the next merge is learned: the one that is compressed worst; of
/// equals the first.
///
/// With a window, a language that had more than its share of the last choices stands back:
/// `windowSize` choices are remembered, and no more than `alpha` times the even share of them may
/// be one language's.
final class LanguageChoice {
  private final int windowSize;
  private final double share;
  private final ArrayDeque<Integer> window = new ArrayDeque<>();
  private final int[] inWindow;

  /// Without a window.
  LanguageChoice(int languages) {
    windowSize = 0;
    share = 0;
    inWindow = new int[languages];
  }

  /// With a window.
  ///
  /// @param parts into how many parts the window is shared: the languages, and one more where
  ///   merges for all come first, as the paper's code counts
  LanguageChoice(int languages, int windowSize, double alpha, int parts) {
    this.windowSize = windowSize;
    share = alpha / parts;
    inWindow = new int[languages];
  }

  /// Chooses.
  ///
  /// @param need how badly each language is compressed
  int next(double[] need) {
    int chosen = -1;
    for (int l = 0; l < need.length; l++) {
      if (mayChoose(l) && (chosen < 0 || need[l] > need[chosen])) {
        chosen = l;
      }
    }
    if (chosen < 0) {
      return remember(window.getFirst()); // all had their share: whose turn is longest ago
    }
    return remember(chosen);
  }

  private int remember(int chosen) {
    if (windowSize > 0) {
      if (window.size() == windowSize) {
        inWindow[window.removeFirst()]--;
      }
      window.addLast(chosen);
      inWindow[chosen]++;
    }
    return chosen;
  }

  private boolean mayChoose(int language) {
    return windowSize == 0 || inWindow[language] * 1.0 / windowSize <= share;
  }
}
