package org.tokenlab.analysis.measure;

import java.util.List;
import org.tokenlab.tokenizers.Tokenizer;

/// The words of a language's items in tokens, each word encoded alone.
///
/// Words without tokens are left out of all sums by item, as fertility leaves them out. The arrays
/// are not to be changed.
///
/// @param perDistinct tokens of each distinct word
/// @param running tokens of each word, as often as it occurs
/// @param tokens by item, of its words
/// @param words by item, with tokens
/// @param continued by item, words of two tokens and more
/// @param continuing by item, tokens that are not their word's first
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record TokenizedWords(
    int[] perDistinct,
    int[] running,
    int[] tokens,
    int[] words,
    int[] continued,
    int[] continuing) {
  static TokenizedWords of(Tokenizer tokenizer, ItemWords words) {
    int[] perDistinct = words.distinct().stream().mapToInt(tokenizer::count).toArray();
    List<int[]> items = words.byItem();
    int[] running = new int[items.stream().mapToInt(item -> item.length).sum()];
    int[] tokens = new int[items.size()];
    int[] withTokens = new int[items.size()];
    int[] continued = new int[items.size()];
    int[] continuing = new int[items.size()];
    int at = 0;
    for (int i = 0; i < items.size(); i++) {
      for (int word : items.get(i)) {
        int count = perDistinct[word];
        running[at++] = count;
        tokens[i] += count;
        withTokens[i] += count > 0 ? 1 : 0;
        continued[i] += count > 1 ? 1 : 0;
        continuing[i] += Math.max(0, count - 1);
      }
    }
    return new TokenizedWords(perDistinct, running, tokens, withTokens, continued, continuing);
  }
}
