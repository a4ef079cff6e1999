package org.tokenlab.tokenizers.peers;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.tokenlab.tokenizers.StreamingEncoder;
import org.tokenlab.tokenizers.Tokenizer;

/// A text of any length that repeats one stretch, so that what its ids add up to is known from one
/// and two repetitions, encoded whole: as soon as the stretch holds one safe cut, each further
/// repetition adds the same.
final class PeriodicStream {
  private final byte[] period;

  /// Repeats about `bytes` of random text of `seed`, with words between so that it can be cut.
  PeriodicStream(long seed, int bytes) {
    PeerText texts = new PeerText(new SplitMix(seed));
    StringBuilder text = new StringBuilder();
    while (text.length() < bytes / 2) {
      text.append(texts.next()).append(" and then the other one said\n");
    }
    period =
        text.codePoints()
            .filter(c -> c < 0xD800 || c > 0xDFFF)
            .mapToObj(Character::toString)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
  }

  int periodBytes() {
    return period.length;
  }

  /// What ids add up to. A tally of a text is the sum over its ids, each with the one before, so
  /// that the order counts.
  static final class Tally {
    long ids;
    long sum;
    private long before;

    void add(int[] some) {
      for (int id : some) {
        sum += new SplitMix(before << 32 | id).nextLong();
        before = id;
      }
      ids += some.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Tally tally && tally.ids == ids && tally.sum == sum;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sum);
    }

    @Override
    public String toString() {
      return ids + " ids, sum " + Long.toHexString(sum);
    }
  }

  /// The tally of `times` repetitions, from encoding one and two of them whole.
  Tally expected(Tokenizer tokenizer, long times) {
    Tally one = whole(tokenizer, 1);
    Tally two = whole(tokenizer, 2);
    Tally all = new Tally();
    all.ids = one.ids + (times - 1) * (two.ids - one.ids);
    all.sum = one.sum + (times - 1) * (two.sum - one.sum);
    return all;
  }

  private Tally whole(Tokenizer tokenizer, int times) {
    byte[] text = new byte[times * period.length];
    for (int i = 0; i < times; i++) {
      System.arraycopy(period, 0, text, i * period.length, period.length);
    }
    Tally tally = new Tally();
    tally.add(tokenizer.encodeOrdinary(text));
    return tally;
  }

  /// The tally of `times` repetitions, streamed in parts of odd lengths.
  ///
  /// @param afterEach runs after each repetition
  Tally streamed(Tokenizer tokenizer, long times, Runnable afterEach) {
    Tally tally = new Tally();
    StreamingEncoder encoder = tokenizer.streamingEncoder(tally::add);
    for (long i = 0; i < times; i++) {
      for (int at = 0; at < period.length; ) {
        int end = (int) Math.min(period.length, at + 10_007 + i % 64);
        encoder.append(period, at, end);
        at = end;
      }
      afterEach.run();
    }
    encoder.finish();
    return tally;
  }
}
