package org.tokenlab.tokenizers;

/// Rewrites text before it is split: Unicode normalisation, case, accents, white space.
///
/// Immutable and thread-safe. Keeps track of where each byte came from, so that tokens have offsets
/// in the text as it was given.
@FunctionalInterface
public interface Normalizer {
  /// Rewrites all of `text` in place. `text` is well-formed UTF-8 and stays so.
  void apply(AlignedText text);

  /// Leaves text as it is.
  static Normalizer none() {
    return None.INSTANCE;
  }

  /// The one normalizer that does nothing, so that it can be recognised.
  enum None implements Normalizer {
    /// It.
    INSTANCE;

    @Override
    public void apply(AlignedText text) {}
  }
}
