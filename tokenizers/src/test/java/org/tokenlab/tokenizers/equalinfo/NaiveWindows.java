package org.tokenlab.tokenizers.equalinfo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The windows' rule with integers of any size and nothing remembered.
record NaiveWindows(BytePredictor predictor, int windowBits) {
  private record Part(int symbol, BigInteger start, BigInteger size) {}

  /// The codes of all windows of a text.
  List<BigInteger> encode(byte[] text) {
    List<BigInteger> codes = new ArrayList<>();
    for (int at = 0; at < text.length; ) {
      BytePredictor.Context context = predictor.newContext();
      BigInteger low = BigInteger.ZERO;
      int below = Math.max(0, windowBits - 48); // bits that the register has not taken in
      BigInteger width = BigInteger.TWO.pow(windowBits - below);
      int from = at;
      while (at < text.length) {
        int next = text[at] & 0xFF;
        Part part =
            parts(context, width).stream().filter(p -> p.symbol == next).findFirst().orElseThrow();
        if (part.size.signum() == 0) {
          break;
        }
        low = low.add(part.start.shiftLeft(below));
        width = part.size;
        while (below > 0 && width.bitLength() <= 40) {
          width = width.shiftLeft(8);
          below -= 8;
        }
        context.append(next);
        at++;
      }
      if (at == from) {
        throw new AssertionError("byte " + text[at] + " does not fit an empty window");
      }
      codes.add(low);
    }
    return codes;
  }

  /// What each byte is given of an interval, in the order in which they are given it.
  private List<Part> parts(BytePredictor.Context context, BigInteger width) {
    int[] frequencies = new int[256];
    context.frequencies(frequencies);
    int precision = predictor.precision();
    int likely = 1 << (precision - 10);
    List<Integer> order =
        IntStream.range(0, 256)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(
                        s -> frequencies[s] >= likely ? -frequencies[s] : 0)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    BigInteger rest = width.subtract(BigInteger.ONE);
    boolean wide = rest.compareTo(BigInteger.TWO.pow(precision)) >= 0;
    BigInteger start = BigInteger.ONE; // the first number ends the window
    BigInteger left = rest;
    long before = 0;
    List<Part> parts = new ArrayList<>();
    for (int symbol : order) {
      long frequency = frequencies[symbol];
      BigInteger size;
      if (wide) {
        size =
            rest.multiply(BigInteger.valueOf(before + frequency))
                .shiftRight(precision)
                .subtract(rest.multiply(BigInteger.valueOf(before)).shiftRight(precision));
      } else {
        long mass = (1L << precision) - before;
        size =
            left.multiply(BigInteger.valueOf(frequency))
                .add(BigInteger.valueOf(mass / 2))
                .divide(BigInteger.valueOf(mass))
                .max(BigInteger.ONE)
                .min(left);
      }
      parts.add(new Part(symbol, start, size));
      start = start.add(size);
      left = left.subtract(size);
      before += frequency;
    }
    if (left.signum() != 0) {
      throw new AssertionError(left + " numbers are nobody's");
    }
    return parts;
  }
}
