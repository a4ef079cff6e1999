package org.tokenlab.tokenizers.normalize;

import java.util.Optional;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's BertNormalizer: cleans, puts spaces around Chinese characters, strips accents, lowercases,
/// in this order. Linear, but for runs of marks (see [UnicodeForm]).
///
/// @param cleanText removes controls, formats, unassigned and private characters; makes spaces of
///   white space
/// @param handleChineseChars puts a space before and after each ideograph
/// @param stripAccents decomposes ([UnicodeForm#NFD]; what has no accent then stays decomposed, as
///   Hangul does) and removes nonspacing marks; if absent, does so if `lowercase`
/// @param lowercase as [Lowercase]
public record BertNormalizer(
    boolean cleanText,
    boolean handleChineseChars,
    Optional<Boolean> stripAccents,
    boolean lowercase)
    implements Normalizer {
  private static final CharacterRewrite CLEAN = new CharacterRewrite(BertNormalizer::clean);
  private static final CharacterRewrite ACCENTS =
      new CharacterRewrite(BertNormalizer::withoutAccent);
  private static final CharacterRewrite CHINESE =
      new CharacterRewrite(
          c -> HfCharacters.BERT_CHINESE.contains(c) ? CharacterRewrite.SEVERAL : c,
          c -> new int[] {' ', c, ' '});

  static int clean(int codePoint) {
    if (HfCharacters.BERT_REMOVED.contains(codePoint)) {
      return CharacterRewrite.REMOVED;
    }
    return HfCharacters.BERT_TO_SPACE.contains(codePoint) ? ' ' : codePoint;
  }

  private static int withoutAccent(int codePoint) {
    return HfCharacters.BERT_ACCENT.contains(codePoint) ? CharacterRewrite.REMOVED : codePoint;
  }

  @Override
  public void apply(AlignedText text) {
    if (cleanText) {
      CLEAN.apply(text);
    }
    if (handleChineseChars) {
      CHINESE.apply(text);
    }
    if (stripsAccents()) {
      UnicodeForm.NFD.apply(text);
      ACCENTS.apply(text);
    }
    if (lowercase) {
      Lowercase.REWRITE.apply(text);
    }
  }

  boolean stripsAccents() {
    return stripAccents.orElse(lowercase);
  }

  private BertCharacters characters() {
    return BertCharacters.of(this);
  }

  /// Yes where decomposing `right` leaves something that no mark before it changes places with.
  @Override
  public boolean keepsApart(int left, int right) {
    return !characters().leans(right);
  }

  @Override
  public int image(int codePoint, Side side) {
    return characters().image(codePoint, side);
  }

  /// By a table of characters: each for itself, but for what has marks that stay.
  @Override
  public int continued(byte[] utf8, int from, int to, byte[] out) {
    return characters().rewrite(utf8, from, to, out);
  }
}
