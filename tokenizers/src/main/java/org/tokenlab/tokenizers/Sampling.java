package org.tokenlab.tokenizers;

/// How a model draws a segmentation at random, for training that sees a text in more ways than one.
public sealed interface Sampling {

  /// BPE-dropout (Provilkov et al. 2020): each merge is left out with this probability.
  ///
  /// @param probability 0 to 1; 0 gives the usual ids, 1 single symbols
  record Dropout(double probability) implements Sampling {
    /// Refuses what is no probability.
    public Dropout {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "dropout needs a probability from 0 to 1; got " + probability);
      }
    }
  }

  /// Subword regularisation (Kudo 2018): a segmentation of a Unigram model with a probability in
  /// proportion to its own, raised to `alpha`.
  ///
  /// @param alpha 0 makes all segmentations alike, large values come down to the best one
  /// @param nBest draws among the best so many; 0 or less: among all
  record Regularisation(double alpha, int nBest) implements Sampling {
    /// Refuses what is no finite number.
    public Regularisation {
      if (!Double.isFinite(alpha)) {
        throw new IllegalArgumentException("alpha must be a finite number; got " + alpha);
      }
    }
  }
}
