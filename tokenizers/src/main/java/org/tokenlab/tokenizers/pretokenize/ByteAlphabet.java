package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// Rewrites each byte as its character in GPT-2's alphabet: what HF's ByteLevel does last.
///
/// Byte-level models do without; a model whose tokens are spelled in that alphabet but that knows
/// nothing of it (a Unigram, say) needs it. Each character belongs to the source of its byte.
public record ByteAlphabet() implements PreTokenizer {
  @Override
  public void apply(Pieces pieces) {
    AlignedText text = pieces.text();
    text.beginRewrite();
    pieces.beginSplit();
    for (int i = 0; i < pieces.count(); i++) {
      int start = text.newLength();
      for (int at = pieces.start(i); at < pieces.end(i); at++) {
        text.put(ByteCharacters.characterOf(text.bytes()[at] & 0xFF), at);
      }
      pieces.add(start, text.newLength());
    }
    text.endRewrite();
    pieces.endSplit();
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return true;
  }

  @Override
  public int image(int codePoint) {
    return codePoint < 0x80 ? ByteCharacters.characterOf(codePoint) : -1;
  }
}
