package org.tokenlab.tokenizers;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Says where a text may be cut so that its parts, encoded apart, give the ids of the whole.
///
/// A place qualifies by the two characters around it alone, whatever else the text holds: the
/// normalizer works on either side without looking at the other, no added token spans the place or
/// feels what stands beyond it ([AddedTokenBorders]), and either the pre-tokenizer always ends a
/// piece there or no token holds the two characters side by side. Then for every text P that ends
/// with the first and S that starts with the second
///
/// `ids(P + S) = ids(P) + continued(S)`
///
/// where `continued(S)` is what `first + S` gives beyond the ids of `first` alone. (For most
/// tokenizers that is `ids(S)`; one that puts a `▁` in front of a text must not do so again.)
///
/// (Models that choose between equal scores by the rounding of a running sum need that sum too.)
///
/// Superwords hold nearly all two characters that follow each other. Where a text goes straight to
/// the model, [#first] and [#last] therefore look at the bytes around a place, too: it qualifies if
/// no token stands over it ([TokenizerModel#mayCross]).
///
/// Streaming, growing texts, counts of substrings and parallel work all rest on this rule.
/// Immutable and thread-safe.
final class CutRule {
  private final Tokenizer tokenizer;
  private final Normalizer normalizer;
  private final TokenizerModel model;
  private final AddedTokenBorders borders;
  private final boolean handsSumOn;
  private volatile @Nullable PreTokenizer preTokenizer;

  /// @param handsSumOn whether whoever cuts hands a model's running sum on to the next part, by
  ///   [Continuation]; if not, a text of a model whose [TokenizerModel#sumsRunOn] is cut only where
  ///   a piece ends
  CutRule(Tokenizer tokenizer, boolean handsSumOn) {
    this.handsSumOn = handsSumOn;
    this.tokenizer = tokenizer;
    normalizer = tokenizer.normalizer();
    model = tokenizer.model();
    borders = new AddedTokenBorders(tokenizer.addedTokens(), normalizer);
  }

  /// Whether a text may be cut between these two code points.
  boolean between(int left, int right) {
    if (!normalizer.keepsApart(left, right) || !borders.letCut(left, right)) {
      return false;
    }
    int before = normalizer.image(left, Side.LEFT);
    int after = normalizer.image(right, Side.RIGHT);
    if (before < 0 || after < 0 || !borders.letCutNormalized(before, after)) {
      return false;
    }
    PreTokenizer preTokenizer = preTokenizer();
    if (preTokenizer.cutsBetween(before, after)) {
      return true;
    }
    if (!preTokenizer.keepsApart(before, after) || (model.sumsRunOn() && !handsSumOn)) {
      return false;
    }
    before = preTokenizer.image(before);
    after = preTokenizer.image(after);
    return before >= 0 && after >= 0 && !model.mayJoin(before, after);
  }

  /// Whether nothing becomes of this code point, as of a space that only parts words: a cut behind
  /// it makes a part of its own of what could be the beginning of the next. No if in doubt.
  boolean isDropped(int codePoint) {
    byte[] source = new byte[4];
    byte[] becomes = new byte[8];
    int length = normalizer.continued(source, 0, Utf8.put(codePoint, source, 0), becomes);
    return length > 0
        && Utf8.sequenceLength(becomes[0] & 0xFF) == length
        && preTokenizer().drops(becomes, 0, length);
  }

  /// The tokenizer's, as a splitter if it only cuts: that one has at hand what the other would look
  /// up for each pair of characters, and its answers are the same. Made when first asked for.
  private PreTokenizer preTokenizer() {
    PreTokenizer known = preTokenizer;
    if (known == null) {
      PreTokenizer given = tokenizer.preTokenizer();
      known = given.splitter().map(PreTokenizer.class::cast).orElse(given);
      preTokenizer = known; // by two threads at worst, to the same effect
    }
    return known;
  }

  /// The last place in `(from, to)` where `utf8` may be cut, or `from` if there is none.
  int last(byte[] utf8, int from, int to) {
    int right = to;
    while (right > from) {
      int at = characterBefore(utf8, from, right);
      if (right < to && between(utf8, at, right, to)) {
        return right;
      }
      right = at;
    }
    return from;
  }

  /// The first place in `(from, to)` where `utf8` may be cut, or `to` if there is none.
  int first(byte[] utf8, int from, int to) {
    int at = from;
    while (at < to) {
      int right = after(utf8, at, to);
      if (right < to && between(utf8, at, right, to)) {
        return right;
      }
      at = right;
    }
    return to;
  }

  /// The ids of `utf8[from, to)`, which must be well formed: as a text of its own if `from` is
  /// where the text starts, else what it adds to the text before the cut at `from`.
  ///
  /// @param textStart where the text starts; if it is less than `from`, a cut is at `from`
  int[] ids(byte[] utf8, int textStart, int from, int to) {
    if (from == textStart || !tokenizer.marksTextStart()) {
      return tokenizer.encodeOrdinary(utf8, from, to);
    }
    int start = characterBefore(utf8, textStart, from);
    int[] ids = tokenizer.encodeOrdinary(utf8, start, to);
    return Arrays.copyOfRange(ids, tokenizer.count(utf8, start, from), ids.length);
  }

  /// Number of ids that [#ids] gives.
  int count(byte[] utf8, int textStart, int from, int to) {
    if (from == textStart || !tokenizer.marksTextStart()) {
      return tokenizer.count(utf8, from, to);
    }
    int start = characterBefore(utf8, textStart, from);
    return tokenizer.count(utf8, start, to) - tokenizer.count(utf8, start, from);
  }

  private boolean between(byte[] utf8, int left, int right, int to) {
    int before = Utf8.codePointAt(utf8, left, to);
    int after = Utf8.codePointAt(utf8, right, to);
    return between(before, after)
        || (!tokenizer.marksTextStart() // so the model is given these very bytes
            && !model.mayCross(utf8, right, to)
            && !model.sumsRunOn()
            && borders.letCut(before, after)
            && borders.letCutNormalized(before, after)
            && preTokenizer().keepsApart(before, after));
  }

  static int characterBefore(byte[] utf8, int from, int at) {
    int start = at - 1;
    while (start > from && (utf8[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  private static int after(byte[] utf8, int at, int to) {
    return Math.min(to, at + Utf8.sequenceLength(utf8[at] & 0xFF));
  }
}
