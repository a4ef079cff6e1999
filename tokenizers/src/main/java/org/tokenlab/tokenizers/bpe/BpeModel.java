package org.tokenlab.tokenizers.bpe;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.MergeDropout;
import org.tokenlab.tokenizers.internal.merge.Merger;
import org.tokenlab.tokenizers.internal.merge.PairRanks;
import org.tokenlab.tokenizers.internal.trie.ByteTrie;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

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
/// The two agree on most vocabularies and most text, not on all. Where every token is made of
/// tokens of lower rank, as training makes them, the ids of a piece of more than 15 bytes are found
/// without merging, from its beginning on, longest token first, in O(n) steps for n bytes. Other
/// vocabularies merge all pieces, in O(n²) steps with a small constant up to a few hundred bytes
/// and O(n log n) beyond. Which it is takes some tenths of a second to find out for 200,000 tokens,
/// in the common pool of threads; until then pieces are merged, to the same ids.
///
/// Each encoder remembers the ids of short pieces it has met: at most the number of pieces that the
/// system property `org.tokenlab.wordCache` says, 262,144 by default (some 10 MiB), 0 for none.
///
/// By HF's rule, the 13 bytes that no well-formed UTF-8 holds ([#occursInUtf8]) may lack a token,
/// as they do in GPT-NeoX's file: no text that HF can take has them. Ill-formed input is read as
/// U+FFFD by such a model ([TokenizerModel.InvalidUtf8#REPLACE]). A vocabulary that lacks another
/// byte is refused: HF drops such a byte or calls it unknown. Such a file is a [CharacterBpeModel]
/// behind a pre-tokenizer that writes bytes as characters
/// ([org.tokenlab.tokenizers.pretokenize.ByteAlphabet]).
///
/// [#newSampler] leaves merges out by HF's rule ([Sampling.Dropout]), for either way of ranking; it
/// never looks a piece up whole, unless the probability is 0.
public final class BpeModel implements TokenizerModel {
  private final Vocabulary vocabulary;
  private final MergeTables tables;
  private final boolean wholePieceFirst;
  private final @Nullable Merges merges;
  private final double dropout;
  private final int[] byteIds;
  private final boolean hasEveryByte;

  private BpeModel(
      Vocabulary vocabulary,
      MergeTables tables,
      boolean wholePieceFirst,
      @Nullable Merges merges,
      double dropout) {
    this.vocabulary = vocabulary;
    this.tables = tables;
    this.wholePieceFirst = wholePieceFirst;
    this.merges = merges;
    this.dropout = dropout;
    byteIds = tables.byteIds();
    boolean complete = true;
    for (int b = 0; b < 256; b++) {
      boolean present = byteIds[b] != Vocabulary.NONE;
      if (!present && (merges == null || occursInUtf8(b))) {
        throw new IllegalArgumentException(
            "byte-level BPE needs a token for each %s; byte 0x%02X has none"
                .formatted(
                    merges == null ? "of the 256 bytes" : "byte that UTF-8 text can hold", b));
      }
      complete &= present;
    }
    hasEveryByte = complete;
  }

  /// Whether some well-formed UTF-8 holds this byte, 0 to 255: all but C0, C1 and F5 to FF (Unicode
  /// 16, table 3-7) do.
  public static boolean occursInUtf8(int b) {
    return b < 0xF5 && b != 0xC0 && b != 0xC1;
  }

  /// tiktoken's rule: a token's id is its rank.
  ///
  /// @throws IllegalArgumentException if one of the 256 single bytes is missing, or an id is 2²¹ or
  ///   more
  public static BpeModel ofRanks(Vocabulary vocabulary) {
    requireFew(vocabulary.idLimit(), "ids");
    return new BpeModel(vocabulary, MergeTables.ofRanks(vocabulary), true, null, 0);
  }

  /// HF's rule: only the listed pairs merge. A pair listed twice has the rank of its last place.
  ///
  /// @throws IllegalArgumentException if a byte that UTF-8 text can hold is no token, there are 2²¹
  ///   merges or more, or a merge makes something else than its two tokens' bytes
  public static BpeModel ofMerges(Vocabulary vocabulary, Merges merges) {
    return ofMerges(vocabulary, merges, false);
  }

  /// HF's rule, with a choice: `wholePieceFirst` is its `ignore_merges`, by which a piece that is a
  /// token is that token.
  public static BpeModel ofMerges(Vocabulary vocabulary, Merges merges, boolean wholePieceFirst) {
    requireFew(Math.max(vocabulary.idLimit(), merges.size()), "ids and merges");
    merges.requireConcatenations(vocabulary, 0);
    return new BpeModel(
        vocabulary, MergeTables.ofMerges(vocabulary, merges), wholePieceFirst, merges, 0);
  }

  /// A model of the tables that another one had, as [org.tokenlab.tokenizers.io.CompiledFile] keeps
  /// them: nothing is computed again. Whether numbers are in range is found out in the background;
  /// tables that don't belong together give other ids, or an [IllegalStateException] or
  /// [IndexOutOfBoundsException] when a text is encoded.
  ///
  /// @param tables another model's [#tables]; not copied
  /// @param merges HF's list; empty for tiktoken's rule
  /// @throws IllegalArgumentException if merges name other tokens than the vocabulary's, or a byte
  ///   has no token
  public static BpeModel ofTables(
      Vocabulary vocabulary, Tables tables, Optional<Merges> merges, boolean wholePieceFirst) {
    Merges list = merges.orElse(null);
    MergeTables own = MergeTables.ofTables(vocabulary, list, tables);
    return new BpeModel(vocabulary, own, list == null || wholePieceFirst, list, 0);
  }

  /// What a model computes from its tokens and merges, for [#ofTables].
  ///
  /// @param pairs a hash table of the pairs that merge
  /// @param trie of the tokens that merging reaches; empty if some token comes about from one of
  ///   higher rank
  /// @param beginnings by id: the longest token of the trie that the token begins with, or −1;
  ///   empty without a trie
  @SuppressWarnings("ArrayRecordComponent") // megabytes, handed from a file to the model
  public record Tables(long[] pairs, long[] trie, int[] beginnings) {}

  /// The computed tables, copied; waits for them if need be.
  public Tables tables() {
    return tables.copy();
  }

  static void requireFew(int count, String what) {
    if (count > PairRanks.LIMIT) {
      throw new IllegalArgumentException(
          "BPE models hold at most 2^21 = " + PairRanks.LIMIT + " " + what + "; got " + count);
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

  /// This model with a note of its file's `dropout`, HF's. It changes no ids: HF leaves merges out
  /// whenever it is set, here only [#newSampler] does.
  ///
  /// @param probability 0 to 1; 0 is none
  public BpeModel withDropout(double probability) {
    double valid = new Sampling.Dropout(probability).probability();
    return new BpeModel(vocabulary, tables, wholePieceFirst, merges, valid);
  }

  /// The probability that the model's file names for leaving out a merge; 0 for none.
  public double dropout() {
    return dropout;
  }

  /// The token in GPT-2's alphabet: `Ġthe`.
  @Override
  public String tokenText(int id) {
    return ByteCharacters.textOf(vocabulary.bytes(id));
  }

  @Override
  public int idOfText(String text) {
    byte[] bytes = ByteCharacters.bytesOf(text);
    return bytes == null ? Vocabulary.NONE : vocabulary.id(bytes);
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return hasEveryByte ? InvalidUtf8.TAIL_IS_ONE_PIECE : InvalidUtf8.REPLACE;
  }

  /// By the bytes around the place: no merge goes over it if no token has them. A piece that is a
  /// token without merging may be one though its parts are not merged so.
  @Override
  public boolean mayCross(byte[] utf8, int at, int to) {
    if (wholePieceFirst) {
      return true;
    }
    ByteTrie trie = tables.allTokens();
    for (int start = at - 1; start >= 0 && at - start < trie.longest(); start--) {
      long node = trie.root();
      for (int i = start; node != ByteTrie.NONE; i++) {
        if (i == to || (i > at && ByteTrie.id(node) >= 0)) {
          return true;
        }
        node = trie.step(node, utf8[i]);
      }
    }
    return false;
  }

  @Override
  public PieceEncoder newEncoder() {
    return newEncoder(WordCache.ofSetting());
  }

  /// @param cache null for none
  BpeEncoder newEncoder(@Nullable WordCache cache) {
    return newEncoder(cache, phrasesBy(LearnedJoins::new, LongByPhrases.WORTH_MAKING));
  }

  /// The way of long pieces, with cuts by this guess.
  ///
  /// @param bytesBefore of long pieces that are merged as one before it
  LongPieces phrasesBy(Supplier<JoinGuess> guess, int bytesBefore) {
    return new LongByPhrases(tables, wholePieceFirst, guess, bytesBefore);
  }

  /// @param cache null for none
  BpeEncoder newEncoder(@Nullable WordCache cache, LongPieces longPieces) {
    return new BpeEncoder(
        vocabulary,
        tables.newMerge(wholePieceFirst),
        cache,
        () -> tables.wholePieces(wholePieceFirst),
        longPieces);
  }

  @Override
  public PieceEncoder newSampler(Sampling sampling, RandomGenerator random) {
    if (!(sampling instanceof Sampling.Dropout(double probability))) {
      return TokenizerModel.super.newSampler(sampling, random);
    }
    if (probability == 0) {
      return newEncoder();
    }
    // HF's path with dropout never looks whole pieces up.
    Merger merger = new Merger(tables.mergeTable(), MergeDropout.puttingBack(probability, random));
    return new BpeEncoder(
        vocabulary, PieceMerge.merging(merger, byteIds, null), null, () -> null, LongPieces.MERGED);
  }
}
