package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// HF's ByteLevel normalizer: each byte becomes its character in GPT-2's alphabet.
///
/// All characters of one old character have that one's source. Linear.
public record ByteLevelNormalizer() implements Normalizer {
  @Override
  public void apply(AlignedText text) {
    byte[] bytes = text.bytes();
    int length = text.length();
    int kept = -1; // up to here the old text has been taken over; -1 before the first change
    for (int at = 0; at < length; at++) {
      if (bytes[at] >= '!' && bytes[at] <= '~') {
        continue;
      }
      if (kept < 0) {
        text.beginRewrite();
        kept = 0;
      }
      text.keep(kept, at);
      text.put(ByteCharacters.characterOf(bytes[at] & 0xFF), at);
      kept = at + 1;
    }
    if (kept >= 0) {
      text.keep(kept, length);
      text.endRewrite();
    }
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint, Side side) {
    byte[] utf8 = new byte[4];
    int length = Utf8.put(codePoint, utf8, 0);
    return ByteCharacters.characterOf(utf8[side == Side.LEFT ? length - 1 : 0] & 0xFF);
  }
}
