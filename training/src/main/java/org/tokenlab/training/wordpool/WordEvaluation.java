package org.tokenlab.training.wordpool;

import java.util.HashMap;
import java.util.Map;
import org.tokenlab.tokenizers.wordpool.WordBatch;
import org.tokenlab.tokenizers.wordpool.WordPoolScores;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordSpans;

/// How often a model says the next word, overall and by how often the word stood in the text that
/// the model was trained on.
///
/// A word is right when all its units are, its end included. Teacher forcing and greedy decoding
/// agree on that: both go wrong at the same unit. The last word of each window is left out, for
/// models over units do not say there where it ends.
///
/// @param bitsPerByte of all the text
/// @param all all words
/// @param unseen words that the training text does not hold
/// @param rare words that it holds 1 to 9 times
/// @param middle 10 to 99 times
/// @param frequent 100 times or more
/// @param numerals words with a digit
public record WordEvaluation(
    double bitsPerByte,
    Share all,
    Share unseen,
    Share rare,
    Share middle,
    Share frequent,
    Share numerals) {
  /// How many of some words were right.
  ///
  /// @param right those
  /// @param words all of them
  public record Share(int right, int words) {
    /// The share; NaN if there are no words.
    public double value() {
      return right / (double) words;
    }

    private Share with(boolean isRight) {
      return new Share(right + (isRight ? 1 : 0), words + 1);
    }
  }

  private static final Share NONE = new Share(0, 0);

  /// How often each word, white space and all, stands in a text.
  public static Map<String, Integer> counts(WordRule rule, byte[] text) {
    Map<String, Integer> counts = new HashMap<>();
    WordSpans words = rule.words(text);
    for (int i = 0; i < words.count(); i++) {
      counts.merge(words.word(i), 1, Integer::sum);
    }
    return counts;
  }

  /// Evaluates the scores of a text.
  ///
  /// @param counts of the words of the training text
  /// @param windowWords words in a window
  public static WordEvaluation of(
      WordPoolScores scores, Map<String, Integer> counts, int windowWords) {
    WordBatch batch = scores.batch();
    Share all = NONE;
    Share[] byCount = {NONE, NONE, NONE, NONE};
    Share numerals = NONE;
    for (int row = 0; row < batch.rows(); row++) {
      int word = batch.word(row);
      boolean first = row == 0 || batch.word(row - 1) != word;
      if (!first || word % windowWords == windowWords - 1) {
        continue;
      }
      boolean right = scores.isWordRight(row);
      String text = batch.words().word(word);
      int kind = kind(counts.getOrDefault(text, 0));
      all = all.with(right);
      byCount[kind] = byCount[kind].with(right);
      if (text.codePoints().anyMatch(Character::isDigit)) {
        numerals = numerals.with(right);
      }
    }
    return new WordEvaluation(
        scores.bitsPerByte(), all, byCount[0], byCount[1], byCount[2], byCount[3], numerals);
  }

  private static int kind(int count) {
    return count == 0 ? 0 : count < 10 ? 1 : count < 100 ? 2 : 3;
  }
}
