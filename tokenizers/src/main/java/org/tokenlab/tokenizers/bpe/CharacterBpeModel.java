package org.tokenlab.tokenizers.bpe;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Sampling;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.internal.merge.BigramFilter;
import org.tokenlab.tokenizers.internal.merge.MergeDropout;
import org.tokenlab.tokenizers.internal.merge.MergeTable;

/// HF's BPE over characters (tokenizers 0.23.2).
///
/// A piece starts as its characters, the first as it is and the others with
/// `continuingSubwordPrefix` before them, the last with `endOfWordSuffix` behind it. Then only
/// listed pairs merge, the pair of lowest rank first, the leftmost where it stands more than once;
/// of a pair listed twice the last place counts.
///
/// A character that has no token becomes, in this order of choice:
///
/// 1. the tokens `<0x00>` to `<0xFF>` of its bytes (those of prefix and suffix included), if
///    `byteFallback` is set and there is one for each of its bytes;
/// 2. the unknown token, if there is one; with `fuseUnknown`, one for all that follow each other.
///    An unknown token is put down only when a character with a token follows, or the next unknown,
///    or the piece ends: the byte tokens of characters in between come before it;
/// 3. nothing. Its neighbours may then merge.
///
/// Places are counted as HF counts them: each symbol is as wide as the character it stands for, a
/// byte token is one byte wide, and each token starts where the one before ends. So after a dropped
/// character they lag behind the text, and bytes of prefix or suffix push them ahead, though,
/// unlike HF's, never beyond the piece.
///
/// Encoding takes O(n²) steps with a small constant for pieces of up to 256 characters, O(n log n)
/// beyond. Immutable and thread-safe.
public final class CharacterBpeModel implements TokenizerModel {
  private final Vocabulary vocabulary;
  private final Merges merges;
  private final Options options;
  private final MergeTable table;
  private final CharacterSymbols symbols;
  private final boolean substitutesMerge;
  private final @Nullable BigramFilter seams; // null where any cut may change ids

  private CharacterBpeModel(Vocabulary vocabulary, Merges merges, Options options) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.options = options;
    table = table(vocabulary, merges, options.continuingSubwordPrefix());
    symbols = new CharacterSymbols(vocabulary, options);
    substitutesMerge = symbols.substitutesMergeIn(merges);
    seams = seams();
  }

  /// What the model is, beside its vocabulary and merges; HF's names.
  ///
  /// @param unknownToken null for none
  /// @param continuingSubwordPrefix empty for none
  /// @param endOfWordSuffix empty for none
  /// @param ignoreMerges whether a piece that is a token, as it stands, is that token
  /// @param dropout 0 for none; kept for saving, and used by [#newSampler] callers only: it changes
  ///   no ids of [#newEncoder]
  @SuppressWarnings("exports") // JSpecify's annotations are there for compilers only
  public record Options(
      @Nullable String unknownToken,
      String continuingSubwordPrefix,
      String endOfWordSuffix,
      boolean fuseUnknown,
      boolean byteFallback,
      boolean ignoreMerges,
      double dropout) {
    /// Refuses a dropout that is no probability.
    public Options {
      dropout = new Sampling.Dropout(dropout).probability();
    }
  }

  /// A model over these tokens and merges.
  ///
  /// @param vocabulary tokens as the model's file writes them, in UTF-8
  /// @param merges in order of rank
  /// @throws IllegalArgumentException if there are 2²¹ ids or merges or more, or a merge makes
  ///   something else than its left token followed by its right token less the prefix's length
  public static CharacterBpeModel of(Vocabulary vocabulary, Merges merges, Options options) {
    return new CharacterBpeModel(vocabulary, merges, options);
  }

  private static MergeTable table(Vocabulary vocabulary, Merges merges, String prefix) {
    BpeModel.requireFew(Math.max(vocabulary.idLimit(), merges.size()), "ids and merges");
    merges.requireConcatenations(vocabulary, prefix.getBytes(StandardCharsets.UTF_8).length);
    boolean makesLeftAgain =
        IntStream.range(0, merges.size())
            .anyMatch(rank -> merges.merged(rank) == merges.left(rank));
    return MergeTable.ofMerges(merges.ranks(), merges.merged(), makesLeftAgain);
  }

  /// The two characters where the parts of a merge meet, for all merges: two characters that are
  /// none of these never get into one token.
  private @Nullable BigramFilter seams() {
    boolean sidesMatter =
        !options.continuingSubwordPrefix().isEmpty() || !options.endOfWordSuffix().isEmpty();
    if (sidesMatter || options.ignoreMerges()) {
      return null;
    }
    BigramFilter.Builder pairs = new BigramFilter.Builder();
    for (int rank = 0; rank < merges.size(); rank++) {
      String left = tokenText(merges.left(rank));
      String right = tokenText(merges.right(rank));
      pairs.add(left.codePointBefore(left.length()), right.codePointAt(0));
    }
    return pairs.build();
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The merge list.
  public Merges merges() {
    return merges;
  }

  /// What the model was made with.
  public Options options() {
    return options;
  }

  @Override
  public boolean mayJoin(int left, int right) {
    if (seams == null) {
      return true;
    }
    boolean leftKnown = symbols.isKnown(left);
    boolean rightKnown = symbols.isKnown(right);
    if (leftKnown && rightKnown) {
      return seams.mayContain(left, right);
    }
    // Tokens for unknown characters may be fused, change places, or merge by merges that name them.
    return (!leftKnown && !rightKnown) || symbols.drops() || substitutesMerge;
  }

  @Override
  public PieceEncoder newEncoder() {
    return new CharacterBpeEncoder(this, null);
  }

  @Override
  public PieceEncoder newSampler(Sampling sampling, RandomGenerator random) {
    if (!(sampling instanceof Sampling.Dropout(double probability))) {
      return TokenizerModel.super.newSampler(sampling, random);
    }
    return probability == 0
        ? newEncoder()
        : new CharacterBpeEncoder(this, MergeDropout.puttingBack(probability, random));
  }

  @Override
  public InvalidUtf8 invalidUtf8() {
    return InvalidUtf8.REPLACE;
  }

  MergeTable table() {
    return table;
  }

  CharacterSymbols symbols() {
    return symbols;
  }
}
