package org.tokenlab.analysis.morphology;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.tokenlab.tokenizers.Encoding;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// Where a tokenizer cuts a word that stands alone.
///
/// @param tokens number of tokens
/// @param inside where tokens meet inside the word, in UTF-8 bytes from its start; a place inside a
///   character counts, and is no boundary of any morpheme
public record TokenBoundaries(int tokens, BitSet inside) {
  /// The cuts of a word, encoded by itself without special tokens.
  public static TokenBoundaries of(Tokenizer tokenizer, String word) {
    Encoding encoding = tokenizer.encode(word);
    int[] offsets = encoding.offsets(TextUnit.UTF8_BYTES);
    int length = word.getBytes(StandardCharsets.UTF_8).length;
    BitSet inside = new BitSet();
    for (int token = 1; token < encoding.size(); token++) {
      int start = offsets[2 * token];
      if (start > 0 && start < length) {
        inside.set(start);
      }
    }
    return new TokenBoundaries(encoding.size(), inside);
  }
}
