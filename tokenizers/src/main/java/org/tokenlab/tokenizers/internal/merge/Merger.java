package org.tokenlab.tokenizers.internal.merge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One thread's merging of pieces: write a piece's symbols into [#room], call [#merge], read the
/// symbols that are left from the same array. Not thread-safe.
///
/// Takes O(n²) steps with a small constant for up to 256 symbols and O(n log n) beyond.
public final class Merger {
  // Above this the quadratic scan loses to the queue even with vectors.
  static final int LONGEST_SCANNED = 256;
  private static final int KEPT = 1 << 14;

  private final ScanMerge scan;
  private final QueueMerge queue;
  private final int longestScanned;
  private int[] symbols = new int[LONGEST_SCANNED];
  private int[] origins = new int[LONGEST_SCANNED];

  private Merger(MergeTable table, @Nullable MergeDropout dropout, @Nullable LookUps lookUps) {
    scan = new ScanMerge(table, LONGEST_SCANNED);
    queue = new QueueMerge(table, dropout, lookUps);
    longestScanned = table.scans() && dropout == null && lookUps == null ? LONGEST_SCANNED : 0;
  }

  /// Merges whatever can.
  public Merger(MergeTable table) {
    this(table, null, null);
  }

  /// Leaves some merges out.
  public Merger(MergeTable table, MergeDropout dropout) {
    this(table, dropout, null);
  }

  /// Merges in the queue, however short the piece, and leaves some merges out if `dropout` is
  /// given.
  ///
  /// @param lookUps told of each pair that the queue takes up, in SentencePiece's order
  public static Merger observed(MergeTable table, @Nullable MergeDropout dropout, LookUps lookUps) {
    return new Merger(table, dropout, lookUps);
  }

  /// A merger that always takes the queue, for tests that compare the two methods.
  static Merger byQueue(MergeTable table) {
    return observed(table, null, (left, right, merged) -> {});
  }

  /// Hears of pairs that could merge.
  @FunctionalInterface
  public interface LookUps {
    /// The pair `(left, right)` makes `merged`, and has just come to stand side by side.
    void found(int left, int right, int merged);
  }

  /// Where symbols are written to and read from; has room for `length` at least. A call may give
  /// another array than the one before, with the same symbols up to the old one's length.
  public int[] room(int length) {
    if (symbols.length < length) {
      symbols = Arrays.copyOf(symbols, grown(symbols.length, length));
    }
    return symbols;
  }

  private static int grown(int now, int needed) {
    return (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, 2L * now));
  }

  /// Merges the first `length` symbols of [#room] and returns how many are left.
  public int merge(int length) {
    return length <= longestScanned
        ? scan.merge(symbols, null, length)
        : queue.merge(symbols, null, length);
  }

  /// As [#merge], and tells for each symbol that is left, in [#origins], the index of the first
  /// symbol that it is made of.
  public int mergeWithOrigins(int length) {
    if (origins.length < length) {
      origins = new int[symbols.length];
    }
    for (int i = 0; i < length; i++) {
      origins[i] = i;
    }
    return length <= longestScanned
        ? scan.merge(symbols, origins, length)
        : queue.merge(symbols, origins, length);
  }

  /// See [#mergeWithOrigins].
  public int[] origins() {
    return origins;
  }

  /// Gives back the memory that only an uncommonly long piece needed.
  public void release() {
    if (symbols.length > KEPT) {
      symbols = new int[LONGEST_SCANNED];
      origins = new int[LONGEST_SCANNED];
    }
  }
}
