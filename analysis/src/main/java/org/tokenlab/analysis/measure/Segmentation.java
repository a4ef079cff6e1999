package org.tokenlab.analysis.measure;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizer;

/// How a tokenizer cuts one item of a corpus.
///
/// A token begins where the one before it ends. Tokens that share a character end together behind
/// it: the first has it, the others have nothing.
///
/// @param item number of the item, from 0
/// @param ends where each token ends, in UTF-16 units of the item; ascending, equal ones possible
public record Segmentation(int item, List<Integer> ends) {
  /// Copies the list.
  ///
  /// @throws IllegalArgumentException unless the ends ascend from 0 or more
  public Segmentation {
    ends = List.copyOf(ends);
    int before = 0;
    for (int end : ends) {
      if (end < before) {
        throw new IllegalArgumentException(
            "ascending ends wanted; got " + end + " after " + before);
      }
      before = end;
    }
  }

  /// Cuts an item.
  ///
  /// @param text of the item
  public static Segmentation of(Tokenizer tokenizer, int item, String text) {
    int[] offsets = tokenizer.encode(text).offsets(TextUnit.UTF16_UNITS);
    List<Integer> ends = new ArrayList<>(offsets.length / 2);
    int end = 0;
    for (int i = 1; i < offsets.length; i += 2) {
      end = Math.max(end, offsets[i]);
      ends.add(end);
    }
    return new Segmentation(item, ends);
  }
}
