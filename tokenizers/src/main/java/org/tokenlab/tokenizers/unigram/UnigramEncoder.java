package org.tokenlab.tokenizers.unigram;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.internal.lattice.BestPath;

/// One thread's best segmentations.
final class UnigramEncoder implements TokenizerModel.PieceEncoder {
  private final BestPath bestPath;
  private final UnigramOutput output;
  private final IntSink scratch = new IntSink(256);
  private double runningSum;
  private double before; // the running sum that the next piece goes on from

  UnigramEncoder(UnigramModel model) {
    bestPath = new BestPath(model.scores());
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
    output.begin(utf8, ids, spans);
    runningSum = bestPath.find(utf8, start, end, before, output);
    before = 0;
    output.end();
  }

  @Override
  public double runningSum() {
    return runningSum;
  }

  @Override
  public void resume(double sum) {
    before = sum;
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
