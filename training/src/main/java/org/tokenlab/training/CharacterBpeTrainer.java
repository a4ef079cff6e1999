package org.tokenlab.training;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;
import org.tokenlab.training.internal.merge.PairRule;
import org.tokenlab.training.internal.sentencepiece.SpacedWords;

/// Trains BPE over the characters of words, merge by merge as one of the peers in
/// [CharacterBpeRules] does. For research beside their models; [BpeTrainer], over bytes, has no
/// unknown characters.
///
/// A configuration: immutable, thread-safe, usable any number of times. The result does not depend
/// on the number of threads.
public final class CharacterBpeTrainer implements WordTrainer<CharacterBpeModel> {
  private final CharacterBpeRules rules;
  private final int size;
  private final boolean sizeIsMerges;
  private final PreTokenizer preTokenizer;
  private final long minFrequency;
  private final double coverage;
  private final List<String> specialTokens;
  private final @Nullable String unknownToken;
  private final int threads;
  private final CountingSettings counting;

  private CharacterBpeTrainer(Builder builder) {
    rules = builder.rules;
    size = builder.size;
    sizeIsMerges = builder.sizeIsMerges;
    preTokenizer = rules.preTokenizer();
    minFrequency = builder.minFrequency.orElse(rules.minFrequency());
    coverage = builder.coverage;
    specialTokens = builder.specialTokens;
    unknownToken = builder.unknownToken;
    threads = builder.threads;
    counting = builder.counting;
  }

  /// A trainer with the peer's defaults for all but the size.
  ///
  /// @param vocabularySize number of tokens wanted: special tokens, characters (in subword-nmt
  ///   those at words' ends apart) and merged tokens
  /// @throws IllegalArgumentException unless it is from 1 to 2²¹
  public static Builder builder(CharacterBpeRules rules, int vocabularySize) {
    return new Builder(rules, vocabularySize, /* sizeIsMerges= */ false);
  }

  /// The same by the number of merges wanted, however many characters there are: subword-nmt's
  /// `--symbols`.
  ///
  /// @throws IllegalArgumentException unless it is from 1 to 2²¹
  public static Builder ofMerges(CharacterBpeRules rules, int merges) {
    return new Builder(rules, merges, /* sizeIsMerges= */ true);
  }

  /// Whose rules.
  public CharacterBpeRules rules() {
    return rules;
  }

  /// How texts are split into words.
  public PreTokenizer preTokenizer() {
    return preTokenizer;
  }

  /// A pair that occurs less often is not merged.
  public long minFrequency() {
    return minFrequency;
  }

  /// Special tokens, in the order of their ids from 0.
  public List<String> specialTokens() {
    return specialTokens;
  }

  @Nullable String unknownToken() {
    return unknownToken;
  }

  /// @throws IllegalArgumentException if there is no text, or the vocabulary can't hold the
  ///   alphabet
  @Override
  public CharacterBpeTraining train(
      Iterator<? extends CharSequence> texts, TrainingListener listener) {
    if (coverage == 1) {
      return train(count(texts, listener), listener);
    }
    CharacterCount counted = new CharacterCount(texts);
    WordCounts words = count(counted, listener);
    return learn(WordAlphabet.covered(words, coverage, counted.characters, threads), listener);
  }

  /// Counts the words of texts, for [#train(WordCounts, TrainingListener)].
  @Override
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    Normalizer normalizer = rules.normalizer();
    return switch (rules) {
      case SUBWORD_NMT ->
          WordCounts.of(texts, normalizer, preTokenizer, threads, listener, counting);
      case YOUTOKENTOME ->
          WordCounts.of(
              texts,
              new SpacedWords(),
              normalizer,
              new MarkedSpacedWords(),
              threads,
              listener,
              counting);
    };
  }

  @Override
  public CharacterBpeTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public CharacterBpeTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Trains on words that have been counted as [#preTokenizer] splits; that is not checked.
  ///
  /// @throws IllegalArgumentException if there are no words, the vocabulary can't hold the
  ///   alphabet, or the coverage is below 1
  @Override
  public CharacterBpeTraining train(WordCounts words, TrainingListener listener) {
    if (coverage < 1) {
      throw new IllegalArgumentException(
          "a character coverage is a share of all characters, white space included, which counts of"
              + " words do not tell; give texts, or a coverage of 1");
    }
    return learn(words, listener);
  }

  private CharacterBpeTraining learn(WordCounts words, TrainingListener listener) {
    if (words.size() == 0) {
      throw new IllegalArgumentException("there is no text to train on: no word was found");
    }
    PacedListener paced = new PacedListener(listener);
    paced.mark(Phase.INDEXING, 0, words.size());
    WordAlphabet alphabet =
        switch (rules) {
          case SUBWORD_NMT -> WordAlphabet.withEnds(words, specialTokens, rules.endOfWordSuffix());
          case YOUTOKENTOME -> WordAlphabet.byCount(words, specialTokens);
        };
    int wanted = sizeIsMerges ? alphabet.size() + size : size;
    if (alphabet.size() > wanted) {
      throw new IllegalArgumentException(
          "a vocabulary of %,d can't hold the %,d special tokens and %,d characters; ask for at least %,d"
              .formatted(
                  wanted,
                  specialTokens.size(),
                  alphabet.size() - specialTokens.size(),
                  alphabet.size()));
    }
    MergeLog log = new MergeLog(alphabet.texts(), "", words.totalBytes());
    MergeRules merging =
        new MergeRules(
            minFrequency, Integer.MAX_VALUE, PairRule.ANY, rules.ties(log), rules.runsApart());
    MergeLoop loop =
        MergeLoop.ofFrequent(alphabet.lay(words), log, wanted, merging, threads, paced);
    paced.mark(Phase.INDEXING, words.size(), words.size());
    return new CharacterBpeTraining(this, loop.run(), alphabet.size(), wanted);
  }

  /// Hands texts on and counts their characters, one more for each text's line end.
  private static final class CharacterCount implements Iterator<CharSequence> {
    private final Iterator<? extends CharSequence> texts;
    private long characters;

    CharacterCount(Iterator<? extends CharSequence> texts) {
      this.texts = texts;
    }

    @Override
    public boolean hasNext() {
      return texts.hasNext();
    }

    @Override
    public CharSequence next() {
      CharSequence text = texts.next();
      characters += Character.codePointCount(text, 0, text.length()) + 1L;
      return text;
    }
  }

  /// Settings of a [CharacterBpeTrainer]. Not thread-safe.
  public static final class Builder {
    private final CharacterBpeRules rules;
    private final int size;
    private final boolean sizeIsMerges;
    private OptionalLong minFrequency = OptionalLong.empty();
    private double coverage = 1;
    private List<String> specialTokens;
    private @Nullable String unknownToken;
    private int threads = Runtime.getRuntime().availableProcessors();
    private CountingSettings counting = CountingSettings.DEFAULT;

    private Builder(CharacterBpeRules rules, int size, boolean sizeIsMerges) {
      require(
          size >= 1 && size <= BpeTrainer.MAX_VOCABULARY_SIZE,
          "a vocabulary holds from 1 to 2^21 = 2097152 tokens or merges",
          size);
      this.rules = rules;
      this.size = size;
      this.sizeIsMerges = sizeIsMerges;
      specialTokens = rules.specialTokens();
      unknownToken = rules.unknownToken();
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// A pair that occurs less often is not merged. Default: as the peer, 2 in subword-nmt, 1 in
    /// YouTokenToMe.
    public Builder minFrequency(long count) {
      require(count >= 1, "a minimum frequency is at least 1", count);
      minFrequency = OptionalLong.of(count);
      return this;
    }

    /// Share of all characters, white space included, that must be left when the rarest ones are
    /// dropped from the text; their neighbours then stand side by side. Only YouTokenToMe has it.
    /// Default 1: none is dropped.
    ///
    /// @throws IllegalArgumentException if it is not above 0 and up to 1, or below 1 by
    ///   subword-nmt's rules
    public Builder characterCoverage(double share) {
      require(
          share == 1 || (rules == CharacterBpeRules.YOUTOKENTOME && share > 0 && share < 1),
          "a character coverage is above 0 and up to 1 by YouTokenToMe's rules, and 1 by all others",
          share);
      coverage = share;
      return this;
    }

    /// Special tokens, with ids from 0 in this order. Default: `<PAD>`, `<UNK>`, `<BOS>` and
    /// `<EOS>` by YouTokenToMe's rules, none by subword-nmt's.
    ///
    /// @param unknown the one among them that characters without a token become; null for none:
    ///   such characters are dropped
    /// @throws IllegalArgumentException if one is empty or comes twice, or the unknown token is
    ///   none of them
    @SuppressWarnings("exports") // JSpecify's annotations are there for compilers only
    public Builder specialTokens(List<String> tokens, @Nullable String unknown) {
      require(
          !tokens.contains("") && new LinkedHashSet<>(tokens).size() == tokens.size(),
          "special tokens are distinct and not empty",
          tokens);
      require(
          unknown == null || tokens.contains(unknown),
          "the unknown token is one of the special tokens " + tokens,
          String.valueOf(unknown));
      specialTokens = List.copyOf(tokens);
      unknownToken = unknown;
      return this;
    }

    /// In how much memory words are counted, and which are kept. Default: no limit, all.
    public Builder counting(CountingSettings settings) {
      counting = settings;
      return this;
    }

    /// How many threads take part. Default: as many as there are processors. The result does not
    /// depend on it.
    public Builder threads(int count) {
      require(count >= 1, "training takes at least 1 thread", count);
      threads = count;
      return this;
    }

    /// The trainer.
    public CharacterBpeTrainer build() {
      return new CharacterBpeTrainer(this);
    }
  }
}
