package org.tokenlab.training;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunKey;
import org.tokenlab.training.internal.checkpoint.RunSettings;
import org.tokenlab.training.internal.checkpoint.SavedCounts;
import org.tokenlab.training.internal.checkpoint.SavedMerges;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;

/// Trains byte-level BPE, exactly: at each step the pair of adjacent tokens with the highest count
/// is merged wherever it stands.
///
/// - A piece starts as its bytes; pairs are counted inside pieces only. In a run such as `aaa`
///   every window counts, so `aa` counts twice there, as in the trainers of Hugging Face, rustbpe
///   and minbpe, unless [Builder#runsApart] says otherwise; it is merged from left to right without
///   overlap.
/// - Of pairs with equal counts [TieOrder] takes one.
///
/// **No string is learned twice.** A stretch of tokens was merged from its bytes with nothing
/// crossing its ends, so by the merges alone, left to right: equal bytes stand as equal tokens
/// wherever their ends are tokens' ends. If `abc` is a token, made from `(a, bc)`, then `(ab, c)`
/// stands nowhere. Hence merge `r` makes token `256 + r`; hence a trainer's rule for duplicate
/// strings, in which peers differ, makes no difference here; hence the list of tokens alone, as in
/// a `.tiktoken` file, holds the whole model.
///
/// A configuration: immutable, thread-safe, usable any number of times.
///
/// ```java
/// BpeTraining training = BpeTrainer.builder(32_000).pattern(SplitPattern.CL100K).build().train(texts);
/// Tokenizer small = training.truncated(8_000).tokenizer("mine-8k");
/// ```
public final class BpeTrainer implements WordTrainer<BpeModel> {
  /// Largest vocabulary that a [BpeModel] holds: 2²¹ tokens.
  public static final int MAX_VOCABULARY_SIZE = 1 << 21;

  private final int vocabularySize;
  private final Splitter preTokenizer;
  private final long minFrequency;
  private final int maxTokenLength;
  private final List<String> specialTokens;
  private final int threads;
  private final CountingSettings counting;
  private final TieOrder tieOrder;
  private final boolean runsApart;

  private BpeTrainer(Builder builder) {
    vocabularySize = builder.vocabularySize;
    preTokenizer = builder.preTokenizer;
    minFrequency = builder.minFrequency;
    maxTokenLength = builder.maxTokenLength;
    specialTokens = builder.specialTokens;
    threads = builder.threads;
    counting = builder.counting;
    tieOrder = builder.tieOrder;
    runsApart = builder.runsApart;
  }

  /// A trainer with defaults for all but the size.
  ///
  /// @param vocabularySize number of tokens wanted: the 256 bytes and one for each new token,
  ///   special tokens not counted
  /// @throws IllegalArgumentException unless it is from 256 to 2²¹
  public static Builder builder(int vocabularySize) {
    return new Builder(vocabularySize);
  }

  /// Number of tokens wanted: 256 bytes and merged tokens, special tokens not counted.
  public int vocabularySize() {
    return vocabularySize;
  }

  /// How texts are split into pieces.
  public Splitter preTokenizer() {
    return preTokenizer;
  }

  /// A pair that occurs less often is not merged.
  public long minFrequency() {
    return minFrequency;
  }

  /// Longest token, in bytes.
  public int maxTokenLength() {
    return maxTokenLength;
  }

  /// Special tokens, in the order of their ids.
  public List<String> specialTokens() {
    return specialTokens;
  }

  /// How many threads take part.
  public int threads() {
    return threads;
  }

  /// In how much memory words are counted, and which are kept.
  public CountingSettings counting() {
    return counting;
  }

  /// Which of several pairs with one count is merged first.
  public TieOrder tieOrder() {
    return tieOrder;
  }

  /// Whether a pair of equal tokens counts as often as it can be merged.
  public boolean runsApart() {
    return runsApart;
  }

  @Override
  public BpeTraining train(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    WordCounts words =
        tieOrder == TieOrder.MINBPE
            ? FirstSeenWords.of(texts, preTokenizer, new PacedListener(listener))
            : count(texts, listener);
    return learn(words, SavedMerges.NONE, listener);
  }

  @Override
  public BpeTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public BpeTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Counts the pieces of texts, for [#train(WordCounts, TrainingListener)].
  @Override
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return WordCounts.of(texts, preTokenizer, threads, listener, counting);
  }

  /// Trains on pieces that have been counted. They should have been split by [#preTokenizer]; that
  /// is not checked, and the tokenizer that comes out splits by it.
  ///
  /// @throws IllegalArgumentException if the distinct pieces are longer than 2³¹ bytes together, or
  ///   ties are minbpe's
  @Override
  public BpeTraining train(WordCounts words, TrainingListener listener) {
    if (tieOrder == TieOrder.MINBPE) {
      throw new IllegalArgumentException(
          "minbpe's ties go to the pair that comes first in the texts, which counts do not tell;"
              + " give it texts, or take another tie order");
    }
    return learn(words, SavedMerges.NONE, listener);
  }

  /// Trains on `texts` with a checkpoint: what was done before the run was stopped is not done
  /// again, and what comes out is the same.
  ///
  /// @throws java.io.UncheckedIOException if the folder is another run's or in use, or can't be
  ///   read or written; the message says which
  /// @throws IllegalArgumentException if ties are minbpe's, which are not in any saved counts
  public BpeTraining train(
      Iterator<? extends CharSequence> texts,
      TrainingCheckpoint checkpoint,
      TrainingListener listener) {
    try (CheckpointFolder folder = CheckpointFolder.open(checkpoint, settings(checkpoint))) {
      SavedCounts<WordCounts> words =
          SavedCounts.read(folder, SavedCounts.COUNTED, SavedCounts.WORDS)
              .orElseGet(() ->
                  SavedCounts.save(
                      folder,
                      SavedCounts.COUNTED,
                      count(texts, listener),
                      /* skippedTexts= */ 0,
                      SavedCounts.WORDS));
      return learn(words.counts(), folder, words.sum(), listener);
    }
  }

  /// Trains on pieces that have been counted, with a checkpoint. The corpus is told by the counts
  /// themselves, too; they are not saved again.
  ///
  /// @throws java.io.UncheckedIOException if the folder is another run's or in use, or can't be
  ///   read or written; the message says which
  /// @throws IllegalArgumentException if ties are minbpe's
  public BpeTraining train(
      WordCounts words, TrainingCheckpoint checkpoint, TrainingListener listener) {
    String sum = RunKey.sum(words, SavedCounts.WORDS);
    try (CheckpointFolder folder =
        CheckpointFolder.open(checkpoint, settings(checkpoint).with("words", sum))) {
      return learn(words, folder, sum, listener);
    }
  }

  /// All that decides which merges come first; not how many are wanted.
  private RunSettings settings(TrainingCheckpoint checkpoint) {
    if (tieOrder == TieOrder.MINBPE) {
      throw new IllegalArgumentException(
          "minbpe's ties go to the pair that comes first in the texts, which saved counts do not"
              + " tell; take another tie order, or train without a checkpoint");
    }
    return new RunSettings("bpe", checkpoint, counting)
        .withPreTokenizer(preTokenizer)
        .with("min-frequency", minFrequency)
        .with("max-token-length", maxTokenLength)
        .with("ties", tieOrder)
        .with("runs-apart", runsApart);
  }

  private BpeTraining learn(
      WordCounts words, CheckpointFolder folder, String sum, TrainingListener listener) {
    return learn(
        words, new SavedMerges(folder, SavedMerges.MERGES, RunKey.of(folder, sum)), listener);
  }

  private BpeTraining learn(WordCounts words, SavedMerges saved, TrainingListener listener) {
    byte[] bytesById = tieOrder.bytesById();
    MergeLog log = new MergeLog(bytesById, words.totalBytes());
    saved.readInto(log, vocabularySize - 256);
    if (log.tokenCount() < vocabularySize) {
      PacedListener paced = new PacedListener(listener);
      MergeLoop loop =
          MergeLoop.ofBytes(words, bytesById, log, vocabularySize, rules(), threads, paced);
      loop.onPause(saved::saveIfDue);
      saved.save(loop.run());
    }
    return new BpeTraining(this, log);
  }

  private MergeRules rules() {
    return MergeRules.of(minFrequency)
        .withMaxLength(maxTokenLength)
        .withTies(tieOrder.pairOrder())
        .withApart(runsApart);
  }

  /// Trains on pieces that have been counted, and tells nobody about progress.
  public BpeTraining train(WordCounts words) {
    return train(words, TrainingListener.NONE);
  }

  /// Settings of a [BpeTrainer]. Not thread-safe.
  public static final class Builder {
    private final int vocabularySize;
    private Splitter preTokenizer = SplitPattern.CL100K.preTokenizer();
    private long minFrequency = 1;
    private int maxTokenLength = Integer.MAX_VALUE;
    private List<String> specialTokens = List.of();
    private int threads = Runtime.getRuntime().availableProcessors();
    private CountingSettings counting = CountingSettings.DEFAULT;
    private TieOrder tieOrder = TieOrder.BEST;
    private boolean runsApart;

    private Builder(int vocabularySize) {
      require(
          vocabularySize >= 256 && vocabularySize <= MAX_VOCABULARY_SIZE,
          "a byte-level BPE vocabulary holds the 256 bytes at least and 2^21 = 2097152 tokens at"
              + " most, special tokens not counted",
          vocabularySize);
      this.vocabularySize = vocabularySize;
    }

    private static void require(boolean holds, String wanted, long got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// How texts are split into pieces. Default: [SplitPattern#CL100K]'s scanner.
    public Builder preTokenizer(Splitter splitter) {
      preTokenizer = splitter;
      return this;
    }

    /// Splits texts by one of the compiled patterns.
    public Builder pattern(SplitPattern pattern) {
      return preTokenizer(pattern.preTokenizer());
    }

    /// A pair that occurs less often is not merged; the vocabulary may stay smaller for it. Default
    /// 1: all pairs.
    public Builder minFrequency(long count) {
      require(count >= 1, "a minimum frequency is at least 1", count);
      minFrequency = count;
      return this;
    }

    /// Longest token in bytes, itself allowed. Default: no limit. Hugging Face's
    /// `max_token_length=m` admits up to m − 1 bytes, and pairs of bytes always; give m − 1 here
    /// for the same.
    public Builder maxTokenLength(int bytes) {
      require(bytes >= 1, "a longest token has at least 1 byte", bytes);
      maxTokenLength = bytes;
      return this;
    }

    /// Special tokens: they take no part in training, and get the ids behind the last token, in
    /// this order.
    ///
    /// @throws IllegalArgumentException if one is empty or comes twice
    public Builder specialTokens(List<String> tokens) {
      if (tokens.contains("") || new LinkedHashSet<>(tokens).size() < tokens.size()) {
        throw new IllegalArgumentException(
            "special tokens are distinct and not empty; got " + tokens);
      }
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

    /// Which of several pairs with one count is merged first. Default [TieOrder#BEST].
    public Builder tieOrder(TieOrder order) {
      tieOrder = order;
      return this;
    }

    /// Whether a pair of equal tokens counts as often as it can be merged, so that `aaa` holds `aa`
    /// once, as YouTokenToMe and BatchBPE count. Default: no, at every window, twice.
    public Builder runsApart(boolean whether) {
      runsApart = whether;
      return this;
    }

    /// The trainer.
    ///
    /// @throws IllegalArgumentException if ties are minbpe's, which need all words in memory, and
    ///   memory is limited or words are to be left out
    public BpeTrainer build() {
      if (tieOrder == TieOrder.MINBPE && !counting.equals(CountingSettings.DEFAULT)) {
        throw new IllegalArgumentException(
            "minbpe's ties need all words in the order of the texts, in memory; got " + counting);
      }
      return new BpeTrainer(this);
    }
  }
}
