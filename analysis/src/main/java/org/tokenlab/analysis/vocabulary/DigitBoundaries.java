package org.tokenlab.analysis.vocabulary;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.TextUnit;

/// Whether a tokenizer cuts numbers where a reader groups their digits: three by three, from the
/// right (Singh and Strouse 2024, "Tokenization counts"; TokEval's three-digit boundary alignment).
///
/// A number is a longest run of decimal digits of any script (Unicode's Nd, as Python's `\d`). Its
/// wanted cuts are 3, 6, 9 … digits from its end. F1 is the harmonic mean of precision and recall
/// of the cuts inside it, with TokEval's values where there are none: 1 for a short number in one
/// token, 0 for a short number that is cut, and 0 for a long number that is not.
public final class DigitBoundaries {
  private DigitBoundaries() {}

  /// How well the cuts of one number are placed; each in [0, 1].
  public record Score(double precision, double recall, double f1) {}

  /// The score of one number.
  ///
  /// @param digits how many it has, at least 1
  /// @param cuts where tokens meet inside it, in digits from its start, 1 to `digits − 1`
  /// @throws IllegalArgumentException for a cut that is not inside
  public static Score score(int digits, int... cuts) {
    BitSet actual = new BitSet();
    for (int cut : cuts) {
      if (cut < 1 || cut >= digits) {
        throw new IllegalArgumentException(
            "a cut inside " + digits + " digits wanted; got: " + cut);
      }
      actual.set(cut);
    }
    BitSet wanted = new BitSet();
    for (int at = digits - 3; at > 0; at -= 3) {
      wanted.set(at);
    }
    BitSet hits = (BitSet) actual.clone();
    hits.and(wanted);
    double precision = share(hits, actual);
    double recall = share(hits, wanted);
    double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    return new Score(precision, recall, f1);
  }

  private static double share(BitSet hits, BitSet all) {
    return all.isEmpty() ? 1 : (double) hits.cardinality() / all.cardinality();
  }

  /// The scores of all numbers in a text, in order. O(text).
  ///
  /// @param encoding of the same text
  public static List<Score> of(String text, Encoding encoding) {
    return of(text, encoding.offsets(TextUnit.UTF8_BYTES));
  }

  /// The scores of all numbers in a text, in order. O(text).
  ///
  /// @param spans start and end of each token in UTF-8 bytes, `{start₀, end₀, start₁, …}`; one that
  ///   starts inside a digit cuts before it
  public static List<Score> of(String text, int[] spans) {
    BitSet starts = new BitSet();
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] < spans[i + 1]) {
        starts.set(spans[i]);
      }
    }
    List<Score> scores = new ArrayList<>();
    List<Integer> cuts = new ArrayList<>();
    int digits = 0;
    int at = 0; // in bytes
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int next = at + (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
      if (Character.isDigit(c)) {
        int start = starts.nextSetBit(at);
        if (digits > 0 && start >= 0 && start < next) {
          cuts.add(digits);
        }
        digits++;
      }
      if (digits > 0 && (!Character.isDigit(c) || i == text.length())) {
        scores.add(score(digits, cuts.stream().mapToInt(Integer::intValue).toArray()));
        digits = 0;
        cuts.clear();
      }
      at = next;
    }
    return scores;
  }

  /// Mean F1 of numbers; empty without numbers.
  public static OptionalDouble meanF1(List<Score> scores) {
    return scores.stream().mapToDouble(Score::f1).average();
  }
}
