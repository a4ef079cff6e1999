package org.tokenlab.tokenizers.equalinfo;

/// Writes windows: takes as many bytes as fit, and leaves the window's code. Not thread-safe.
final class WindowWriter {
  private final Rankings rankings;
  private final WindowInterval interval;
  private final byte[] code;
  private final int registerBits;

  WindowWriter(BytePredictor predictor, int windowBits, int slots) {
    rankings = new Rankings(predictor, slots);
    interval = new WindowInterval(windowBits / 8, predictor.precision());
    code = new byte[windowBits / 8];
    registerBits = 8 * interval.registerBytes();
  }

  /// The code of the window written last, its most significant byte first.
  byte[] code() {
    return code;
  }

  /// Writes the bytes `utf8[from, to)` to one window, as many as it takes: at least one.
  ///
  /// @param from less than `to`
  /// @return where the first byte stands that was not taken
  int write(byte[] utf8, int from, int to) {
    rankings.reset();
    interval.reset();
    long low = 0;
    int written = 0;
    int at = from;
    while (at < to) {
      Ranking ranking = rankings.likely();
      int rank = ranking.rank(utf8[at]);
      if (rank == Ranking.BEYOND) {
        ranking = rankings.all();
        rank = ranking.rank(utf8[at]);
      }
      if (!interval.find(ranking, rank)) {
        break;
      }
      low += interval.start();
      if (low >>> registerBits != 0) {
        low -= 1L << registerBits;
        carry(written);
      }
      interval.enter();
      rankings.append(utf8[at++]);
      while (interval.widens()) {
        code[written++] = (byte) (low >>> (registerBits - 8));
        low = (low << 8) & ((1L << registerBits) - 1);
      }
    }
    for (int shift = registerBits - 8; shift >= 0; shift -= 8) {
      code[written++] = (byte) (low >>> shift);
    }
    while (written < code.length) {
      code[written++] = 0;
    }
    return at;
  }

  /// Adds one to the bytes that have left the register.
  private void carry(int written) {
    int i = written - 1;
    while (++code[i] == 0) {
      i--;
    }
  }
}
