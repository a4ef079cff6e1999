package org.tokenlab.tokenizers.bpe;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.Concatenations;
import org.tokenlab.tokenizers.internal.merge.Junctions;
import org.tokenlab.tokenizers.internal.merge.MergeForest;
import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.Merger;
import org.tokenlab.tokenizers.internal.merge.PairRanks;
import org.tokenlab.tokenizers.internal.merge.TokenMatcher;
import org.tokenlab.tokenizers.internal.merge.WordBorders;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;

/// What a byte-level BPE needs to find a piece's ids: [Backtracking] where the vocabulary allows;
/// else, and for dropout, the table of all pairs that merge.
///
/// Whether it allows takes longer to find out than a model file takes to read, so that is done in
/// the background. Pieces that come before are merged pair by pair: to the same ids, more slowly.
///
/// Immutable and thread-safe.
final class MergeTables {
  private static final int LONG_ENOUGH_TO_NOTE = 1 << 12;

  private final Vocabulary vocabulary;
  private final @Nullable Merges merges; // null: tiktoken's rule
  private final int[] byteIds;
  private final CompletableFuture<Optional<Backtracking>> backtracking;
  private volatile @Nullable Supplier<MergeTable> first; // for as long as backtracking isn't there
  private volatile @Nullable MergeTable all; // made when it is first needed
  private @Nullable WholePieces reachedPieces; // too
  private @Nullable WholePieces allPieces; // too
  private volatile @Nullable WordBorders borders; // too
  private volatile @Nullable ByteTrie allTokens; // too
  private volatile int longestToken; // 0 as long as it isn't known
  private final AtomicBoolean saidMergedWhole = new AtomicBoolean();

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

  /// The vocabulary's tokens, those that merging doesn't reach, too. Made when it is first needed.
  ByteTrie allTokens() {
    ByteTrie made = allTokens;
    if (made == null) {
      made = ByteTrie.of(vocabulary); // by two threads at worst
      allTokens = made;
    }
    return made;
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

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /// Whether it is known whether the vocabulary allows backtracking.
  boolean isSettled() {
    return backtracking.isDone();
  }

  /// What backtracking needs, where the vocabulary allows it; waits until that is known.
  ///
  /// @throws IllegalStateException if the tables of a file contradict each other
  Optional<Backtracking> backtracking() {
    try {
      return backtracking.join();
    } catch (CompletionException e) {
      // Only tables out of a file can be wrong, and only if its checksum was made to fit them.
      throw new IllegalStateException(
          "the model's tables contradict each other: " + e.getCause().getMessage(), e);
    }
  }

  /// For one thread. The first time takes some milliseconds more.
  Junctions newJunctions(Backtracking tables) {
    WordBorders known = borders;
    if (known == null) {
      known = new WordBorders(tables.forest(), vocabulary);
      borders = known; // if two threads make it, either will do
    }
    return new Junctions(tables.forest(), known, tables.merged());
  }

  /// Whether the bytes `utf8[start, end)` are a token, without reading more than the longest token
  /// has.
  boolean isToken(byte[] utf8, int start, int end) {
    int longest = longestToken;
    if (longest == 0) {
      longest = TokenMatcher.longest(vocabulary);
      longestToken = longest;
    }
    return end - start <= longest && vocabulary.id(utf8, start, end) >= 0;
  }

  /// Says once that a long piece, of so many bytes, had to be merged as a whole.
  void noteMergedWhole(int bytes) {
    if (bytes >= LONG_ENOUGH_TO_NOTE && saidMergedWhole.compareAndSet(false, true)) {
      System.getLogger("org.tokenlab.bpe")
          .log(
              System.Logger.Level.INFO,
              () ->
                  "Tokenlab merges pieces as long as "
                      + bytes
                      + " bytes pair by pair: some token of this vocabulary is made of one of"
                      + " higher rank, so they can't be put together from phrases");
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
