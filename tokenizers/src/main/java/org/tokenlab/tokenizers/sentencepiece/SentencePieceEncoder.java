package org.tokenlab.tokenizers.sentencepiece;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.internal.lattice.PieceOutput;
import org.tokenlab.tokenizers.internal.lattice.PieceScores;
import org.tokenlab.tokenizers.internal.lattice.ShortPath;
import org.tokenlab.tokenizers.internal.lattice.SumFreeEncoder;

/// Writes one thread's paths as ids: joins unknown characters, or takes them apart into bytes.
final class SentencePieceEncoder implements SumFreeEncoder, PieceOutput {
  private final SentencePieces pieces;
  private final PathFinder finder;
  private final PieceScores scores;
  private final ShortPath shortPath;
  private final int unknown;
  private final boolean byteFallback;
  private final IntSink scratch = new IntSink(256);
  private byte[] utf8 = {};
  private IntSink ids = scratch;
  private @Nullable IntSink spans;
  private boolean afterUnknown;
  private final IntSink noSteps = new IntSink(8);
  private IntSink steps = noSteps; // of each unknown piece: how many characters it is
  private double runningSum;
  private double before; // the running sum that the next piece goes on from

  /// Finds the path that is to be written, and gives its running sum.
  interface PathFinder {
    double find(byte[] utf8, int start, int end, double before, PieceOutput output);
  }

  SentencePieceEncoder(SentencePieces pieces, PieceScores scores, PathFinder finder) {
    this.pieces = pieces;
    this.finder = finder;
    this.scores = scores;
    shortPath = new ShortPath(scores);
    unknown = pieces.unknownId();
    byteFallback = pieces.byteFallback();
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids) {
    write(utf8, start, end, ids, null);
  }

  @Override
  public void encode(byte[] utf8, int start, int end, IntSink ids, IntSink spans) {
    write(utf8, start, end, ids, spans);
  }

  private void write(byte[] text, int start, int end, IntSink ids, @Nullable IntSink spans) {
    if (start < end) {
      utf8 = text;
      this.ids = ids;
      this.spans = spans;
      afterUnknown = false;
      steps = noSteps;
      noSteps.clear();
      runningSum = finder.find(text, start, end, before, this);
      before = 0;
    }
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
  public boolean encodeSumFree(byte[] text, int start, int end, IntSink ids, IntSink unknownSteps) {
    utf8 = text;
    this.ids = ids;
    spans = null;
    steps = unknownSteps;
    afterUnknown = false;
    return shortPath.find(text, start, end, this);
  }

  @Override
  public int unknownId() {
    return unknown;
  }

  @Override
  public double sumAfter(double sum, IntSink ids, int from, IntSink unknownSteps) {
    double[] scoreOf = scores.scores();
    float unknownScore = (float) scores.unknownScore();
    float running = (float) sum;
    int runs = 0;
    for (int i = from; i < ids.size(); i++) {
      int id = ids.get(i);
      if (id == unknown) {
        for (int step = unknownSteps.get(runs++); step > 0; step--) {
          running += unknownScore;
        }
      } else if (pieces.type(id) != PieceType.BYTE) {
        running += (float) scoreOf[id];
      } else if (isFirstByte(id)) { // of an unknown character
        running += unknownScore;
      }
    }
    return running;
  }

  private boolean isFirstByte(int id) {
    return (PieceUnits.byteOf(pieces.piece(id)) & 0xC0) != 0x80;
  }

  @Override
  public double largestStep() {
    return scores.largestStep();
  }

  @Override
  public void piece(int start, int end, int id) {
    if (id != PieceScores.UNKNOWN) {
      afterUnknown = false;
      add(id, start, end);
    } else if (byteFallback) {
      for (int i = start; i < end; i++) {
        // The last byte stands for the character, the others for nothing.
        add(pieces.byteId(utf8[i]), start, i + 1 < end ? start : end);
      }
    } else if (afterUnknown) {
      steps.set(steps.size() - 1, steps.get(steps.size() - 1) + 1);
      if (spans != null) {
        spans.truncate(spans.size() - 1);
        spans.add(end);
      }
    } else {
      afterUnknown = true;
      steps.add(1);
      add(unknown, start, end);
    }
  }

  private void add(int id, int start, int end) {
    ids.add(id);
    if (spans != null) {
      spans.add(start);
      spans.add(end);
    }
  }

  @Override
  public int count(byte[] utf8, int from, int[] ends, int pieces) {
    scratch.clear();
    encode(utf8, from, ends, pieces, scratch);
    return scratch.size();
  }
}
