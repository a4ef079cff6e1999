package org.tokenlab.training.superword;

/// Which tokens are taken apart again while merges are learned: *PickyBPE* (Chizhov et al. 2024).
///
/// A token that hardly stands anywhere but inside the token just made of it is no use any more. Its
/// *intersection over self* says so: how often the pair was merged, divided by how often the token
/// stood before.
///
/// @param threshold the intersection over self from which on a token is deleted: above 0.5, 1 at
///   most. Fastboundlessbpe's authors use 0.9
/// @param into what a deleted token falls into, where it still stands
public record TokenDeletion(double threshold, Into into) {
  /// What a deleted token falls into.
  public enum Into {
    /// Its bytes.
    BYTES,
    /// The two parts of the first merge that made it; of these, what has been deleted falls apart
    /// in turn, where fastboundlessbpe leaves a token that is none.
    PAIR
  }

  /// @throws IllegalArgumentException unless the threshold is above 0.5 and 1 at most
  public TokenDeletion {
    if (!(threshold > 0.5 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "a token is deleted from an intersection over self on that is above 0.5 and 1 at most; got "
              + threshold);
    }
  }
}
