package org.tokenlab.training.superword;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TieOrder;
import org.tokenlab.training.Trainer;
import org.tokenlab.training.TrainingCheckpoint;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunKey;
import org.tokenlab.training.internal.checkpoint.RunSettings;
import org.tokenlab.training.internal.checkpoint.SavedCounts;
import org.tokenlab.training.internal.checkpoint.SavedMerges;
import org.tokenlab.training.internal.merge.MergeLog;

/// Trains SuperBPE (Liu et al., *SuperBPE: Space Travel for Language Models*, 2025), exactly: BPE
/// inside words up to a transition point, and from there on BPE across them.
///
/// - **Stage 1** is [BpeTrainer] on words, until there are [#transitionSize] tokens.
/// - **Stage 2** reads the corpus anew, cut into runs by [#runPreTokenizer] only, has the merges of
///   stage 1 done in them, and goes on merging the most frequent pair, until there are
///   [#vocabularySize] tokens. A pair that makes too many words, or holds a colon before a space
///   where that is forbidden, is passed over.
/// - Counts and ties are as in [BpeTrainer]: every window counts, [TieOrder] decides.
///
/// What comes out is an ordinary BPE model behind an unusual pre-tokenizer, and any library that
/// runs a `tokenizer.json` can use it.
///
/// **No string is learned twice**, as in [BpeTrainer] and for the same reason: in a run, a stretch
/// of tokens was merged from its bytes by the merges alone, in their order, with nothing crossing
/// its ends. That holds although stage 1's merges were learned elsewhere, because they are done
/// over in the runs, where the ends of words are no ends; it would not if runs were put together
/// from encoded words. So the rule by which the original gives two pairs that spell one token one
/// id is never called upon.
///
/// **The original.** [#original] gives the merges of its authors' code, which is a fork of Hugging
/// Face tokenizers 0.20.1, one by one: texts are then lines, with their line ends. Their script
/// takes over the first lines of a file of merges, of which the first is a heading: its "100000"
/// are 99,999 merges, a transition size of 256 + 99,999 here. Of the bytes they count as tokens
/// only those that occur; for the same merges ask here for as many tokens more as there are others.
///
/// A configuration: immutable, thread-safe, usable any number of times.
///
/// ```java
/// SuperBpeTrainer trainer = SuperBpeTrainer.builder(64_000).transitionSize(56_000).build();
/// RunCounts counts = trainer.count(texts, TrainingListener.NONE);
/// Tokenizers.save(trainer.train(counts).tokenizer("mine"), Path.of("mine.json"));
/// ```
public final class SuperBpeTrainer implements Trainer<BpeModel> {
  private static final String ORIGINAL_WORDS =
      "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+"
          + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
          + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private final int vocabularySize;
  private final int transitionSize;
  private final Splitter words;
  private final PreTokenizer runPreTokenizer;
  private final Splitter runs;
  private final int maxWords;
  private final boolean colonRule;
  private final boolean onlySeen;
  private final long minFrequency;
  private final List<String> specialTokens;
  private final int threads;
  private final CountingSettings counting;
  private final TieOrder tieOrder;
  private final long junctionFloor;

  private SuperBpeTrainer(Builder builder) {
    vocabularySize = builder.vocabularySize;
    transitionSize = builder.transitionSize;
    words = builder.words;
    runPreTokenizer = builder.runs;
    runs =
        builder
            .runs
            .splitter()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "runs come of a pre-tokenizer that only cuts, and "
                        + builder.runs
                        + " does more"));
    maxWords = builder.maxWords;
    colonRule = builder.colonRule;
    onlySeen = builder.onlySeen;
    minFrequency = builder.minFrequency;
    specialTokens = builder.specialTokens;
    threads = builder.threads;
    counting = builder.counting;
    tieOrder = builder.tieOrder;
    junctionFloor = builder.junctionFloor;
  }

  /// A trainer with our defaults: words as [SplitPattern#O200K], [SuperwordCuts#PHRASES], up to
  /// four words a token, the transition at nine tenths of the size.
  ///
  /// @param vocabularySize number of tokens wanted: the 256 bytes and one for each new token,
  ///   special tokens not counted
  /// @throws IllegalArgumentException unless it is from 256 to 2²¹
  public static Builder builder(int vocabularySize) {
    return new Builder(vocabularySize);
  }

  /// A trainer with all rules as in the authors' code: their patterns, up to four words a token, no
  /// colon before a space, of stage 1 only those tokens that come up in stage 2, ties as
  /// [TieOrder#HF].
  public static Builder original(int vocabularySize) {
    Builder builder = new Builder(vocabularySize);
    builder.words =
        new Split(
                new TextPattern.Regex(ORIGINAL_WORDS, Dialect.ONIGURUMA),
                SplitBehavior.ISOLATED,
                false)
            .splitter()
            .orElseThrow();
    return builder
        .cuts(SuperwordCuts.ORIGINAL)
        .colonRule(true)
        .onlySeenTokens(true)
        .tieOrder(TieOrder.HF);
  }

  /// Number of tokens wanted: 256 bytes and merged tokens, special tokens not counted.
  public int vocabularySize() {
    return vocabularySize;
  }

  /// At how many tokens merging goes on across words.
  public int transitionSize() {
    return transitionSize;
  }

  /// How texts are split into words in stage 1.
  public Splitter words() {
    return words;
  }

  /// How texts are cut into runs in stage 2, and by the tokenizer.
  public PreTokenizer runPreTokenizer() {
    return runPreTokenizer;
  }

  /// Most words in a token of stage 2.
  public int maxWords() {
    return maxWords;
  }

  /// Whether no token of stage 2 may hold a colon followed by a space.
  public boolean colonRule() {
    return colonRule;
  }

  /// Whether tokens of stage 1 that stage 2 cuts inside are left out.
  public boolean onlySeenTokens() {
    return onlySeen;
  }

  /// A pair that occurs less often is not merged.
  public long minFrequency() {
    return minFrequency;
  }

  /// Special tokens, in the order of their ids.
  public List<String> specialTokens() {
    return specialTokens;
  }

  /// Which of several pairs with one count is merged first.
  public TieOrder tieOrder() {
    return tieOrder;
  }

  /// In how much memory runs are counted.
  public CountingSettings counting() {
    return counting;
  }

  /// Reads texts, for any number of trainings with these two rules for words and runs.
  public RunCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return RunCounts.of(texts, words, runs, counting, threads, listener);
  }

  /// Trains stage 1 on the words of what was counted. The result serves all transition points up to
  /// this one's.
  public BpeTraining stageOne(RunCounts counts, TrainingListener listener) {
    return stageOneTrainer().train(counts.words(), listener);
  }

  private BpeTrainer stageOneTrainer() {
    return BpeTrainer.builder(transitionSize)
        .preTokenizer(words)
        .minFrequency(minFrequency)
        .threads(threads)
        .tieOrder(tieOrder)
        .build();
  }

  @Override
  public SuperBpeTraining train(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return train(count(texts, listener), listener);
  }

  @Override
  public SuperBpeTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public SuperBpeTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Trains on `texts` with a checkpoint: what was done before the run was stopped is not done
  /// again, and what comes out is the same. Runs with other transition points and sizes may follow
  /// in the same folder, one at a time: they take over the counts, and of stage 1 what there is.
  ///
  /// @throws java.io.UncheckedIOException if the folder is another run's or in use, or can't be
  ///   read or written; the message says which
  public SuperBpeTraining train(
      Iterator<? extends CharSequence> texts,
      TrainingCheckpoint checkpoint,
      TrainingListener listener) {
    try (CheckpointFolder folder = CheckpointFolder.open(checkpoint, settings(checkpoint))) {
      SavedCounts<RunCounts> saved = RunCounts.countOnce(folder, () -> count(texts, listener));
      RunCounts counts = saved.counts();
      BpeTraining stageOne =
          stageOneTrainer().train(counts.words(), checkpoint.inFolder("words"), listener);
      SavedMerges superwords =
          new SavedMerges(
              folder, "superwords-from-" + transitionSize, RunKey.of(folder, saved.sum()));
      return train(counts, stageOne, superwords, listener);
    }
  }

  /// All that decides which merges come first, but where stage 2 begins.
  private RunSettings settings(TrainingCheckpoint checkpoint) {
    return new RunSettings("superbpe", checkpoint, counting)
        .withPreTokenizer(words)
        .with("runs", runPreTokenizer)
        .with("max-words", maxWords)
        .with("colon-rule", colonRule)
        .with("only-seen-tokens", onlySeen)
        .with("min-frequency", minFrequency)
        .with("ties", tieOrder);
  }

  /// Trains both stages on what was counted.
  public SuperBpeTraining train(RunCounts counts, TrainingListener listener) {
    return train(counts, stageOne(counts, listener), listener);
  }

  /// Trains both stages on what was counted, and tells nobody about progress.
  public SuperBpeTraining train(RunCounts counts) {
    return train(counts, TrainingListener.NONE);
  }

  /// Trains stage 2 on top of the first [#transitionSize] tokens of a stage 1, which may have been
  /// trained on other text. So one stage 1 and one count serve several transition points.
  ///
  /// @param stageOne a training with the same [#tieOrder]; that is not checked
  /// @throws IllegalArgumentException if it was for fewer tokens
  public SuperBpeTraining train(RunCounts counts, BpeTraining stageOne, TrainingListener listener) {
    return train(counts, stageOne, SavedMerges.NONE, listener);
  }

  private SuperBpeTraining train(
      RunCounts counts, BpeTraining stageOne, SavedMerges saved, TrainingListener listener) {
    if (stageOne.requestedSize() < transitionSize) {
      throw new IllegalArgumentException(
          "words are wanted up to "
              + transitionSize
              + " tokens; got a training for "
              + stageOne.requestedSize());
    }
    Stage1 first =
        Stage1.of(
            stageOne.vocabularySize() > transitionSize
                ? stageOne.truncated(transitionSize)
                : stageOne);
    Stage1 kept = onlySeen ? first.without(counts, bytes(first)) : first;
    byte[][] tokens = kept.tokens();
    Stage2 second =
        new Stage2(
            kept,
            vocabularySize,
            minFrequency,
            () -> new SuperwordRule(tokens, maxWords, colonRule),
            threads,
            saved);
    MergeLog log = second.train(counts, junctionFloor, new PacedListener(listener));
    return new SuperBpeTraining(this, kept, log, vocabularySize);
  }

  /// The bytes by id.
  private static byte[] bytes(Stage1 stage1) {
    byte[] bytes = new byte[256];
    for (int id = 0; id < 256; id++) {
      bytes[id] = stage1.model().vocabulary().bytes(id)[0];
    }
    return bytes;
  }

  /// Settings of a [SuperBpeTrainer]. Not thread-safe.
  public static final class Builder {
    private final int vocabularySize;
    private int transitionSize;
    private Splitter words = SplitPattern.O200K.preTokenizer();
    private PreTokenizer runs = SuperwordCuts.PHRASES.preTokenizer();
    private int maxWords = 4;
    private boolean colonRule;
    private boolean onlySeen;
    private long minFrequency = 1;
    private List<String> specialTokens = List.of();
    private int threads = Runtime.getRuntime().availableProcessors();
    private CountingSettings counting = CountingSettings.DEFAULT;
    private TieOrder tieOrder = TieOrder.BEST;
    private long junctionFloor; // 0 for a guess

    private Builder(int vocabularySize) {
      require(
          vocabularySize >= 256 && vocabularySize <= BpeTrainer.MAX_VOCABULARY_SIZE,
          "a SuperBPE vocabulary holds the 256 bytes at least and 2^21 = 2097152 tokens at most,"
              + " special tokens not counted",
          vocabularySize);
      this.vocabularySize = vocabularySize;
      transitionShare(0.9);
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// At how many tokens, the 256 bytes included, merging goes on across words. Default: see
    /// [#transitionShare].
    ///
    /// @param size from 256, superwords only, to the vocabulary size, words only
    public Builder transitionSize(int size) {
      require(
          size >= 256 && size <= vocabularySize,
          "merging goes on across words at 256 tokens at least and at the vocabulary's "
              + vocabularySize
              + " at most",
          size);
      transitionSize = size;
      return this;
    }

    /// The same as a share of the vocabulary size. Default 0.9, of which the authors' models are
    /// best for language models; 0.4 of 200,000 gave them the fewest tokens.
    ///
    /// @param share 0 to 1
    public Builder transitionShare(double share) {
      require(share >= 0 && share <= 1, "a share is from 0 to 1", share);
      transitionSize = Math.max(256, (int) Math.round(share * vocabularySize));
      return this;
    }

    /// How texts are split into words in stage 1. Default: [SplitPattern#O200K]'s scanner.
    public Builder words(Splitter splitter) {
      words = splitter;
      return this;
    }

    /// Splits texts into words by one of the compiled patterns.
    public Builder words(SplitPattern pattern) {
      return words(pattern.preTokenizer());
    }

    /// Where no superword may cross. Default [SuperwordCuts#PHRASES].
    public Builder cuts(SuperwordCuts cuts) {
      return runs(cuts.preTokenizer());
    }

    /// How texts are cut into runs in stage 2, by any rule that only cuts.
    public Builder runs(PreTokenizer preTokenizer) {
      runs = preTokenizer;
      return this;
    }

    /// Most words in a token of stage 2, where words are what stands between spaces (0x20). Default
    /// 4, the original's. Tokens of stage 1 are as they are.
    public Builder maxWords(int count) {
      require(count >= 1, "a token holds at least 1 word", count);
      maxWords = count;
      return this;
    }

    /// Whether no token of stage 2 may hold a colon followed by a space, as in the original, whose
    /// authors found that `: ` ends a prompt. Default: no, since [SuperwordCuts#PHRASES] cuts
    /// there.
    public Builder colonRule(boolean on) {
      colonRule = on;
      return this;
    }

    /// Whether tokens of stage 1 are left out that don't come up in stage 2 because its cuts fall
    /// inside, which leaves room for others; as in the original. Default: no. The vocabulary then
    /// has [SuperBpeTraining#transitionSize] tokens of stage 1, fewer than were asked for.
    public Builder onlySeenTokens(boolean on) {
      onlySeen = on;
      return this;
    }

    /// A pair that occurs less often is not merged; the vocabulary may stay smaller for it. Default
    /// 1: all pairs.
    public Builder minFrequency(long count) {
      require(count >= 1, "a minimum frequency is at least 1", count);
      minFrequency = count;
      return this;
    }

    /// Special tokens: they take no part in training, and get the ids behind the last token, in
    /// this order.
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

    /// In how much memory runs are counted. Default: no limit. What must fit all the same:
    /// [RunCounts#of].
    ///
    /// @throws IllegalArgumentException if rare words are to be left out: superwords are learned
    ///   from all words
    public Builder counting(CountingSettings settings) {
      counting = RunCounting.requireAllWords(settings);
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
    ///
    /// @throws IllegalArgumentException if it is minbpe's, which looks at whole texts
    public Builder tieOrder(TieOrder order) {
      require(
          order != TieOrder.MINBPE,
          "SuperBPE trains on counts, so ties are broken by token ids: BEST or HF",
          order);
      tieOrder = order;
      return this;
    }

    /// The floor that [Junctions] start with; 1 for none, as in tests that show that it changes
    /// nothing. By default it is guessed.
    Builder junctionFloor(long floor) {
      require(floor >= 1, "a floor is at least 1", floor);
      junctionFloor = floor;
      return this;
    }

    /// The trainer.
    ///
    /// @throws IllegalArgumentException if the rule for runs does more than cut
    public SuperBpeTrainer build() {
      return new SuperBpeTrainer(this);
    }
  }
}
