package org.tokenlab.training;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// Writes [WordCounts].
///
/// The file, version 1: the eight bytes `TLABWC` 0x00 0x01, of which the last is the version; the
/// number of words; then for each word, in the order of [WordCounts], its length, its bytes, and by
/// how much its count is below that of the word before (the first word's count is written as it
/// is). Last come four bytes, the CRC-32C of all before, big-endian. Numbers are in base 128, seven
/// bits a byte, lowest first, the high bit set on all bytes but a number's last.
final class WordCountsWriter {
  static final byte[] MAGIC = {'T', 'L', 'A', 'B', 'W', 'C', 0, 1};

  private final OutputStream plain;
  private final CheckedOutputStream out;

  WordCountsWriter(OutputStream out) {
    plain = new BufferedOutputStream(out, 1 << 16);
    this.out = new CheckedOutputStream(plain, new CRC32C());
  }

  void write(WordCounts words) throws IOException {
    out.write(MAGIC);
    writeNumber(words.size());
    long before = 0;
    for (int w = 0; w < words.size(); w++) {
      writeNumber(words.length(w));
      out.write(words.arena(), words.start(w), words.length(w));
      writeNumber(w == 0 ? words.count(w) : before - words.count(w));
      before = words.count(w);
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
