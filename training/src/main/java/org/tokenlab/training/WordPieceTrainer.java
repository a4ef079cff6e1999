package org.tokenlab.training;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.normalize.BertNormalizer;
import org.tokenlab.tokenizers.pretokenize.BertPreTokenizer;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;
import org.tokenlab.training.internal.sentencepiece.SpacedWords;

/// Trains WordPiece as Hugging Face's `WordPieceTrainer` does: BPE over characters, where one that
/// does not begin a word bears a prefix, and then only the vocabulary is kept.
///
/// - Ids go to the special tokens first, then to the alphabet by code point, then to the characters
///   inside words (`##a`) by code point, and then to what is merged, step by step.
/// - Of pairs with equal counts that with the smaller left id goes first, then that with the
///   smaller right id. Hugging Face has the same rule, but gives ids to `##a` and the like in the
///   order of a hash table, which differs from run to run; so its ties do too, unless these are
///   among its special tokens. Ours are always the same.
/// - Characters outside a limited alphabet are left out of words, and what stood beside them stands
///   side by side. Of equally frequent ones the smaller code point stays (there: left to chance).
///
/// A configuration: immutable, thread-safe, usable any number of times.
public final class WordPieceTrainer implements WordTrainer<WordPieceModel> {
  private final int vocabularySize;
  private final Normalizer normalizer;
  private final PreTokenizer preTokenizer;
  private final String prefix;
  private final String unknownToken;
  private final long minFrequency;
  private final int alphabetLimit;
  private final String initialAlphabet;
  private final List<String> specialTokens;
  private final int threads;
  private final CountingSettings counting;

  private WordPieceTrainer(Builder builder) {
    vocabularySize = builder.vocabularySize;
    normalizer = builder.normalizer;
    preTokenizer = builder.preTokenizer;
    prefix = builder.prefix;
    unknownToken = builder.unknownToken;
    minFrequency = builder.minFrequency;
    alphabetLimit = builder.alphabetLimit;
    initialAlphabet = builder.initialAlphabet;
    specialTokens = builder.specialTokens;
    threads = builder.threads;
    counting = builder.counting;
  }

  /// A trainer with defaults for all but the size.
  ///
  /// @param vocabularySize number of tokens wanted, special tokens included, as Hugging Face counts
  /// @throws IllegalArgumentException unless it is from 1 to 2²¹
  public static Builder builder(int vocabularySize) {
    return new Builder(vocabularySize);
  }

  /// Number of tokens wanted, special tokens included.
  public int vocabularySize() {
    return vocabularySize;
  }

  /// How texts are rewritten.
  public Normalizer normalizer() {
    return normalizer;
  }

  /// How texts are split into words.
  public PreTokenizer preTokenizer() {
    return preTokenizer;
  }

  /// What tokens inside a word begin with.
  public String continuingSubwordPrefix() {
    return prefix;
  }

  /// The token of words that can't be made of others.
  public String unknownToken() {
    return unknownToken;
  }

  /// Special tokens, in the order of their ids from 0.
  public List<String> specialTokens() {
    return specialTokens;
  }

  @Override
  public WordPieceTraining train(
      Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return train(count(texts, listener), listener);
  }

  @Override
  public WordPieceTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public WordPieceTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Counts the words of texts, for [#train(WordCounts, TrainingListener)].
  @Override
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    // BERT's rules look at no character on the other side of a space.
    return normalizer instanceof BertNormalizer && preTokenizer instanceof BertPreTokenizer
        ? WordCounts.of(
            texts, new SpacedWords(), normalizer, preTokenizer, threads, listener, counting)
        : WordCounts.of(texts, normalizer, preTokenizer, threads, listener, counting);
  }

  /// Trains on words that have been counted, as [#normalizer] and [#preTokenizer] give them; that
  /// is not checked.
  ///
  /// @throws IllegalArgumentException if there are no words, or the vocabulary can't hold the
  ///   special tokens and the alphabet
  @Override
  public WordPieceTraining train(WordCounts words, TrainingListener listener) {
    if (words.size() == 0 && initialAlphabet.isEmpty()) {
      throw new IllegalArgumentException("there is no text to train on: no word was found");
    }
    PacedListener paced = new PacedListener(listener);
    CharacterSymbols symbols =
        CharacterSymbols.of(words, specialTokens, prefix, initialAlphabet, alphabetLimit);
    if (symbols.size() > vocabularySize) {
      throw new IllegalArgumentException(
          ("a vocabulary of %,d can't hold the %,d special tokens and the %,d characters at a word's"
                  + " start and inside; ask for at least %,d, or limit the alphabet")
              .formatted(
                  vocabularySize,
                  specialTokens.size(),
                  symbols.size() - specialTokens.size(),
                  symbols.size()));
    }
    paced.mark(TrainingListener.Phase.INDEXING, 0, words.size());
    MergeLog log = new MergeLog(symbols.texts(), prefix, words.totalBytes());
    MergeLoop loop =
        MergeLoop.of(
            symbols.lay(words), log, vocabularySize, MergeRules.of(minFrequency), threads, paced);
    paced.mark(TrainingListener.Phase.INDEXING, words.size(), words.size());
    loop.run();
    return new WordPieceTraining(this, log);
  }

  /// Settings of a [WordPieceTrainer]. Not thread-safe.
  public static final class Builder {
    private final int vocabularySize;
    private Normalizer normalizer = new BertNormalizer(true, true, Optional.empty(), true);
    private PreTokenizer preTokenizer = new BertPreTokenizer();
    private String prefix = "##";
    private String unknownToken = "[UNK]";
    private long minFrequency = 1;
    private int alphabetLimit = Integer.MAX_VALUE;
    private String initialAlphabet = "";
    private List<String> specialTokens = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private int threads = Runtime.getRuntime().availableProcessors();
    private CountingSettings counting = CountingSettings.DEFAULT;

    private Builder(int vocabularySize) {
      require(
          vocabularySize >= 1 && vocabularySize <= BpeTrainer.MAX_VOCABULARY_SIZE,
          "a WordPiece vocabulary holds from 1 to 2^21 = 2097152 tokens",
          vocabularySize);
      this.vocabularySize = vocabularySize;
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// How texts are rewritten. Default: BERT's normalizer, with lower case.
    public Builder normalizer(Normalizer rewriting) {
      normalizer = rewriting;
      return this;
    }

    /// How texts are split into words. Default: BERT's pre-tokenizer.
    public Builder preTokenizer(PreTokenizer splitting) {
      preTokenizer = splitting;
      return this;
    }

    /// What tokens inside a word begin with. Default `##`.
    public Builder continuingSubwordPrefix(String text) {
      require(!text.isEmpty(), "tokens inside a word need a prefix", "none");
      prefix = text;
      return this;
    }

    /// The token of words that can't be made of others. Default `[UNK]`.
    public Builder unknownToken(String token) {
      unknownToken = token;
      return this;
    }

    /// A pair that occurs less often is not merged. Default 1: all pairs. Hugging Face's default is
    /// 0, which is the same.
    public Builder minFrequency(long count) {
      require(count >= 1, "a minimum frequency is at least 1", count);
      minFrequency = count;
      return this;
    }

    /// Most characters of the alphabet; the most frequent ones stay. Default: no limit.
    public Builder limitAlphabet(int characters) {
      require(characters >= 1, "an alphabet has at least 1 character", characters);
      alphabetLimit = characters;
      return this;
    }

    /// Characters that belong to the alphabet at any rate. Default none.
    public Builder initialAlphabet(String characters) {
      initialAlphabet = characters;
      return this;
    }

    /// Special tokens, with ids from 0 in this order. Default: BERT's `[PAD]`, `[UNK]`, `[CLS]`,
    /// `[SEP]` and `[MASK]`.
    ///
    /// @throws IllegalArgumentException if one is empty or comes twice
    public Builder specialTokens(List<String> tokens) {
      require(
          !tokens.contains("") && new LinkedHashSet<>(tokens).size() == tokens.size(),
          "special tokens are distinct and not empty",
          tokens);
      specialTokens = List.copyOf(tokens);
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
    public WordPieceTrainer build() {
      return new WordPieceTrainer(this);
    }
  }
}
