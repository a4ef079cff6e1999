package org.tokenlab.training;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.decode.BpeDecoder;
import org.tokenlab.tokenizers.decode.MetaspaceDecoder;
import org.tokenlab.tokenizers.pretokenize.CharDelimiterSplit;
import org.tokenlab.tokenizers.pretokenize.Metaspace;
import org.tokenlab.tokenizers.pretokenize.PreTokenizerSequence;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.PairOrder;

/// Whose BPE over characters a [CharacterBpeTrainer] trains: what is a word, which of several pairs
/// with one count comes first, how runs count.
///
/// SentencePiece's has more rules and a trainer of its own,
/// [org.tokenlab.training.sentencepiece.SentencePieceBpeTrainer].
public enum CharacterBpeRules {
  /// subword-nmt 0.3.8, `learn-bpe`; Sennrich, Haddow and Birch, "Neural Machine Translation of
  /// Rare Words with Subword Units", 2016.
  ///
  /// Words are what stands between spaces (U+0020), so that a tab is part of a word; carriage
  /// returns and line feeds at a text's ends are dropped in training. A word's last character has
  /// `</w>` behind it and is another symbol than the same character inside. Every window of a run
  /// counts. Of pairs with one count that comes first whose left part is the *largest*, by its code
  /// points, and then the one whose right part is; `</w>` is part of the text that is compared. A
  /// pair that stands only once is not merged. There are no special tokens.
  ///
  /// Not followed: the peer finds a pair in a word by a regular expression over its symbols with
  /// spaces in between, in which white space other than U+0020 in a word counts as a gap, too.
  SUBWORD_NMT(2, "</w>", List.of(), null, false),

  /// YouTokenToMe 1.0.6, compiled with `DETERMINISTIC_QUEUE`. Without it, as on PyPI, ties fall as
  /// hash tables happen to lie.
  ///
  /// Words are what stands between white space: U+0009 to U+000D, U+0020, and `▁`; each begins with
  /// a `▁` of its own. A pair of equal tokens counts as often as it can be merged: `aaa` holds `aa`
  /// once. Of pairs with one count that comes first whose larger id is smallest, then the one whose
  /// smaller id is, then the one whose left id is the larger. Ids are given to special tokens, `▁`,
  /// characters by falling count (of equals the largest first), and merged tokens.
  YOUTOKENTOME(1, "", List.of("<PAD>", "<UNK>", "<BOS>", "<EOS>"), "<UNK>", true);

  private static final int SPACE_MARK = 0x2581;

  private final long minFrequency;
  private final String endOfWordSuffix;
  private final List<String> specialTokens;
  private final @Nullable String unknownToken;
  private final boolean runsApart;

  CharacterBpeRules(
      long minFrequency,
      String endOfWordSuffix,
      List<String> specialTokens,
      @Nullable String unknownToken,
      boolean runsApart) {
    this.minFrequency = minFrequency;
    this.endOfWordSuffix = endOfWordSuffix;
    this.specialTokens = specialTokens;
    this.unknownToken = unknownToken;
    this.runsApart = runsApart;
  }

  /// How texts are rewritten for training, before they are split.
  Normalizer normalizer() {
    return switch (this) {
      case SUBWORD_NMT -> new StrippedLine();
      case YOUTOKENTOME -> Normalizer.none();
    };
  }

  /// How texts are split into words.
  PreTokenizer preTokenizer() {
    return switch (this) {
      case SUBWORD_NMT -> new CharDelimiterSplit(' ');
      case YOUTOKENTOME ->
          new PreTokenizerSequence(
              List.of(
                  new Split(
                      new TextPattern.Regex("[\\t-\\r \u2581]+", Dialect.ONIGURUMA),
                      SplitBehavior.REMOVED,
                      /* invert= */ false),
                  new Metaspace(SPACE_MARK, PrependScheme.ALWAYS, /* split= */ true)));
    };
  }

  Decoder decoder() {
    return switch (this) {
      case SUBWORD_NMT -> new BpeDecoder(endOfWordSuffix);
      case YOUTOKENTOME ->
          new MetaspaceDecoder(SPACE_MARK, PrependScheme.ALWAYS, /* split= */ true);
    };
  }

  /// Least count of a pair, where none is asked for.
  long minFrequency() {
    return minFrequency;
  }

  /// What a word's last symbol ends with.
  String endOfWordSuffix() {
    return endOfWordSuffix;
  }

  /// Special tokens, where none are asked for.
  List<String> specialTokens() {
    return specialTokens;
  }

  /// The unknown token among them.
  @Nullable String unknownToken() {
    return unknownToken;
  }

  boolean runsApart() {
    return runsApart;
  }

  /// The order of pairs with one count.
  PairOrder ties(MergeLog log) {
    return switch (this) {
      case SUBWORD_NMT -> (pair, other) -> byText(log, pair, other);
      case YOUTOKENTOME -> CharacterBpeRules::byLargerId;
    };
  }

  private static boolean byText(MergeLog log, long pair, long other) {
    int left =
        Arrays.compareUnsigned(log.token((int) (pair >>> 32)), log.token((int) (other >>> 32)));
    if (left != 0) {
      return left > 0;
    }
    int right = Arrays.compareUnsigned(log.token((int) pair), log.token((int) other));
    return right != 0 ? right > 0 : pair < other;
  }

  private static boolean byLargerId(long pair, long other) {
    int left = (int) (pair >>> 32);
    int right = (int) pair;
    int otherLeft = (int) (other >>> 32);
    int otherRight = (int) other;
    int larger = Math.max(left, right);
    int otherLarger = Math.max(otherLeft, otherRight);
    if (larger != otherLarger) {
      return larger < otherLarger;
    }
    int smaller = Math.min(left, right);
    int otherSmaller = Math.min(otherLeft, otherRight);
    return smaller != otherSmaller ? smaller < otherSmaller : left > otherLeft;
  }
}
