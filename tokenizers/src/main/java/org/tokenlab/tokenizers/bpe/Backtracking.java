package org.tokenlab.tokenizers.bpe;

import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.BacktrackingMerge;
import org.tokenlab.tokenizers.internal.merge.CharacterFold;
import org.tokenlab.tokenizers.internal.merge.MergeForest;
import org.tokenlab.tokenizers.internal.merge.PairRanks;
import org.tokenlab.tokenizers.internal.merge.TokenMatcher;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;
import org.tokenlab.tokenizers.internal.trie.SortedKeys;

/// What [BacktrackingMerge] and [ShortMerge] need of a vocabulary in which every token is made of
/// tokens of lower rank, as training makes them.
///
/// Immutable and thread-safe.
///
/// @param forest how each token comes about
/// @param trie of the tokens that merging reaches
/// @param beginnings by id: the longest token of the trie that the token begins with, or −1
/// @param matcher over the two
/// @param reachesAll whether the trie holds every token
/// @param byteIds the id of each byte
/// @param bytePairs by first byte << 8 | second: the rank of their pair
/// @param merged by rank: the token that the pair makes; null where the rank is the token
/// @param fold the characters that may begin as one symbol
@SuppressWarnings("ArrayRecordComponent") // never leaves this package uncopied
record Backtracking(
    MergeForest forest,
    ByteTrie trie,
    int[] beginnings,
    TokenMatcher matcher,
    boolean reachesAll,
    int[] byteIds,
    int[] bytePairs,
    int @Nullable [] merged,
    CharacterFold fold) {

  /// By tiktoken's rule.
  ///
  /// @return empty if some token may come about from one of higher rank
  static Optional<Backtracking> ofRanks(Vocabulary vocabulary, int[] byteIds) {
    Reached all = new Reached(vocabulary, id -> true);
    return MergeForest.ofRanks(vocabulary, all.beginnings)
        .map(forest -> all.by(forest, vocabulary).with(forest, vocabulary, byteIds, null));
  }

  /// By HF's rule.
  ///
  /// @param ranks of all pairs of `merges`
  /// @return empty if some token may come about from one of higher rank
  static Optional<Backtracking> ofMerges(
      Vocabulary vocabulary, Merges merges, PairRanks ranks, int[] byteIds) {
    int[] merged = merges.merged();
    BitSet made = new BitSet(vocabulary.idLimit());
    for (int id : merged) {
      made.set(id);
    }
    Reached likely = new Reached(vocabulary, id -> made.get(id) || vocabulary.length(id) == 1);
    return MergeForest.ofMerges(vocabulary, merges::left, merges::right, merged, ranks)
        .map(forest -> likely.by(forest, vocabulary).with(forest, vocabulary, byteIds, merged));
  }

  /// Of tables that were computed before; what is checked is that numbers are in range.
  ///
  /// @throws IllegalArgumentException if they can't be such tables
  static Backtracking ofTables(
      Vocabulary vocabulary,
      @Nullable Merges merges,
      MergeForest forest,
      BpeModel.Tables given,
      int[] byteIds) {
    int limit = vocabulary.idLimit();
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
    int[] merged = merges == null ? null : merges.merged();
    return of(vocabulary, forest, trie, beginnings, byteIds, merged);
  }

  private static Backtracking of(
      Vocabulary vocabulary,
      MergeForest forest,
      ByteTrie trie,
      int[] beginnings,
      int[] byteIds,
      int @Nullable [] merged) {
    TokenMatcher matcher = new TokenMatcher(vocabulary, trie, beginnings, byteIds);
    return new Backtracking(
        forest,
        trie,
        beginnings,
        matcher,
        trie.size() == vocabulary.size(),
        byteIds,
        ShortMerge.bytePairs(forest, byteIds),
        merged,
        new CharacterFold(forest, vocabulary));
  }

  /// A new merge for one thread.
  ///
  /// @param wholeFirst where a piece is looked up before, if it must be
  PieceMerge newMerge(@Nullable Vocabulary wholeFirst) {
    PieceMerge longer = new BacktrackingMerge(forest, matcher)::merge;
    PieceMerge merge = new ShortMerge(forest, byteIds, bytePairs, merged, fold, longer);
    // Where merging reaches every token, it finds whole pieces by itself.
    return wholeFirst == null || reachesAll ? merge : PieceMerge.lookingUp(wholeFirst, merge);
  }

  /// The tokens that merging reaches, or is thought to reach until its forest is there. Their trie
  /// is built beside the forest: it takes half as long.
  private static final class Reached {
    private static final byte[] NO_BYTES = {};

    final int[] beginnings;
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

    /// What merging reaches by this forest.
    Reached by(MergeForest forest, Vocabulary vocabulary) {
      boolean all = ids.stream().allMatch(id -> forest.reaches(id, vocabulary));
      return all ? this : new Reached(vocabulary, id -> forest.reaches(id, vocabulary));
    }

    Backtracking with(
        MergeForest forest, Vocabulary vocabulary, int[] byteIds, int @Nullable [] merged) {
      return of(vocabulary, forest, trie.get(), beginnings, byteIds, merged);
    }
  }
}
