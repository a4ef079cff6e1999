package org.tokenlab.tokenizers;

import java.util.stream.IntStream;

/// One text encoded on all processors: cut by [CutRule] into parts, whose ids are put together.
///
/// Stateless.
final class ParallelEncoding {
  /// Bytes of a part, about: a part takes a millisecond or so, a thousand times what handing it out
  /// costs, and a text of 1 MB makes sixteen, enough that none waits long for the last.
  static final int PART = 1 << 16;

  private ParallelEncoding() {}

  /// The ids of `utf8[from, to)`, as [Tokenizer#encodeOrdinary] gives them.
  ///
  /// @param part bytes of a part, or more where there is no cut
  static int[] ids(Tokenizer tokenizer, byte[] utf8, int from, int to, int part) {
    // What is ill-formed may join all that follows to one piece.
    if (to - from < 2 * part || Utf8.validUpTo(utf8, from, to) < to) {
      return tokenizer.encodeOrdinary(utf8, from, to);
    }
    CutRule rule = tokenizer.cutRule();
    IntSink cuts = new IntSink((to - from) / part + 2);
    cuts.add(from);
    for (int at = from; at < to; cuts.add(at)) {
      at = to - at < 2 * part ? to : rule.first(utf8, characterAt(utf8, at + part), to);
    }
    int[][] ids = new int[cuts.size() - 1][];
    IntStream.range(0, ids.length)
        .parallel()
        .forEach(i -> ids[i] = rule.ids(utf8, from, cuts.get(i), cuts.get(i + 1)));
    return joined(ids);
  }

  /// Where the character begins that byte `at` belongs to.
  private static int characterAt(byte[] utf8, int at) {
    int start = at;
    while ((utf8[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  private static int[] joined(int[][] parts) {
    long length = 0;
    for (int[] part : parts) {
      length += part.length;
    }
    int[] all = new int[Math.toIntExact(length)];
    int at = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
