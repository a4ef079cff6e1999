package org.tokenlab.tokenizers.bpe;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;

/// Byte-level byte-pair encoding (Sennrich et al. 2016; Radford et al. 2019), by either peer's
/// rule.
///
/// A piece starts as its bytes. Again and again, the adjacent pair of lowest rank merges, the
/// leftmost first where it occurs more than once, until no pair merges.
///
/// - tiktoken's rule ([#ofRanks]): a pair's rank is the id of the token that the two spell
///   together, whichever way that token came about in training; and a piece that is a token is that
///   token, without merging.
/// - HF's rule ([#ofMerges]): only listed pairs merge, in the list's order; a piece that is a token
///   is merged like any other, so a token may be out of reach.
///
/// The two agree on most vocabularies and most text, not on all. Merging takes O(n²) steps with a
/// small constant up to a few hundred bytes a piece and O(n log n) beyond.
public final class BpeModel implements TokenizerModel {
  private final Vocabulary vocabulary;
  private final PairRanks ranks;
  private final int @Nullable [] mergedId; // by rank; null where the rank is the id
  private final boolean wholePieceFirst;
  private final @Nullable Merges merges;
  private final int[] byteIds = new int[256];

  private BpeModel(
      Vocabulary vocabulary,
      PairRanks ranks,
      int @Nullable [] mergedId,
      boolean wholePieceFirst,
      @Nullable Merges merges) {
    this.vocabulary = vocabulary;
    this.ranks = ranks;
    this.mergedId = mergedId;
    this.wholePieceFirst = wholePieceFirst;
    this.merges = merges;
    byte[] one = new byte[1];
    for (int b = 0; b < 256; b++) {
      one[0] = (byte) b;
      byteIds[b] = vocabulary.id(one);
      if (byteIds[b] == Vocabulary.NONE) {
        throw new IllegalArgumentException(
            "byte-level BPE needs a token for each of the 256 bytes; byte 0x%02X has none"
                .formatted(b));
      }
    }
  }

  /// tiktoken's rule: a token's id is its rank.
  ///
  /// @throws IllegalArgumentException if one of the 256 single bytes is missing, or an id is 2²¹ or
  ///   more
  public static BpeModel ofRanks(Vocabulary vocabulary) {
    requireFew(vocabulary.idLimit(), "ids");
    PairRanks ranks = new Concatenations(vocabulary).ranks();
    return new BpeModel(vocabulary, ranks, null, true, null);
  }

  /// HF's rule: only the listed pairs merge.
  ///
  /// @throws IllegalArgumentException if one of the 256 single bytes is missing, there are 2²¹
  ///   merges or more, or a merge makes something else than its two tokens' bytes
  public static BpeModel ofMerges(Vocabulary vocabulary, Merges merges) {
    return ofMerges(vocabulary, merges, false);
  }

  /// HF's rule, with a choice: `wholePieceFirst` is its `ignore_merges`, by which a piece that is a
  /// token is that token.
  public static BpeModel ofMerges(Vocabulary vocabulary, Merges merges, boolean wholePieceFirst) {
    requireFew(Math.max(vocabulary.idLimit(), merges.size()), "ids and merges");
    PairRanks ranks = new PairRanks(merges.size());
    int[] mergedId = new int[merges.size()];
    for (int rank = 0; rank < mergedId.length; rank++) {
      mergedId[rank] = merges.merged(rank);
      requireConcatenation(vocabulary, merges, rank);
      ranks.put(merges.left(rank), merges.right(rank), rank);
    }
    return new BpeModel(vocabulary, ranks, mergedId, wholePieceFirst, merges);
  }

  private static void requireFew(int count, String what) {
    if (count > PairRanks.LIMIT) {
      throw new IllegalArgumentException(
          "BPE models hold at most 2^21 = " + PairRanks.LIMIT + " " + what + "; got " + count);
    }
  }

  private static void requireConcatenation(Vocabulary vocabulary, Merges merges, int rank) {
    byte[] left = vocabulary.bytes(merges.left(rank));
    byte[] right = vocabulary.bytes(merges.right(rank));
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    if (!Arrays.equals(both, vocabulary.bytes(merges.merged(rank)))) {
      throw new IllegalArgumentException(
          "merge " + rank + " makes token " + merges.merged(rank) + ", which is not its two parts");
    }
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The merge list, for a model made by HF's rule.
  public Optional<Merges> merges() {
    return Optional.ofNullable(merges);
  }

  /// Whether a piece that is a token is that token, without merging.
  public boolean wholePieceFirst() {
    return wholePieceFirst;
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.TAIL_IS_ONE_PIECE;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new BpeEncoder(this);
  }

  int byteId(byte b) {
    return byteIds[b & 0xFF];
  }

  int rank(int left, int right) {
    return ranks.get(left, right);
  }

  int merged(int rank) {
    return mergedId == null ? rank : mergedId[rank];
  }
}
