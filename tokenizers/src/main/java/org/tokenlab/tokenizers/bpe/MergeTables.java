package org.tokenlab.tokenizers.bpe;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.BacktrackingMerge;
import org.tokenlab.tokenizers.internal.merge.Concatenations;
import org.tokenlab.tokenizers.internal.merge.MergeForest;
import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.Merger;
import org.tokenlab.tokenizers.internal.merge.PairRanks;
import org.tokenlab.tokenizers.internal.merge.TokenMatcher;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;
import org.tokenlab.tokenizers.internal.trie.SortedKeys;

/// What a byte-level BPE needs to find a piece's ids: a [MergeForest] with its [TokenMatcher] where
/// every token is made of tokens of lower rank, as training makes them; else, and for dropout, the
/// table of all pairs that merge.
///
/// Immutable and thread-safe.
final class MergeTables {
  private final Vocabulary vocabulary;
  private final @Nullable Merges merges; // null: tiktoken's rule
  private final int[] byteIds;
  private final @Nullable MergeForest forest;
  private final @Nullable ByteTrie trie;
  private final int[] beginnings;
  private final @Nullable TokenMatcher matcher;
  private final boolean reachesAll;
  private volatile @Nullable MergeTable all; // made when it is first needed
  private volatile int @Nullable [] bytePairs; // too
  private @Nullable WholePieces reachedPieces; // too
  private @Nullable WholePieces allPieces; // too
  private final int @Nullable [] merged; // by rank, where the rank is not the token

  private MergeTables(
      Vocabulary vocabulary,
      @Nullable Merges merges,
      @Nullable MergeForest forest,
      @Nullable Reached reached) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.forest = forest;
    byteIds = new int[256];
    byte[] one = new byte[1];
    for (int b = 0; b < 256; b++) {
      one[0] = (byte) b;
      byteIds[b] = vocabulary.id(one);
    }
    trie = reached == null ? null : reached.trie();
    beginnings = reached == null ? new int[0] : reached.beginnings;
    matcher =
        reached == null || trie == null
            ? null
            : new TokenMatcher(vocabulary, trie, beginnings, byteIds);
    reachesAll = trie != null && trie.size() == vocabulary.size();
    merged = merges == null || forest == null ? null : merges.merged();
  }

  static MergeTables ofRanks(Vocabulary vocabulary) {
    Reached all = new Reached(vocabulary, id -> true);
    MergeForest forest = MergeForest.ofRanks(vocabulary, all.beginnings).orElse(null);
    return new MergeTables(vocabulary, null, forest, all.by(forest, vocabulary));
  }

  static MergeTables ofMerges(Vocabulary vocabulary, Merges merges) {
    int[] merged = merges.merged();
    BitSet made = new BitSet(vocabulary.idLimit());
    for (int id : merged) {
      made.set(id);
    }
    Reached likely = new Reached(vocabulary, id -> made.get(id) || vocabulary.length(id) == 1);
    MergeForest forest =
        MergeForest.ofMerges(vocabulary, merges::left, merges::right, merged, merges.ranks())
            .orElse(null);
    return new MergeTables(vocabulary, merges, forest, likely.by(forest, vocabulary));
  }

  static MergeTables ofTables(
      Vocabulary vocabulary, @Nullable Merges merges, BpeModel.Tables given) {
    PairRanks pairs = new PairRanks(given.pairs());
    int limit = vocabulary.idLimit();
    if (merges != null) {
      merges.requireBelow(limit);
    }
    if (given.trie().length == 0) {
      MergeTables tables = new MergeTables(vocabulary, merges, null, null);
      tables.all = table(merges, pairs);
      return tables;
    }
    MergeForest forest = MergeForest.ofPairs(limit, pairs, merges == null ? null : merges.merged());
    ByteTrie trie = ByteTrie.ofUnits(given.trie(), TokenMatcher.longest(vocabulary), limit);
    int[] beginnings = given.beginnings();
    if (beginnings.length != limit) {
      throw new IllegalArgumentException("not every token's beginning is told");
    }
    for (int id = 0; id < limit; id++) {
      int beginning = beginnings[id];
      if (beginning < -1
          || beginning >= limit
          || (beginning >= 0 && vocabulary.length(beginning) >= vocabulary.length(id))) {
        throw new IllegalArgumentException("token " + id + " can't begin with " + beginning);
      }
    }
    return new MergeTables(vocabulary, merges, forest, new Reached(trie, beginnings));
  }

  /// The tokens that merging reaches, or is thought to reach until its forest is there. Their trie
  /// is built in the background: it takes as long as the forest.
  private static final class Reached {
    private static final byte[] NO_BYTES = {};

    final int[] beginnings; // by id: the longest other one that the token begins with, or −1
    private final Supplier<ByteTrie> trie;
    private final BitSet ids = new BitSet();

    Reached(Vocabulary vocabulary, IntPredicate isReached) {
      byte[][] keys = new byte[vocabulary.idLimit()][];
      for (int id = 0; id < keys.length; id++) {
        boolean reached = vocabulary.contains(id) && isReached.test(id);
        keys[id] = reached ? vocabulary.bytes(id) : NO_BYTES;
        ids.set(id, reached);
      }
      SortedKeys sorted = new SortedKeys(keys);
      trie = CompletableFuture.supplyAsync(() -> ByteTrie.of(sorted))::join;
      beginnings = sorted.beginnings();
    }

    Reached(ByteTrie trie, int[] beginnings) {
      this.trie = () -> trie;
      this.beginnings = beginnings;
    }

    ByteTrie trie() {
      return trie.get();
    }

    /// What merging reaches by this forest; null without one.
    @Nullable Reached by(@Nullable MergeForest forest, Vocabulary vocabulary) {
      if (forest == null) {
        return null;
      }
      boolean all = ids.stream().allMatch(id -> forest.reaches(id, vocabulary));
      return all ? this : new Reached(vocabulary, id -> forest.reaches(id, vocabulary));
    }
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
          table(merges, merges == null ? new Concatenations(vocabulary).ranks() : merges.ranks());
      all = table; // if two threads make it, either will do
    }
    return table;
  }

  /// A new merge for one thread.
  ///
  /// @param wholePieceFirst whether a piece that is a token is that token
  PieceMerge newMerge(boolean wholePieceFirst) {
    if (forest == null || matcher == null) {
      return PieceMerge.merging(
          new Merger(mergeTable()), byteIds, wholePieceFirst ? vocabulary : null);
    }
    int[] pairs = bytePairs;
    if (pairs == null) {
      pairs = ShortMerge.bytePairs(forest, byteIds);
      bytePairs = pairs; // if two threads make it, either will do
    }
    PieceMerge merge =
        new ShortMerge(
            forest, byteIds, pairs, merged, new BacktrackingMerge(forest, matcher)::merge);
    // Where merging reaches every token, it finds whole pieces by itself.
    return wholePieceFirst && !reachesAll ? PieceMerge.lookingUp(vocabulary, merge) : merge;
  }

  /// The tokens that, as pieces, are one token; null if that can't be said. Made when first asked
  /// for, in some milliseconds.
  ///
  /// @param wholePieceFirst whether a piece that is a token is that token
  synchronized @Nullable WholePieces wholePieces(boolean wholePieceFirst) {
    if (wholePieceFirst) {
      WholePieces all = allPieces;
      if (all == null) {
        all = WholePieces.of(vocabulary, id -> true);
        allPieces = all;
      }
      return all;
    }
    MergeForest tokens = forest;
    WholePieces reached = reachedPieces;
    if (reached == null && tokens != null) {
      reached = WholePieces.of(vocabulary, id -> tokens.reaches(id, vocabulary));
      reachedPieces = reached;
    }
    return reached;
  }

  BpeModel.Tables copy() {
    PairRanks pairs = forest == null ? mergeTable().ranks() : forest.pairs();
    return new BpeModel.Tables(
        pairs.slots(), trie == null ? new long[0] : trie.units(), beginnings.clone());
  }
}
