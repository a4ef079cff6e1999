package org.tokenlab.training;

import java.io.IOException;
import java.io.OutputStream;
import org.tokenlab.training.internal.CountFileWriter;

/// Writes [WordCounts].
///
/// The file, version 1: the eight bytes `TLABWC` 0x00 0x01, of which the last is the version; the
/// number of words; then for each word, in the order of [WordCounts], its length, its bytes, and by
/// how much its count is below that of the word before (the first word's count is written as it
/// is). First bytes, numbers and the sum at the end are [CountFileWriter]'s.
final class WordCountsWriter {
  static final byte[] MAGIC = {'T', 'L', 'A', 'B', 'W', 'C', 0, 1};

  private final OutputStream file;

  WordCountsWriter(OutputStream out) {
    file = out;
  }

  void write(WordCounts words) throws IOException {
    CountFileWriter out = new CountFileWriter(file, MAGIC);
    out.writeNumber(words.size());
    long before = 0;
    for (int w = 0; w < words.size(); w++) {
      out.writeNumber(words.length(w));
      out.write(words.arena(), words.start(w), words.length(w));
      out.writeNumber(w == 0 ? words.count(w) : before - words.count(w));
      before = words.count(w);
    }
    out.finish();
  }
}
