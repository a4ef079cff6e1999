package org.tokenlab.tokenizers.unigram;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.internal.lattice.BestPaths;
import org.tokenlab.tokenizers.internal.lattice.Lattice;
import org.tokenlab.tokenizers.internal.lattice.PathSampler;

/// One thread's random segmentations, as HF draws them. Needs memory for the whole lattice of a
/// piece.
final class UnigramSampler implements TokenizerModel.PieceEncoder {
  private final Sampling.Regularisation sampling;
  private final RandomGenerator random;
  private final Lattice lattice;
  private final PathSampler sampler;
  private final UnigramOutput output;
  private final IntSink scratch = new IntSink(256);

  UnigramSampler(UnigramModel model, Sampling.Regularisation sampling, RandomGenerator random) {
    this.sampling = sampling;
    this.random = random;
    lattice = new Lattice(model.scores());
    sampler = new PathSampler(PathSampler.Weighting.HF, sampling.alpha(), random);
    output = new UnigramOutput(model);
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    write(utf8, start, end, ids, null);
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    write(utf8, start, end, ids, spans);
  }

  private void write(byte[] utf8, int start, int end, IntSink ids, @Nullable IntSink spans) {
    if (start == end) {
      return;
    }
    lattice.fill(utf8, start, end);
    output.begin(utf8, ids, spans);
    lattice.write(sampling.nBest() > 0 ? drawFromBest() : sampler.draw(lattice), output);
    output.end();
  }

  /// Among the best by their weights; the best one if all weights underflow.
  private Lattice.Path drawFromBest() {
    List<Lattice.Path> best = BestPaths.of(lattice, sampling.nBest(), BestPaths.Limits.HF);
    double[] weights = new double[best.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = sampling.alpha() * lattice.score(best.get(i));
      most = Math.max(most, weights[i]);
    }
    return Math.exp(most) > 0
        ? best.get(PathSampler.choose(weights, weights.length, most, random))
        : best.getFirst();
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
