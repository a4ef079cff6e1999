package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;

/// A normalizer that is a [CharacterRewrite] with a name: each character for itself, so that any
/// two are kept apart.
sealed interface ByCharacter extends Normalizer permits Lowercase, Nmt, StripAccents {

  private CharacterRewrite rewrite() {
    return switch (this) {
      case Lowercase _ -> Lowercase.REWRITE;
      case Nmt _ -> Nmt.REWRITE;
      case StripAccents _ -> StripAccents.REWRITE;
    };
  }

  @Override
  default void apply(AlignedText text) {
    rewrite().apply(text);
  }

  @Override
  default boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  default int image(int codePoint, Side side) {
    return rewrite().image(codePoint, side);
  }
}
