package org.tokenlab.tokenizers.pretokenize;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Utf8;

/// Cuts between two characters if a rule about their classes says so, and drops the pieces of one
/// class.
///
/// Because the rule asks about two neighbours only, it is also the answer to [#cutsBetween].
/// Immutable, thread-safe, linear.
final class ClassSplit implements PreTokenizer {
  /// What is dropped if nothing is.
  static final int NOTHING = -1;

  /// Whether a piece ends between characters of these classes.
  @FunctionalInterface
  interface Rule {
    boolean cuts(int left, int right);
  }

  private final IntUnaryOperator classOf;
  private final Rule rule;
  private final int dropped;
  private final byte[] ascii = new byte[128];
  private final Splitter cutting = new Cutting();

  /// @param classOf a small number for each code point
  /// @param dropped the class whose pieces are dropped; the rule cuts around its characters
  ClassSplit(IntUnaryOperator classOf, Rule rule, int dropped) {
    this.classOf = classOf;
    this.rule = rule;
    this.dropped = dropped;
    for (int c = 0; c < ascii.length; c++) {
      ascii[c] = (byte) classOf.applyAsInt(c);
    }
  }

  /// Splits at single characters, each of which is a match for itself, as HF does with a predicate.
  static ClassSplit at(IntPredicate matches, SplitBehavior behavior) {
    return new ClassSplit(
        codePoint -> matches.test(codePoint) ? 1 : 0,
        rule(behavior),
        behavior == SplitBehavior.REMOVED ? 1 : NOTHING);
  }

  /// The rule for single characters that are matches, class 1, among others, class 0.
  static Rule rule(SplitBehavior behavior) {
    return switch (behavior) {
      case REMOVED, ISOLATED -> (left, right) -> left + right > 0;
      case MERGED_WITH_PREVIOUS -> (left, right) -> left > 0;
      case MERGED_WITH_NEXT -> (left, right) -> right > 0;
      case CONTIGUOUS -> (left, right) -> left != right;
    };
  }

  /// Splits with the runs between single characters as the matches: HF's inverted pattern. A match
  /// is a whole run then, so merging it to one side is merging the character to the other.
  static ClassSplit between(IntPredicate character, SplitBehavior behavior) {
    return new ClassSplit(
        codePoint -> character.test(codePoint) ? 1 : 0,
        rule(inverted(behavior)),
        behavior == SplitBehavior.REMOVED ? 0 : NOTHING);
  }

  /// The behaviour that has the same rule where the runs between the characters are the matches.
  static SplitBehavior inverted(SplitBehavior behavior) {
    return switch (behavior) {
      case MERGED_WITH_PREVIOUS -> SplitBehavior.MERGED_WITH_NEXT;
      case MERGED_WITH_NEXT -> SplitBehavior.MERGED_WITH_PREVIOUS;
      case REMOVED, ISOLATED, CONTIGUOUS -> behavior;
    };
  }

  @Override
  public Optional<Splitter> splitter() {
    return dropped == NOTHING ? Optional.of(cutting) : Optional.empty();
  }

  @Override
  public Optional<Splitter> cutter() {
    return Optional.of(cutting);
  }

  @Override
  public boolean drops(byte[] utf8, int start, int end) {
    return dropped != NOTHING && classAt(utf8, start, end) == dropped;
  }

  @Override
  public void apply(Pieces pieces) {
    pieces.split(cutting);
    if (dropped != NOTHING) {
      byte[] utf8 = pieces.text().bytes();
      pieces.beginSplit();
      for (int i = 0; i < pieces.count(); i++) {
        if (!drops(utf8, pieces.start(i), pieces.end(i))) {
          pieces.add(pieces.start(i), pieces.end(i));
        }
      }
      pieces.endSplit();
    }
  }

  private int classAt(byte[] utf8, int at, int to) {
    byte b = utf8[at];
    return b >= 0 ? ascii[b] : classOf.applyAsInt(Utf8.codePointAt(utf8, at, to));
  }

  private int classOf(int codePoint) {
    return codePoint < ascii.length ? ascii[codePoint] : classOf.applyAsInt(codePoint);
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return rule.cuts(classOf(left), classOf(right));
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint) {
    return classOf(codePoint) == dropped ? -1 : codePoint;
  }

  private final class Cutting implements Splitter {
    @Override
    public int split(byte[] utf8, int from, int to, int[] ends) {
      if (from == to) {
        return 0;
      }
      int count = 0;
      int at = from;
      int left = classAt(utf8, at, to);
      while (count < ends.length) {
        at = Scanner.after(utf8, at, to);
        if (at == to) {
          ends[count++] = to;
          break;
        }
        int right = classAt(utf8, at, to);
        if (rule.cuts(left, right)) {
          ends[count++] = at;
        }
        left = right;
      }
      return count;
    }

    @Override
    public boolean cutsBetween(int left, int right) {
      return ClassSplit.this.cutsBetween(left, right);
    }

    @Override
    public boolean keepsApart(int left, int right) {
      return true;
    }
  }
}
