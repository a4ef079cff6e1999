package org.tokenlab.training.superword;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// Writes [RunCounts].
///
/// The file, version 1: the eight bytes `TLABRC` 0x00 0x01, of which the last is the version; the
/// length of the words' part and that part, a file of word counts as
/// [org.tokenlab.training.WordCounts#save] writes it; the number of pieces, then for each its
/// length and its bytes, in the order of [RunCounts]; the number of runs, then for each, in their
/// order, its length, the numbers of its pieces, and by how much its count is below that of the run
/// before (the first run's count is written as it is). Last come four bytes, the CRC-32C of all
/// before, big-endian. Numbers are in base 128, seven bits a byte, lowest first, the high bit set
/// on all bytes but a number's last.
final class RunCountsWriter {
  static final byte[] MAGIC = {'T', 'L', 'A', 'B', 'R', 'C', 0, 1};

  private final OutputStream plain;
  private final CheckedOutputStream out;

  RunCountsWriter(OutputStream out) {
    plain = new BufferedOutputStream(out, 1 << 16);
    this.out = new CheckedOutputStream(plain, new CRC32C());
  }

  void write(RunCounts runs) throws IOException {
    out.write(MAGIC);
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    runs.words().save(words);
    writeNumber(words.size());
    words.writeTo(out);
    writeNumber(runs.pieces());
    for (int p = 0; p < runs.pieces(); p++) {
      int length = runs.pieceStart(p + 1) - runs.pieceStart(p);
      writeNumber(length);
      out.write(runs.arena(), runs.pieceStart(p), length);
    }
    writeNumber(runs.size());
    long before = 0;
    for (int r = 0; r < runs.size(); r++) {
      writeNumber(runs.runStart(r + 1) - runs.runStart(r));
      for (int i = runs.runStart(r); i < runs.runStart(r + 1); i++) {
        writeNumber(runs.sequence()[i]);
      }
      writeNumber(r == 0 ? runs.count(r) : before - runs.count(r));
      before = runs.count(r);
    }
    long sum = out.getChecksum().getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      plain.write((int) (sum >>> shift));
    }
    plain.flush();
  }

  private void writeNumber(long number) throws IOException {
    long rest = number;
    while (rest > 0x7F) {
      out.write(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
