package org.tokenlab.analysis.measure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;

/// The ids of texts by one tokenizer, and where the tokens lie. One thread's.
///
/// Where the tokens' bytes, put together, are the text's, places follow from ids, which cost a
/// third of an encoding with offsets. So they do where the bytes are the text's but for spaces
/// written as `▁` and one `▁` in front (SentencePiece's way). For other texts offsets are asked
/// for, and for a tokenizer that has had none of the first kind, at once.
///
/// A token that is nothing but the `▁` in front, which the text has not, has no place. So
/// SentencePiece tells it; Hugging Face's offsets give it the first character, so that the two
/// forms of one model would differ.
final class TokenSpans {
  private static final int TRIES = 8;
  private static final int MARK = 3; // bytes of ▁

  private final Tokenizer tokenizer;
  private int tries = TRIES; // what is left of them, or above once a text was of the first kind

  TokenSpans(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// An encoded text.
  ///
  /// @param ids its tokens
  /// @param spans start and end of each token in the UTF-8 bytes, by turns
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  record Encoded(int[] ids, int[] spans) {}

  /// Encodes a text.
  Encoded of(String text, byte[] utf8) {
    if (tries > 0) {
      int[] ids = tokenizer.encodeOrdinary(utf8);
      int[] spans = ofBytes(ids, utf8);
      if (spans != null) {
        tries = Integer.MAX_VALUE;
        return new Encoded(ids, spans);
      }
      tries--;
    }
    Encoding encoding = tokenizer.encode(text);
    int[] ids = encoding.ids();
    int[] spans = encoding.offsets(TextUnit.UTF8_BYTES);
    if (ids.length > 0 && hasNoMarkInFront(utf8) && isMark(ids[0])) {
      spans[0] = 0;
      spans[1] = 0;
    }
    return new Encoded(ids, spans);
  }

  private static boolean hasNoMarkInFront(byte[] utf8) {
    return utf8.length > 0 && utf8[0] != ' ' && !isMark(utf8, 0);
  }

  private boolean isMark(int id) {
    byte[] bytes = new byte[MARK];
    Vocabulary vocabulary = tokenizer.vocabulary();
    if (!vocabulary.contains(id) || vocabulary.length(id) != MARK) {
      return false;
    }
    vocabulary.copy(id, bytes, 0);
    return isMark(bytes, 0);
  }

  private int @Nullable [] ofBytes(int[] ids, byte[] utf8) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    int[] ends = new int[ids.length]; // in the tokens' own bytes
    byte[] joined = new byte[utf8.length + MARK];
    int length = 0;
    for (int i = 0; i < ids.length; i++) {
      // Three bytes of a token can stand for one of the text, and three for none.
      if (!vocabulary.contains(ids[i]) || length > MARK * utf8.length + MARK) {
        return null;
      }
      int end = length + vocabulary.length(ids[i]);
      if (end > joined.length) {
        joined = Arrays.copyOf(joined, 2 * end);
      }
      length = vocabulary.copy(ids[i], joined, length);
      ends[i] = length;
    }
    int[] spans = new int[2 * ids.length];
    if (Arrays.equals(joined, 0, length, utf8, 0, utf8.length)) {
      for (int i = 0; i < ids.length; i++) {
        spans[2 * i] = i == 0 ? 0 : ends[i - 1];
        spans[2 * i + 1] = ends[i];
      }
      return spans;
    }
    return alignSpaces(joined, ends, utf8, spans) ? spans : null;
  }

  private static boolean alignSpaces(byte[] joined, int[] ends, byte[] utf8, int[] spans) {
    if (!hasNoMarkInFront(utf8)) {
      return false; // some tokenizers drop a space here, others add one to it
    }
    int in = isMark(joined, 0) ? MARK : 0;
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      spans[2 * i] = at;
      while (in < ends[i]) {
        if (at == utf8.length) {
          return false;
        }
        if (utf8[at] == ' ' && isMark(joined, in)) {
          in += MARK;
          at++;
        } else if (utf8[at++] != joined[in++]) {
          return false;
        }
      }
      spans[2 * i + 1] = at;
    }
    return at == utf8.length;
  }

  /// Whether U+2581 stands there.
  private static boolean isMark(byte[] utf8, int at) {
    return at + MARK <= utf8.length
        && utf8[at] == (byte) 0xE2
        && utf8[at + 1] == (byte) 0x96
        && utf8[at + 2] == (byte) 0x81;
  }
}
