package org.tokenlab.tokenizers.superword;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.internal.merge.MergeTable;
import org.tokenlab.tokenizers.internal.merge.PairRanks;
import org.tokenlab.tokenizers.internal.merge.StepTable;
import org.tokenlab.tokenizers.internal.trie.CharacterBigrams;

/// Which words join to superwords, and in what order. Immutable and thread-safe.
final class SuperMerges {
  private final Merges merges;
  private final BitSet joins = new BitSet(); // ids that some supermerge takes
  private final @Nullable MergeTable plain; // null: only StepTable does the same
  private final @Nullable StepTable steps;
  private final JunctionFilter junctions;
  private final CharacterBigrams bigrams;

  /// @throws IllegalArgumentException if a merge makes something else than its two tokens' bytes
  SuperMerges(Vocabulary vocabulary, Merges merges) {
    this.merges = merges;
    merges.requireConcatenations(vocabulary);
    int[][] triples = new int[merges.size()][];
    int[] merged = new int[merges.size()];
    Set<Integer> made = new HashSet<>();
    for (int rank = 0; rank < triples.length; rank++) {
      merged[rank] = merges.merged(rank);
      triples[rank] = new int[] {merges.left(rank), merges.right(rank), merged[rank]};
      joins.set(merges.left(rank));
      joins.set(merges.right(rank));
      made.add(merged[rank]);
    }
    StepTable table = new StepTable(vocabulary.idLimit(), triples);
    if (table.isPlain()) {
      PairRanks ranks = new PairRanks(triples.length);
      for (int rank = 0; rank < triples.length; rank++) {
        ranks.put(triples[rank][0], triples[rank][1], rank);
      }
      plain = MergeTable.ofMerges(ranks, merged, false);
      steps = null;
    } else {
      plain = null;
      steps = table;
    }
    junctions = new JunctionFilter(triples);
    bigrams = new CharacterBigrams(wellFormed(vocabulary, made));
  }

  // A superword is made of whole words, so one that is not UTF-8 is never made.
  private static byte[][] wellFormed(Vocabulary vocabulary, Set<Integer> ids) {
    List<byte[]> tokens = new ArrayList<>();
    for (int id : ids) {
      byte[] bytes = vocabulary.bytes(id);
      if (Utf8.validUpTo(bytes, 0, bytes.length) == bytes.length) {
        tokens.add(bytes);
      }
    }
    return tokens.toArray(byte[][]::new);
  }

  Merges merges() {
    return merges;
  }

  /// Whether some supermerge takes this token.
  boolean joins(int id) {
    return joins.get(id);
  }

  /// Whether the token may end up in one superword with the one after it. Says yes at times where
  /// it can't.
  boolean mayJoin(int left, int right) {
    return junctions.contains(left, right);
  }

  /// Whether some superword holds the two characters side by side.
  boolean holds(int left, int right) {
    return bigrams.contains(left, right);
  }

  /// One thread's way to superwords.
  SuperMerger newMerger() {
    return plain != null
        ? SuperMerger.of(plain)
        : SuperMerger.of(java.util.Objects.requireNonNull(steps));
  }

  /// The pairs of tokens that stand at a place where two words were joined, in any superword: what
  /// is not among them parts a text.
  ///
  /// A superword's last word is its right part's, and its first its left part's. A token that a
  /// merge makes may be a word as well, so each counts as a word of its own, too. One bit a pair in
  /// a table of hashes; another pair's bit costs time, not truth.
  static final class JunctionFilter {
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final long[] bits;
    private final int shift;

    JunctionFilter(int[][] triples) {
      Map<Integer, Set<Integer>> firsts = new HashMap<>();
      Map<Integer, Set<Integer>> lasts = new HashMap<>();
      // A token may be used before the last merge that makes it; so until nothing is new.
      boolean grew = true;
      while (grew) {
        grew = false;
        for (int[] is : triples) {
          grew |= add(firsts, is[2], is[0]);
          grew |= add(lasts, is[2], is[1]);
        }
      }
      Set<Long> pairs = new HashSet<>();
      for (int[] is : triples) {
        for (int left : of(lasts, is[0])) {
          for (int right : of(firsts, is[1])) {
            pairs.add((long) left << 32 | right);
          }
        }
      }
      int log = Math.max(6, 68 - Long.numberOfLeadingZeros(pairs.size())); // 8 to 16 bits a pair
      bits = new long[1 << (log - 6)];
      shift = 64 - log;
      for (long pair : pairs) {
        long slot = (pair * MULTIPLIER) >>> shift;
        bits[(int) (slot >>> 6)] |= 1L << slot;
      }
    }

    private static boolean add(Map<Integer, Set<Integer>> of, int merged, int part) {
      Set<Integer> set = of.computeIfAbsent(merged, id -> new HashSet<>(Set.of(id)));
      boolean grew = set.add(part);
      return set.addAll(of(of, part)) || grew;
    }

    private static Set<Integer> of(Map<Integer, Set<Integer>> of, int token) {
      return of.getOrDefault(token, Set.of(token));
    }

    boolean contains(int left, int right) {
      long slot = (((long) left << 32 | right) * MULTIPLIER) >>> shift;
      return ((bits[(int) (slot >>> 6)] >>> slot) & 1) != 0;
    }
  }
}
