package org.tokenlab.training;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tokenlab.training.internal.CountFileReader;

/// Reads what [WordCountsWriter] wrote, and trusts none of it: what [CountFileReader] does not
/// check, which is the order and what numbers stand for, is checked here.
final class WordCountsReader {
  private final CountFileReader in;

  WordCountsReader(InputStream in, String source) {
    this.in = new CountFileReader(in, source, "word counts", WordCountsWriter.MAGIC);
  }

  WordCounts read() throws IOException {
    in.readMagic();
    long size = in.readNumber("the number of words");
    if (size > CountFileReader.MOST) {
      throw in.damaged("the number of words is " + size);
    }
    byte[] arena = new byte[1 << 12];
    int[] starts = new int[1 << 10];
    long[] counts = new long[1 << 10];
    for (int w = 0; w < size; w++) {
      if (w + 1 == starts.length) {
        starts = Arrays.copyOf(starts, Math.toIntExact(w * 3L / 2));
        counts = Arrays.copyOf(counts, starts.length);
      }
      String what = "word " + w + " of " + size;
      long end = starts[w] + in.readNumber(what);
      if (end <= starts[w] || end > CountFileReader.MOST) {
        throw in.damaged(what + " has the length " + (end - starts[w]));
      }
      arena = in.readBytes(arena, starts[w], (int) end, what);
      starts[w + 1] = (int) end;
      long number = in.readNumber(what);
      counts[w] = w == 0 ? number : counts[w - 1] - number;
      if (counts[w] < 1) {
        throw in.damaged(what + " has the count " + counts[w]);
      }
      if (w > 0 && number == 0 && compare(arena, starts, w) >= 0) {
        throw in.damaged(what + " is out of order");
      }
    }
    in.readSum();
    int words = (int) size;
    try {
      return new WordCounts(
          Arrays.copyOf(arena, starts[words]),
          Arrays.copyOf(starts, words + 1),
          Arrays.copyOf(counts, words));
    } catch (ArithmeticException e) {
      throw new IOException(in.damaged("the counts add up to more than 2^63 - 1").getMessage(), e);
    }
  }

  private static int compare(byte[] arena, int[] starts, int w) {
    return Arrays.compareUnsigned(arena, starts[w - 1], starts[w], arena, starts[w], starts[w + 1]);
  }
}
