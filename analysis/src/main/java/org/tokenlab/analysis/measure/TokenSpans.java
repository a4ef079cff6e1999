package org.tokenlab.analysis.measure;

import java.util.Arrays;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;

/// The places of tokens in a text whose ids are known.
final class TokenSpans {
  private TokenSpans() {}

  /// Where the tokens lie. Where the tokens' bytes, put together, are the text's, that needs no
  /// second encoding, which would cost three times as much as ids alone.
  ///
  /// @return start and end of each token in the UTF-8 bytes, by turns
  static int[] of(Tokenizer tokenizer, String item, byte[] utf8, int[] ids) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    int[] spans = new int[2 * ids.length];
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      if (!vocabulary.contains(ids[i]) || at + vocabulary.length(ids[i]) > utf8.length) {
        return tokenizer.encode(item).offsets(TextUnit.UTF8_BYTES);
      }
      spans[2 * i] = at;
      at += vocabulary.length(ids[i]);
      spans[2 * i + 1] = at;
    }
    byte[] together = new byte[at];
    at = 0;
    for (int id : ids) {
      at = vocabulary.copy(id, together, at);
    }
    return Arrays.equals(together, utf8)
        ? spans
        : tokenizer.encode(item).offsets(TextUnit.UTF8_BYTES);
  }
}
