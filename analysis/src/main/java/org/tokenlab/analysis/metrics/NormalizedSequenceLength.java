package org.tokenlab.analysis.metrics;

import java.util.OptionalDouble;

/// Normalised sequence length (NSL): how long a tokenizer's sequences are against another
/// tokenizer's, on the same text.
///
/// `NSL = Σ |T(s)| / Σ |R(s)|` over the same texts `s`, Dagan, Synnaeve and Rozière 2024, "Getting
/// the most out of your tokenizer for pre-training and domain adaptation". Below 1 the tokenizer
/// `T` needs fewer tokens than the reference `R`. Sums come first, as in the paper: a long text
/// weighs more than a short one. A figure without the name of its reference means nothing.
///
/// [TokenPremium] is the mirror image: one tokenizer, two languages.
public final class NormalizedSequenceLength {
  private NormalizedSequenceLength() {}

  /// The ratio of two tokenizers' counts; empty if the reference has no tokens.
  ///
  /// @param tokens of the tokenizer in question, >= 0
  /// @param referenceTokens of the reference tokenizer on the same text, >= 0
  /// @throws IllegalArgumentException for a negative count
  public static OptionalDouble of(long tokens, long referenceTokens) {
    return TokenPremium.ofCounts(tokens, referenceTokens);
  }

  /// The ratio over all items that there are; both counts are of the same texts, so they lack the
  /// same items. O(items).
  ///
  /// @throws IllegalArgumentException if the two are not of the same items
  public static OptionalDouble of(ItemCounts tokens, ItemCounts reference) {
    ItemCounts.Shared shared = tokens.sharedWith(reference);
    if (shared.items() != tokens.present() || shared.items() != reference.present()) {
      throw new IllegalArgumentException(
          "two tokenizers' counts of the same items wanted: one side has "
              + tokens.present()
              + " items, the other "
              + reference.present()
              + ", and "
              + shared.items()
              + " are in both");
    }
    return of(shared.count(), shared.reference());
  }
}
