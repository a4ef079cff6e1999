package org.tokenlab.analysis.metrics;

/// Corpus token count (CTC): the tokens of a whole corpus, each item encoded by itself, special
/// tokens not counted.
///
/// `CTC(language) = Σ |t(item)|`: Schmidt et al. 2024; "Explaining and Mitigating Crosslingual
/// Tokenizer Inequities", 2025. Unit: tokens. Comparable across languages only on the same items.
public final class CorpusTokenCount {
  private CorpusTokenCount() {}

  /// The sum over the items that there are; 0 for an empty corpus. O(items).
  public static long of(ItemCounts tokens) {
    return tokens.total();
  }
}
