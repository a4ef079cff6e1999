package org.tokenlab.tokenizers.equalinfo;

/// Reads windows. Not thread-safe.
final class WindowReader {
  private final Rankings rankings;
  private final WindowInterval interval;

  WindowReader(BytePredictor predictor, int windowBits, int slots) {
    rankings = new Rankings(predictor, slots);
    interval = new WindowInterval(windowBits / 8, predictor.precision());
  }

  /// Appends the bytes of the window whose code is `code` to `bytes`. A code that no text has is
  /// read, too: bits below the place where its window ends are not looked at.
  void read(byte[] code, ByteBuilder bytes) {
    rankings.reset();
    interval.reset();
    int next = interval.registerBytes();
    long number = 0; // from the interval's first one on
    for (int i = 0; i < next; i++) {
      number = number << 8 | (code[i] & 0xFF);
    }
    while (number != 0) {
      Ranking ranking = rankings.likely();
      int rank = interval.findAt(ranking, number);
      if (rank == Ranking.BEYOND) {
        ranking = rankings.all();
        rank = interval.findAt(ranking, number);
      }
      byte value = ranking.symbol(rank);
      number -= interval.start();
      interval.enter();
      bytes.add(value);
      rankings.append(value);
      while (interval.widens()) {
        number = number << 8 | (code[next++] & 0xFF);
      }
    }
  }
}
