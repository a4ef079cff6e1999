package org.tokenlab.tokenizers.bpe;

import java.util.Optional;
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
  private final @Nullable TokenMatcher matcher;
  private final boolean reachesAll;
  private volatile @Nullable MergeTable all; // made when it is first needed

  private MergeTables(
      Vocabulary vocabulary,
      @Nullable Merges merges,
      @Nullable MergeForest forest,
      @Nullable ByteTrie trie) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.forest = forest;
    this.trie = trie;
    byteIds = new int[256];
    byte[] one = new byte[1];
    for (int b = 0; b < 256; b++) {
      one[0] = (byte) b;
      byteIds[b] = vocabulary.id(one);
    }
    matcher = trie == null ? null : new TokenMatcher(vocabulary, trie, byteIds);
    reachesAll = trie != null && trie.size() == vocabulary.size();
  }

  static MergeTables ofRanks(Vocabulary vocabulary) {
    ByteTrie trie = ByteTrie.of(vocabulary);
    MergeForest forest = MergeForest.ofRanks(vocabulary, trie).orElse(null);
    return new MergeTables(
        vocabulary, null, forest, forest == null ? null : withReached(vocabulary, forest, trie));
  }

  static MergeTables ofMerges(Vocabulary vocabulary, Merges merges) {
    Optional<MergeForest> forest =
        MergeForest.ofMerges(
            vocabulary, merges::left, merges::right, merged(merges), ranks(merges));
    return new MergeTables(
        vocabulary, merges, forest.orElse(null), forest.map(f -> trie(vocabulary, f)).orElse(null));
  }

  /// @param pairs what [#pairs] gave
  /// @param trieUnits what [#trieUnits] gave
  static MergeTables ofTables(
      Vocabulary vocabulary, @Nullable Merges merges, PairRanks pairs, long[] trieUnits) {
    if (trieUnits.length == 0) {
      MergeTables tables = new MergeTables(vocabulary, merges, null, null);
      tables.all = table(merges, pairs);
      return tables;
    }
    MergeForest forest =
        MergeForest.ofPairs(vocabulary.idLimit(), pairs, merges == null ? null : merged(merges));
    ByteTrie trie = ByteTrie.ofUnits(trieUnits, TokenMatcher.longest(vocabulary));
    MergeTables tables = new MergeTables(vocabulary, merges, forest, trie);
    if (!tables.matcher.isSound()) {
      throw new IllegalArgumentException("the trie holds something else than the tokens");
    }
    return tables;
  }

  private static ByteTrie trie(Vocabulary vocabulary, MergeForest forest) {
    byte[][] keys = new byte[vocabulary.idLimit()][];
    for (int id = 0; id < keys.length; id++) {
      boolean reached = vocabulary.contains(id) && forest.reaches(id, vocabulary);
      keys[id] = reached ? vocabulary.bytes(id) : new byte[0];
    }
    return ByteTrie.of(keys);
  }

  private static ByteTrie withReached(Vocabulary vocabulary, MergeForest forest, ByteTrie all) {
    for (int id = 0; id < vocabulary.idLimit(); id++) {
      if (vocabulary.contains(id) && !forest.reaches(id, vocabulary)) {
        return trie(vocabulary, forest);
      }
    }
    return all;
  }

  private static int[] merged(Merges merges) {
    int[] merged = new int[merges.size()];
    for (int rank = 0; rank < merged.length; rank++) {
      merged[rank] = merges.merged(rank);
    }
    return merged;
  }

  private static PairRanks ranks(Merges merges) {
    PairRanks ranks = new PairRanks(merges.size());
    for (int rank = 0; rank < merges.size(); rank++) {
      ranks.put(merges.left(rank), merges.right(rank), rank);
    }
    return ranks;
  }

  private static MergeTable table(@Nullable Merges merges, PairRanks ranks) {
    return merges == null
        ? MergeTable.ofSymbols(ranks)
        : MergeTable.ofMerges(ranks, merged(merges), false);
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
          table(merges, merges == null ? new Concatenations(vocabulary).ranks() : ranks(merges));
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
    // Where merging reaches every token, it finds whole pieces by itself, at the first step.
    return PieceMerge.backtracking(
        new BacktrackingMerge(forest, matcher), wholePieceFirst && !reachesAll ? vocabulary : null);
  }

  PairRanks pairs() {
    return forest == null ? mergeTable().ranks() : forest.pairs();
  }

  long[] trieUnits() {
    return trie == null ? new long[0] : trie.units();
  }
}
