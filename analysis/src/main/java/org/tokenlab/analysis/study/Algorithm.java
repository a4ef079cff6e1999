package org.tokenlab.analysis.study;

import java.util.Arrays;
import java.util.List;

/// A way of training that a manifest can name.
enum Algorithm {
  /// Byte-level BPE. One run gives all vocabulary sizes.
  BPE(true),
  /// Unigram in our own mode, as SentencePiece runs it: characters that are too rare are unknown,
  /// text is not rewritten. It has its own rule for words, so a pattern is none of its settings.
  UNIGRAM(false);

  private final boolean hasPattern;

  Algorithm(boolean hasPattern) {
    this.hasPattern = hasPattern;
  }

  /// The names in a manifest, which are also the kinds in a table.
  static List<String> ids() {
    return Arrays.stream(values()).map(Algorithm::id).toList();
  }

  /// The algorithm of this name.
  ///
  /// @throws IllegalArgumentException if there is none
  static Algorithm ofId(String id) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no algorithm is called " + id));
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether text is split by the study's patterns before it is trained on.
  boolean hasPattern() {
    return hasPattern;
  }
}
