package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.analysis.vocabulary.DigitBoundaries;
import org.tokenlab.analysis.vocabulary.Utf8Completeness;

/// Where the tokens of a language's items lie, against characters and numbers: sums over all items,
/// and by item for intervals. Filled item by item by one thread.
final class TokenPlaces {
  private final int[] tokens;
  private final int[] complete;
  private final int[] multibyte;
  private final int[] split;
  private final int[] numbers;
  private final double[] digitF1;
  private final List<DigitBoundaries.Score> scores = new ArrayList<>();
  private Utf8Completeness all = Utf8Completeness.NONE;

  TokenPlaces(int items) {
    tokens = new int[items];
    complete = new int[items];
    multibyte = new int[items];
    split = new int[items];
    numbers = new int[items];
    digitF1 = new double[items];
  }

  /// Takes an item.
  ///
  /// @param spans of its tokens in its UTF-8 bytes
  void add(int item, String text, byte[] utf8, int[] spans) {
    Utf8Completeness own = Utf8Completeness.of(utf8, spans);
    all = all.plus(own);
    tokens[item] = (int) own.tokens();
    complete[item] = (int) own.complete();
    multibyte[item] = (int) own.multibyte();
    split[item] = (int) own.split();
    if (hasDigit(text)) {
      for (DigitBoundaries.Score score : DigitBoundaries.of(text, spans)) {
        scores.add(score);
        numbers[item]++;
        digitF1[item] += score.f1();
      }
    }
  }

  // Not a stream of code points: this runs on every item in every tokenizer.
  private static boolean hasDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      int character = text.codePointAt(i); // a low surrogate alone is no digit
      if (Character.isDigit(character)) {
        return true;
      }
    }
    return false;
  }

  /// Adds the figures.
  void measure(OwnMeasures measures, ItemIntervals intervals) {
    measures.add(
        "complete_tokens",
        "share",
        all.completeShare(),
        intervals.ofRatio(intervals.sums(complete), intervals.sums(tokens)));
    measures.add(
        "split_characters",
        "share",
        all.splitShare(),
        intervals.ofRatio(intervals.sums(split), intervals.sums(multibyte)));
    measures.add(
        "digit_boundary_f1",
        "share",
        DigitBoundaries.meanF1(scores),
        intervals.ofMean(digitF1, numbers));
  }
}
