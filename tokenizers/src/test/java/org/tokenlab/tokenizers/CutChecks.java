package org.tokenlab.tokenizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What safe cuts promise, and what rests on them, against the ids of the whole text.
final class CutChecks {
  private CutChecks() {}

  /// Cuts a text at each place that the rule allows, each by itself.
  ///
  /// @return the places, in bytes
  static int[] assertEveryCutSplitsTheIds(Tokenizer tokenizer, byte[] utf8) {
    CutRule rule = tokenizer.cutRule();
    int[] whole = tokenizer.encodeOrdinary(utf8);
    IntSink cuts = new IntSink(16);
    for (int cut = rule.first(utf8, 0, utf8.length);
        cut < utf8.length;
        cut = rule.first(utf8, cut, utf8.length)) {
      cuts.add(cut);
      int[] left = rule.ids(utf8, 0, 0, cut);
      int[] right = rule.ids(utf8, 0, cut, utf8.length);
      int[] both = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, both, left.length, right.length);
      assertArrayEquals(
          whole,
          both,
          () -> new String(utf8, StandardCharsets.UTF_8) + "; " + TestSeed.replayLine());
    }
    return cuts.toArray();
  }

  /// Encodes in parts, as a stream and growing, and counts a part of the text.
  ///
  /// @param mostChunk bytes that the stream holds back at most before it looks for a cut
  static void assertPartsGiveTheWhole(
      Tokenizer tokenizer, String text, int mostChunk, SplittableRandom random) {
    int[] whole = tokenizer.encodeOrdinary(text);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(
        whole,
        ParallelEncoding.ids(tokenizer, utf8, 0, utf8.length, 1 + random.nextInt(20)),
        TestSeed::replayLine);

    IntSink ids = new IntSink(16);
    StreamingEncoder stream =
        new StreamingEncoder(
            tokenizer,
            part -> Arrays.stream(part).forEach(ids::add),
            1 + random.nextInt(mostChunk));
    GrowingEncoding growing = tokenizer.growingEncoding();
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(9));
      stream.append(text.substring(at, end));
      growing.append(text.substring(at, end));
      assertTrue(growing.settled() <= growing.size());
      at = end;
    }
    stream.finish();
    assertArrayEquals(whole, ids.toArray(), TestSeed::replayLine);
    assertArrayEquals(whole, growing.ids(), TestSeed::replayLine);

    SubstringCounts counts = tokenizer.substringCounts(text);
    int from = start(utf8, random.nextInt(utf8.length + 1));
    int to = start(utf8, from + random.nextInt(utf8.length - from + 1));
    assertEquals(
        tokenizer.count(new String(utf8, from, to - from, StandardCharsets.UTF_8)),
        counts.count(from, to),
        TestSeed::replayLine);
  }

  private static int start(byte[] utf8, int at) {
    int start = at;
    while (start < utf8.length && (utf8[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }
}
