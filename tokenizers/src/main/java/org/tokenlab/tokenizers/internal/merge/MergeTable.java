package org.tokenlab.tokenizers.internal.merge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Vocabulary;

/// Which pairs of symbols merge, in what order, into what. Immutable and thread-safe.
///
/// A merge has a number, its *rank*, and a *priority*: the rank itself, or a number that several
/// ranks may share. The lowest priority merges first, the leftmost place first among equals.
public final class MergeTable {
  private final @Nullable PairRanks ranks; // null: by spelling
  private final @Nullable Vocabulary spelling;
  private final int @Nullable [] merged; // by rank; null where the rank is the symbol
  private final int @Nullable [] priority; // by rank; null where the rank is the priority
  private final boolean scans;

  private MergeTable(
      @Nullable PairRanks ranks,
      @Nullable Vocabulary spelling,
      int @Nullable [] merged,
      int @Nullable [] priority,
      boolean scans) {
    this.ranks = ranks;
    this.spelling = spelling;
    this.merged = merged;
    this.priority = priority;
    this.scans = scans;
  }

  /// A table in which a rank is the symbol that the merge makes.
  public static MergeTable ofSymbols(PairRanks ranks) {
    return new MergeTable(ranks, null, null, null, true);
  }

  /// A table in which two tokens merge if they spell a third, whose id is the rank and the symbol.
  ///
  /// Takes no time to make. Each pair is spelled and looked up when it is asked for, which takes
  /// some ten times as long as [#ofSymbols]; such a table can't list its pairs.
  public static MergeTable ofSpelling(Vocabulary vocabulary) {
    return new MergeTable(null, vocabulary, null, null, true);
  }

  /// A table in which a rank is the symbol that the merge makes, and `priority[rank]` says when;
  /// several ranks may have the same priority.
  public static MergeTable ofSymbols(PairRanks ranks, int[] priority) {
    return new MergeTable(ranks, null, null, priority, false);
  }

  /// A table in which merge `rank` makes `merged[rank]`.
  ///
  /// @param makesLeftAgain whether some merge makes its own left symbol
  public static MergeTable ofMerges(PairRanks ranks, int[] merged, boolean makesLeftAgain) {
    return new MergeTable(ranks, null, merged, null, !makesLeftAgain);
  }

  /// Whether a scan for the lowest rank gives what the queue gives.
  boolean scans() {
    return scans;
  }

  /// The ranks of all pairs.
  ///
  /// @throws IllegalStateException if pairs are not listed, but spelled
  public PairRanks ranks() {
    if (ranks == null) {
      throw new IllegalStateException("this table lists no pairs");
    }
    return ranks;
  }

  /// The rank of a pair, or [PairRanks#NONE].
  public int rank(int left, int right) {
    if (ranks != null) {
      return ranks.get(left, right);
    }
    int id = spelled(Objects.requireNonNull(spelling), left, right);
    return id < 0 ? PairRanks.NONE : id;
  }

  private static int spelled(Vocabulary vocabulary, int left, int right) {
    int cut = vocabulary.length(left);
    byte[] both = new byte[cut + vocabulary.length(right)];
    vocabulary.copy(left, both, 0);
    vocabulary.copy(right, both, cut);
    return vocabulary.id(both);
  }

  /// The symbol that the merge of this rank makes.
  public int merged(int rank) {
    return merged == null ? rank : merged[rank];
  }

  int priority(int rank) {
    return priority == null ? rank : priority[rank];
  }

  /// Whether an entry of the queue made with `queued` is as good as new, now that the pair at its
  /// place has `rank`. HF asks whether the pair would make the same token; SentencePiece, whether
  /// the two symbols are the same, and of a pair with an equal score there is an equal entry.
  boolean isCurrent(int rank, int queued) {
    if (rank == PairRanks.NONE) {
      return false;
    }
    return priority(rank) == queued || (merged != null && merged[rank] == merged[queued]);
  }
}
