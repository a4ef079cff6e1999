package org.tokenlab.tokenizers.bpe;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.Concatenations;
import org.tokenlab.tokenizers.internal.merge.MergeForest;
import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.Merger;
import org.tokenlab.tokenizers.internal.merge.PairRanks;

/// What a byte-level BPE needs to find a piece's ids: [Backtracking] where the vocabulary allows;
/// else, and for dropout, the table of all pairs that merge.
///
/// Whether it allows takes longer to find out than a model file takes to read, so that is done in
/// the background. Pieces that come before are merged pair by pair: to the same ids, more slowly.
///
/// Immutable and thread-safe.
final class MergeTables {
  private final Vocabulary vocabulary;
  private final @Nullable Merges merges; // null: tiktoken's rule
  private final int[] byteIds;
  private final CompletableFuture<Optional<Backtracking>> backtracking;
  private volatile @Nullable Supplier<MergeTable> first; // for as long as backtracking isn't there
  private volatile @Nullable MergeTable all; // made when it is first needed
  private @Nullable WholePieces reachedPieces; // too
  private @Nullable WholePieces allPieces; // too

  private MergeTables(
      Vocabulary vocabulary,
      @Nullable Merges merges,
      int[] byteIds,
      CompletableFuture<Optional<Backtracking>> backtracking) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.byteIds = byteIds;
    this.backtracking = backtracking;
  }

  static MergeTables ofRanks(Vocabulary vocabulary) {
    int[] byteIds = byteIds(vocabulary);
    return inBackground(
        vocabulary,
        null,
        byteIds,
        () -> MergeTable.ofSpelling(vocabulary),
        () -> Backtracking.ofRanks(vocabulary, byteIds));
  }

  static MergeTables ofMerges(Vocabulary vocabulary, Merges merges) {
    int[] byteIds = byteIds(vocabulary);
    CompletableFuture<PairRanks> ranks = CompletableFuture.supplyAsync(merges::ranks);
    return inBackground(
        vocabulary,
        merges,
        byteIds,
        () -> table(merges, ranks.join()),
        () -> Backtracking.ofMerges(vocabulary, merges, ranks.join(), byteIds));
  }

  private static MergeTables inBackground(
      Vocabulary vocabulary,
      @Nullable Merges merges,
      int[] byteIds,
      Supplier<MergeTable> first,
      Supplier<Optional<Backtracking>> backtracking) {
    MergeTables tables =
        new MergeTables(vocabulary, merges, byteIds, CompletableFuture.supplyAsync(backtracking));
    tables.first = first;
    return tables;
  }

  static MergeTables ofTables(
      Vocabulary vocabulary, @Nullable Merges merges, BpeModel.Tables given) {
    PairRanks pairs = new PairRanks(given.pairs());
    int limit = vocabulary.idLimit();
    if (merges != null) {
      merges.requireBelow(limit);
    }
    int[] byteIds = byteIds(vocabulary);
    if (given.trie().length == 0) {
      CompletableFuture<Optional<Backtracking>> none =
          CompletableFuture.completedFuture(Optional.empty());
      MergeTables tables = new MergeTables(vocabulary, merges, byteIds, none);
      tables.all = table(merges, pairs); // beside a trie these aren't all pairs
      return tables;
    }
    // Pairs that never merge are left out, so that merging by the others gives the same ids.
    return inBackground(
        vocabulary,
        merges,
        byteIds,
        () -> table(merges, pairs),
        () -> {
          int @Nullable [] merged = merges == null ? null : merges.merged();
          MergeForest forest = MergeForest.ofPairs(limit, pairs, merged);
          return Optional.of(Backtracking.ofTables(vocabulary, merges, forest, given, byteIds));
        });
  }

  private static int[] byteIds(Vocabulary vocabulary) {
    int[] byteIds = new int[256];
    byte[] one = new byte[1];
    for (int b = 0; b < 256; b++) {
      one[0] = (byte) b;
      byteIds[b] = vocabulary.id(one);
    }
    return byteIds;
  }

  private static MergeTable table(@Nullable Merges merges, PairRanks ranks) {
    return merges == null
        ? MergeTable.ofSymbols(ranks)
        : MergeTable.ofMerges(ranks, merges.merged(), false);
  }

  /// The id of each byte, or [Vocabulary#NONE].
  int[] byteIds() {
    return byteIds;
  }

  /// All pairs that merge, the ones that never get to among them.
  MergeTable mergeTable() {
    MergeTable table = all;
    if (table == null) {
      table =
          merges == null
              ? MergeTable.ofSymbols(new Concatenations(vocabulary).ranks())
              : table(merges, merges.ranks());
      all = table; // if two threads make it, either will do
    }
    return table;
  }

  /// Waits for what is done in the background.
  private Optional<Backtracking> backtracking() {
    try {
      return backtracking.join();
    } catch (CompletionException e) {
      // Only tables out of a file can be wrong, and only if its checksum was made to fit them.
      throw new IllegalStateException(
          "the model's tables contradict each other: " + e.getCause().getMessage(), e);
    }
  }

  /// A new merge for one thread.
  ///
  /// @param wholePieceFirst whether a piece that is a token is that token
  PieceMerge newMerge(boolean wholePieceFirst) {
    @Nullable Vocabulary wholeFirst = wholePieceFirst ? vocabulary : null;
    Supplier<MergeTable> pairs = first;
    if (pairs == null || backtracking.isDone()) {
      return newBestMerge(wholeFirst);
    }
    PieceMerge merging = PieceMerge.merging(new Merger(pairs.get()), byteIds, wholeFirst);
    return new UpgradedMerge(
        merging, () -> backtracking.isDone() ? newBestMerge(wholeFirst) : null);
  }

  private PieceMerge newBestMerge(@Nullable Vocabulary wholeFirst) {
    first = null;
    return backtracking()
        .map(tables -> tables.newMerge(wholeFirst))
        .orElseGet(() -> PieceMerge.merging(new Merger(mergeTable()), byteIds, wholeFirst));
  }

  /// The tokens that, as pieces, are one token; null if that can't be said. Made when first asked
  /// for, in some milliseconds, once it is known what merging reaches.
  ///
  /// @param wholePieceFirst whether a piece that is a token is that token
  synchronized @Nullable WholePieces wholePieces(boolean wholePieceFirst) {
    if (wholePieceFirst) {
      WholePieces every = allPieces;
      if (every == null) {
        every = WholePieces.of(vocabulary, id -> true);
        allPieces = every;
      }
      return every;
    }
    WholePieces reached = reachedPieces;
    if (reached == null) {
      reached =
          backtracking()
              .map(tables ->
                  WholePieces.of(vocabulary, id -> tables.forest().reaches(id, vocabulary)))
              .orElse(null);
      reachedPieces = reached;
    }
    return reached;
  }

  BpeModel.Tables copy() {
    return backtracking()
        .map(tables ->
            new BpeModel.Tables(
                tables.forest().pairs().slots(),
                tables.trie().units(),
                tables.beginnings().clone()))
        .orElseGet(
            () -> new BpeModel.Tables(mergeTable().ranks().slots(), new long[0], new int[0]));
  }
}
