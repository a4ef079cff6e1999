package org.tokenlab.training.unigram;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.tokenlab.training.internal.CountFileReader;
import org.tokenlab.training.internal.CountFileWriter;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunKey;

/// The pieces of a run after a round of pruning: file `pieces.bin`.
///
/// The bytes `TLABUG` 0x00 0x01; the [RunKey]; the number of rounds; the number of pieces there
/// ever were, and of each its length and bytes; the number of those left, and of each its number
/// and its score; the score of the unknown. Numbers are [CountFileWriter]'s; a score is the eight
/// bytes of a `double`, big-endian.
final class SavedFitting {
  private static final String FILE = "pieces.bin";
  private static final byte[] MAGIC = {'T', 'L', 'A', 'B', 'U', 'G', 0, 1};

  private final CheckpointFolder folder;
  private final RunKey key;

  SavedFitting(CheckpointFolder folder, RunKey key) {
    this.folder = folder;
    this.key = key;
  }

  /// What was saved last.
  Optional<FittingState> read() {
    return folder.read(FILE, this::read);
  }

  private FittingState read(InputStream file) throws IOException {
    CountFileReader in = new CountFileReader(file, folder.nameOf(FILE), "pieces of a run", MAGIC);
    in.readMagic();
    key.require(in);
    int rounds = in.readCount("the number of rounds");
    PieceList pieces = new PieceList();
    int number = in.readCount("the number of pieces");
    byte[] piece = new byte[1 << 8];
    for (int i = 0; i < number; i++) {
      int length = in.readCount("the length of a piece");
      piece = in.readBytes(piece, 0, length, "a piece");
      pieces.add(piece, 0, length);
    }
    int left = in.readCount("the number of pieces left");
    if (left > number) {
      throw in.damaged(left + " of " + number + " pieces are left");
    }
    int[] order = new int[left];
    double[] scores = new double[left];
    for (int i = 0; i < left; i++) {
      order[i] = in.readCount("a piece left");
      if (order[i] >= number) {
        throw in.damaged("piece " + order[i] + " of " + number);
      }
      scores[i] = readScore(in);
    }
    double unknown = readScore(in);
    in.readSum();
    return new FittingState(pieces, rounds, order, scores, unknown);
  }

  private static double readScore(CountFileReader in) throws IOException {
    return ByteBuffer.wrap(in.readBytes(new byte[Double.BYTES], 0, Double.BYTES, "a score"))
        .getDouble();
  }

  /// Saves where a run is if it is time.
  void saveIfDue(Supplier<FittingState> state) {
    if (folder.isDue()) {
      save(state.get());
    }
  }

  /// Saves where a run is.
  void save(FittingState state) {
    folder.write(FILE, out -> write(out, state));
  }

  private void write(OutputStream file, FittingState state) throws IOException {
    CountFileWriter out = new CountFileWriter(file, MAGIC);
    key.write(out);
    out.writeNumber(state.rounds());
    PieceList pieces = state.pieces();
    out.writeNumber(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      out.writeNumber(pieces.length(i));
      out.write(pieces.arena(), pieces.start(i), pieces.length(i));
    }
    out.writeNumber(state.order().length);
    for (int i = 0; i < state.order().length; i++) {
      out.writeNumber(state.order()[i]);
      writeScore(out, state.scores()[i]);
    }
    writeScore(out, state.unknown());
    out.finish();
  }

  private static void writeScore(CountFileWriter out, double score) throws IOException {
    out.write(ByteBuffer.allocate(Double.BYTES).putDouble(score).array(), 0, Double.BYTES);
  }
}
