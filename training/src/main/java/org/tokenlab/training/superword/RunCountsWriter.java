package org.tokenlab.training.superword;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.tokenlab.training.internal.CountFileWriter;

/// Writes [RunCounts].
///
/// The file, version 1: the eight bytes `TLABRC` 0x00 0x01, of which the last is the version; the
/// length of the words' part and that part, a file of word counts as
/// [org.tokenlab.training.WordCounts#save] writes it; the number of pieces, then for each its
/// length and its bytes, in the order of [RunCounts]; the number of runs, then for each, in their
/// order, its length, the numbers of its pieces, and by how much its count is below that of the run
/// before (the first run's count is written as it is). First bytes, numbers and the sum at the end
/// are [CountFileWriter]'s.
final class RunCountsWriter {
  static final byte[] MAGIC = {'T', 'L', 'A', 'B', 'R', 'C', 0, 1};

  private final OutputStream file;

  RunCountsWriter(OutputStream out) {
    file = out;
  }

  void write(RunCounts runs) throws IOException {
    CountFileWriter out = new CountFileWriter(file, MAGIC);
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    runs.words().save(words);
    out.writeNumber(words.size());
    out.write(words);
    out.writeNumber(runs.pieces());
    for (int p = 0; p < runs.pieces(); p++) {
      int length = runs.pieceStart(p + 1) - runs.pieceStart(p);
      out.writeNumber(length);
      out.write(runs.arena(), runs.pieceStart(p), length);
    }
    out.writeNumber(runs.size());
    long before = 0;
    for (int r = 0; r < runs.size(); r++) {
      out.writeNumber(runs.runStart(r + 1) - runs.runStart(r));
      for (int i = runs.runStart(r); i < runs.runStart(r + 1); i++) {
        out.writeNumber(runs.sequence()[i]);
      }
      out.writeNumber(r == 0 ? runs.count(r) : before - runs.count(r));
      before = runs.count(r);
    }
    out.finish();
  }
}
