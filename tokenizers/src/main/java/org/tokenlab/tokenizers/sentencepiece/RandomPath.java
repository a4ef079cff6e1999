package org.tokenlab.tokenizers.sentencepiece;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.internal.lattice.BestPaths;
import org.tokenlab.tokenizers.internal.lattice.Lattice;
import org.tokenlab.tokenizers.internal.lattice.PathSampler;
import org.tokenlab.tokenizers.internal.lattice.PieceOutput;
import org.tokenlab.tokenizers.internal.lattice.PieceScores;

/// One thread's random paths. Needs memory for the whole lattice of a text.
final class RandomPath implements SentencePieceEncoder.PathFinder {
  private final Sampling.Regularisation sampling;
  private final RandomGenerator random;
  private final Lattice lattice;
  private final PathSampler sampler;

  RandomPath(PieceScores scores, Sampling.Regularisation sampling, RandomGenerator random) {
    this.sampling = sampling;
    this.random = random;
    lattice = new Lattice(scores);
    sampler = new PathSampler(PathSampler.Weighting.POWER_OF_PROBABILITY, sampling.alpha(), random);
  }

  @Override
  public double find(byte[] utf8, int start, int end, double before, PieceOutput output) {
    lattice.fill(utf8, start, end);
    Lattice.Path path = sampling.nBest() > 0 ? drawFromBest() : sampler.draw(lattice);
    lattice.write(path, output);
    return path.score();
  }

  private Lattice.Path drawFromBest() {
    List<Lattice.Path> best =
        BestPaths.of(lattice, sampling.nBest(), BestPaths.Limits.SENTENCEPIECE);
    double[] weights = new double[best.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = sampling.alpha() * best.get(i).score();
      most = Math.max(most, weights[i]);
    }
    return best.get(PathSampler.choose(weights, weights.length, most, random));
  }
}
