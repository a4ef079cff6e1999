package org.tokenlab.analysis.measure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;

/// The ids of texts by one tokenizer, and where the tokens lie. One thread's.
final class TokenSpans {
  private final Tokenizer tokenizer;
  private boolean together = true; // whether the tokens' bytes have always been the text's

  TokenSpans(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// An encoded text.
  ///
  /// @param ids its tokens
  /// @param spans start and end of each token in the UTF-8 bytes, by turns
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Encoded(int[] ids, int[] spans) {}

  /// Encodes a text. Where the tokens' bytes, put together, are the text's, places follow from ids,
  /// which cost a third of an encoding with offsets; where they once were not, offsets are asked
  /// for at once.
  Encoded of(String text, byte[] utf8) {
    if (together) {
      int[] ids = tokenizer.encodeOrdinary(utf8);
      int[] spans = ofBytes(ids, utf8);
      if (spans != null) {
        return new Encoded(ids, spans);
      }
      together = false;
    }
    Encoding encoding = tokenizer.encode(text);
    return new Encoded(encoding.ids(), encoding.offsets(TextUnit.UTF8_BYTES));
  }

  private int @Nullable [] ofBytes(int[] ids, byte[] utf8) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    int[] spans = new int[2 * ids.length];
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      if (!vocabulary.contains(ids[i]) || at + vocabulary.length(ids[i]) > utf8.length) {
        return null;
      }
      spans[2 * i] = at;
      at += vocabulary.length(ids[i]);
      spans[2 * i + 1] = at;
    }
    byte[] joined = new byte[at];
    at = 0;
    for (int id : ids) {
      at = vocabulary.copy(id, joined, at);
    }
    return Arrays.equals(joined, utf8) ? spans : null;
  }
}
