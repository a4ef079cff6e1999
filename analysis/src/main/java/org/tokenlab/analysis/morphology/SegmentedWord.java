package org.tokenlab.analysis.morphology;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/// A word and its morphemes.
///
/// @param word as it is written
/// @param morphemes in order; none of them empty, one at least
/// @param weight how much the word counts: its frequency, or 1
public record SegmentedWord(String word, List<String> morphemes, double weight) {
  /// Checks that there is a morpheme, none is empty, and the weight is finite and not negative.
  public SegmentedWord {
    morphemes = List.copyOf(morphemes);
    if (morphemes.isEmpty() || morphemes.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "morphemes that are not empty wanted for \"" + word + "\"; got: " + morphemes);
    }
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("a finite weight >= 0 wanted; got: " + weight);
    }
  }

  /// A word of weight 1.
  public SegmentedWord(String word, List<String> morphemes) {
    this(word, morphemes, 1);
  }

  /// Whether the morphemes, put together, are the word: only then they have places in it.
  public boolean isSurface() {
    return String.join("", morphemes).equals(word);
  }

  /// Where morphemes meet inside the word, in UTF-8 bytes from its start.
  ///
  /// @throws IllegalStateException unless [#isSurface]
  public BitSet boundaries() {
    if (!isSurface()) {
      throw new IllegalStateException(
          "morphemes that make up \"" + word + "\" wanted; it has " + morphemes);
    }
    BitSet places = new BitSet();
    int at = 0;
    for (String morpheme : morphemes.subList(0, morphemes.size() - 1)) {
      at += morpheme.getBytes(StandardCharsets.UTF_8).length;
      places.set(at);
    }
    return places;
  }
}
