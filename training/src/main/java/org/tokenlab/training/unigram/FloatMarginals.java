package org.tokenlab.training.unigram;

/// Forward-backward over lattices in single precision and the logarithmic domain, operation by
/// operation as SentencePiece 0.2.3 does it, so that the sums are its sums.
///
/// Not thread-safe: holds the arrays of one word.
final class FloatMarginals {
  private static final float NEGLIGIBLE = 50; // e^-50 adds nothing to a float

  private final FloatScores scores;
  private float[] alpha = new float[64];
  private float[] beta = new float[64];
  private boolean[] reached = new boolean[64];

  FloatMarginals(FloatScores scores) {
    this.scores = scores;
  }

  /// Adds to `expected`, by piece, how often each piece is expected in word `w` of `block` times
  /// the word's weight. Returns the logarithm of the word's probability.
  float add(LatticeBlock block, int w, float[] expected) {
    int length = block.length(w);
    if (length >= alpha.length) {
      alpha = new float[length + length / 2 + 1];
      beta = new float[alpha.length];
      reached = new boolean[alpha.length];
    }
    forward(block, w, length);
    backward(block, w, length);
    float z = alpha[length];
    float weight = (float) block.weights[w];
    int edge = block.edgeStarts[w];
    for (int place = 0; place < length; place++) {
      for (int end = edge + block.counts[block.wordStarts[w] + place]; edge < end; edge++) {
        int bits = block.edges[edge];
        int piece = bits >>> LatticeBlock.LENGTH_BITS;
        float logProbability =
            alpha[place] + scores.of(piece) + beta[place + (bits & LatticeBlock.LENGTH_MASK)] - z;
        int counted = scores.counted(piece);
        expected[counted] = (float) (expected[counted] + weight * Math.exp(logProbability));
      }
    }
    return z;
  }

  private void forward(LatticeBlock block, int w, int length) {
    for (int place = 0; place <= length; place++) {
      reached[place] = false;
    }
    alpha[0] = 0;
    int edge = block.edgeStarts[w];
    for (int place = 0; place < length; place++) {
      for (int end = edge + block.counts[block.wordStarts[w] + place]; edge < end; edge++) {
        int bits = block.edges[edge];
        int to = place + (bits & LatticeBlock.LENGTH_MASK);
        float path = scores.of(bits >>> LatticeBlock.LENGTH_BITS) + alpha[place];
        alpha[to] = reached[to] ? logSum(alpha[to], path) : path;
        reached[to] = true;
      }
    }
  }

  private void backward(LatticeBlock block, int w, int length) {
    beta[length] = 0;
    int next = block.edgeStarts[w + 1];
    for (int place = length - 1; place >= 0; place--) {
      int first = next - block.counts[block.wordStarts[w] + place];
      for (int edge = first; edge < next; edge++) {
        int bits = block.edges[edge];
        float path =
            scores.of(bits >>> LatticeBlock.LENGTH_BITS)
                + beta[place + (bits & LatticeBlock.LENGTH_MASK)];
        beta[place] = edge == first ? path : logSum(beta[place], path);
      }
      next = first;
    }
  }

  private static float logSum(float x, float y) {
    float low = Math.min(x, y);
    float high = Math.max(x, y);
    return high > low + NEGLIGIBLE
        ? high
        : (float) (high + Math.log1p(Math.exp((double) (low - high))));
  }
}
