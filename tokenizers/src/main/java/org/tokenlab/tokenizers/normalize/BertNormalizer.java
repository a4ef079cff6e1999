package org.tokenlab.tokenizers.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
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
  private static final Normalizer CLEAN =
      new Characters(new CharacterRewrite(BertNormalizer::clean));
  private static final Normalizer ACCENTS =
      new Characters(new CharacterRewrite(BertNormalizer::withoutAccent));
  private static final Normalizer CHINESE =
      new Characters(
          new CharacterRewrite(
              c -> HfCharacters.BERT_CHINESE.contains(c) ? CharacterRewrite.SEVERAL : c,
              c -> new int[] {' ', c, ' '}));

  private record Characters(CharacterRewrite rewrite) implements Normalizer {
    @Override
    public void apply(AlignedText text) {
      rewrite.apply(text);
    }

    @Override
    public boolean keepsApart(int left, int right) {
      return true;
    }

    @Override
    public int image(int codePoint) {
      return rewrite.image(codePoint);
    }
  }

  private static int clean(int codePoint) {
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
      new Lowercase().apply(text);
    }
  }

  private boolean stripsAccents() {
    return stripAccents.orElse(lowercase);
  }

  // The same steps, for what is said of characters.
  private NormalizerSequence steps() {
    List<Normalizer> steps = new ArrayList<>();
    if (cleanText) {
      steps.add(CLEAN);
    }
    if (handleChineseChars) {
      steps.add(CHINESE);
    }
    if (stripsAccents()) {
      steps.add(UnicodeForm.NFD);
      steps.add(ACCENTS);
    }
    if (lowercase) {
      steps.add(new Lowercase());
    }
    return new NormalizerSequence(steps);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return steps().keepsApart(left, right);
  }

  @Override
  public int image(int codePoint) {
    return steps().image(codePoint);
  }
}
