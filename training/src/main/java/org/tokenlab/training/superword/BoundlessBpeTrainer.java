package org.tokenlab.training.superword;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.TokenizerModel;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.Trainer;
import org.tokenlab.training.TrainingCheckpoint;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunKey;
import org.tokenlab.training.internal.checkpoint.RunSettings;
import org.tokenlab.training.internal.checkpoint.SavedCounts;
import org.tokenlab.training.internal.checkpoint.SavedMerges;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeLoop;
import org.tokenlab.training.internal.merge.MergeRules;
import org.tokenlab.training.internal.merge.PairOrder;
import org.tokenlab.training.internal.merge.PairRule;
import org.tokenlab.training.internal.merge.Symbols;

/// Trains BoundlessBPE (Schmidt et al., *Boundless Byte Pair Encoding*, COLM 2025) in the two
/// phases of its authors' fastboundlessbpe, exactly: BPE inside words, and beside it merges of
/// whole words that stand side by side, each of the two taken where it is more frequent.
///
/// - **Phase 1** is BPE inside words, to the full size. It starts from the 243 bytes that UTF-8
///   text can hold.
/// - **Phase 2** takes the maximal sequences of two or more words of a text that are one token each
///   by all merges of phase 1, and in which [MergePattern] finds something, and merges the most
///   frequent pair of neighbours again and again: supermerges.
/// - The merges of both, by falling count, merges inside words first where counts are equal, fill
///   the vocabulary; the merges of phase 1 that find no room are dropped. A word is always a token
///   before it is joined: it comes up at most as often as the merge that made it.
/// - A pair of equal tokens counts as often as it can be merged: `aaa` holds `aa` once. Of pairs
///   with one count the first is merged whose left token's bytes are smallest, then the right
///   one's.
///
/// - On demand tokens that later ones make superfluous are taken apart again in phase 1:
///   [TokenDeletion].
///
/// These are the merges and ids of fastboundlessbpe. Differences show on a few kilobytes of text
/// only: it stops where there is nothing left to join, or where it has as many tokens as phase 1
/// found, with the vocabulary not full; this goes on with merges of the other kind. And a
/// supermerge that spells a token which there already is, from other words, joins the two tokens
/// for it and is passed over here, where no string is learned twice. Words that o200k's rule cuts
/// give no such supermerge.
///
/// **Exact cuts.** A supermerge that finds room comes up more often than the rarest merge of phase
/// 1, so sequences of words may be cut at all neighbours that don't, before anything is merged:
/// [Junctions].
///
/// A configuration: immutable, thread-safe, usable any number of times.
public final class BoundlessBpeTrainer implements Trainer<BoundlessBpeModel> {
  /// Smallest vocabulary: the bytes that UTF-8 text can hold.
  public static final int MIN_VOCABULARY_SIZE = 243;

  private final int vocabularySize;
  private final Splitter words;
  private final MergePattern mergePattern;
  private final long minFrequency;
  private final List<String> specialTokens;
  private final int threads;
  private final CountingSettings counting;
  private final boolean junctionSplitting;
  private final @Nullable TokenDeletion deletion;

  private BoundlessBpeTrainer(Builder builder) {
    vocabularySize = builder.vocabularySize;
    words = builder.words;
    mergePattern = builder.mergePattern;
    minFrequency = builder.minFrequency;
    specialTokens = builder.specialTokens;
    threads = builder.threads;
    counting = builder.counting;
    junctionSplitting = builder.junctionSplitting;
    deletion = builder.deletion;
  }

  /// A trainer with defaults for all but the size.
  ///
  /// @param vocabularySize number of tokens wanted: 243 bytes and one for each new token, special
  ///   tokens not counted
  /// @throws IllegalArgumentException unless it is from 243 to 2²¹
  public static Builder builder(int vocabularySize) {
    return new Builder(vocabularySize);
  }

  /// The bytes that text can hold, in the order of their ids.
  static byte[] bytes() {
    byte[] bytes = new byte[MIN_VOCABULARY_SIZE];
    int size = 0;
    for (int b = 0; b < 256; b++) {
      if (BpeModel.occursInUtf8(b)) {
        bytes[size++] = (byte) b;
      }
    }
    return bytes;
  }

  /// Number of tokens wanted: 243 bytes and merged tokens, special tokens not counted.
  public int vocabularySize() {
    return vocabularySize;
  }

  /// How texts are split into words.
  public Splitter words() {
    return words;
  }

  /// Which words may be joined.
  public MergePattern mergePattern() {
    return mergePattern;
  }

  /// A pair that comes up less often is not merged.
  public long minFrequency() {
    return minFrequency;
  }

  /// Which tokens are deleted, if any are.
  public Optional<TokenDeletion> deletion() {
    return Optional.ofNullable(deletion);
  }

  /// Special tokens, in the order of their ids.
  public List<String> specialTokens() {
    return specialTokens;
  }

  /// In how much memory runs are counted.
  public CountingSettings counting() {
    return counting;
  }

  /// Reads texts, for any number of trainings with these words.
  public RunCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return RunCounts.of(texts, words, PreTokenizer.none(), counting, threads, listener);
  }

  @Override
  public BoundlessBpeTraining train(
      Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return train(count(texts, listener), listener);
  }

  @Override
  public BoundlessBpeTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public BoundlessBpeTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Trains on what was counted, and tells nobody about progress.
  public BoundlessBpeTraining train(RunCounts counts) {
    return train(counts, TrainingListener.NONE);
  }

  /// Trains on what was counted. Runs may be cut more finely than texts, and then superwords don't
  /// cross the cuts; words should have been split by [#words].
  public BoundlessBpeTraining train(RunCounts counts, TrainingListener listener) {
    return train(counts, SavedMerges.NONE, SavedMerges.NONE, listener);
  }

  /// Trains on `texts` with a checkpoint: what was done before the run was stopped is not done
  /// again, and what comes out is the same. With deletions phase 1 is done again. Runs for other
  /// sizes may follow in the same folder, one at a time: they take over the counts, and of phase 1
  /// what there is.
  ///
  /// @throws java.io.UncheckedIOException if the folder is another run's or in use, or can't be
  ///   read or written; the message says which
  public BoundlessBpeTraining train(
      Iterator<? extends CharSequence> texts,
      TrainingCheckpoint checkpoint,
      TrainingListener listener) {
    try (CheckpointFolder folder = CheckpointFolder.open(checkpoint, settings(checkpoint))) {
      SavedCounts<RunCounts> saved = RunCounts.countOnce(folder, () -> count(texts, listener));
      RunKey key = RunKey.of(folder, saved.sum());
      return train(
          saved.counts(),
          new SavedMerges(folder, SavedMerges.MERGES, key),
          new SavedMerges(folder, "supermerges-for-" + vocabularySize, key),
          listener);
    }
  }

  /// All that decides which merges come first, but the size, which decides where phase 2 begins.
  private RunSettings settings(TrainingCheckpoint checkpoint) {
    return new RunSettings("boundlessbpe", checkpoint, counting)
        .withPreTokenizer(words)
        .with("merge-pattern", mergePattern)
        .with("min-frequency", minFrequency)
        .with("deletion", deletion == null ? "none" : deletion);
  }

  private BoundlessBpeTraining train(
      RunCounts counts,
      SavedMerges savedMerges,
      SavedMerges savedSupermerges,
      TrainingListener listener) {
    PacedListener paced = new PacedListener(listener);
    WordSteps wordSteps =
        deletion == null
            ? merge(counts.words(), savedMerges, paced)
            : new DeletingMerges(counts.words(), deletion, vocabularySize, minFrequency, paced)
                .run();
    MergeLog superwords = join(counts, wordSteps, savedSupermerges, paced);
    return new BoundlessBpeTraining(this, wordSteps, superwords, vocabularySize);
  }

  /// Phase 1 without deletions.
  private WordSteps merge(WordCounts counts, SavedMerges saved, PacedListener listener) {
    byte[] bytes = new byte[WordSteps.BYTES];
    for (int b = 0; b < bytes.length; b++) {
      bytes[b] = (byte) b;
    }
    MergeLog log = new MergeLog(bytes, counts.totalBytes());
    int wanted = bytes.length + vocabularySize - MIN_VOCABULARY_SIZE;
    saved.readInto(log, wanted - bytes.length);
    if (log.tokenCount() < wanted) {
      MergeLoop loop = MergeLoop.ofBytes(counts, bytes, log, wanted, rules(log), threads, listener);
      loop.onPause(saved::saveIfDue);
      saved.save(loop.run());
    }
    return WordSteps.of(log);
  }

  /// Phase 2.
  private MergeLog join(
      RunCounts counts, WordSteps wordSteps, SavedMerges saved, PacedListener listener) {
    int tokenCount = wordSteps.tokenCount();
    List<byte[]> tokens = new ArrayList<>();
    for (int token = 0; token < tokenCount; token++) {
      tokens.add(wordSteps.text(token));
    }
    BitSet left = wordSteps.tokensAfter(wordSteps.size());
    listener.mark(Phase.INDEXING, 0, counts.size());
    WholeWords whole = new WholeWords(counts, model(wordSteps, tokens, left), mergePattern, words);
    // Where phase 1 filled the vocabulary, whatever finds room in it comes up more often than its
    // rarest merge.
    boolean full = left.cardinality() - WordSteps.BYTES + MIN_VOCABULARY_SIZE >= vocabularySize;
    long floor =
        full && wordSteps.size() > 0
            ? Math.max(minFrequency, wordSteps.smallestMerge() + 1)
            : minFrequency;
    Symbols symbols =
        new Junctions(whole, PairRule.ANY, threads).cut(junctionSplitting ? floor : 1, tokenCount);
    listener.mark(Phase.INDEXING, counts.size(), counts.size());
    MergeLog log = new MergeLog(tokens, "", 0);
    int room = vocabularySize - MIN_VOCABULARY_SIZE;
    saved.readInto(log, room);
    MergeLoop loop =
        MergeLoop.of(
            symbols, log, tokenCount + room, rules(log).withMinFrequency(floor), threads, listener);
    loop.onPause(saved::saveIfDue);
    loop.run(new Filling(new StepOrder(wordSteps, vocabularySize), tokens, log));
    saved.save(log);
    return log;
  }

  private static TokenizerModel model(WordSteps wordSteps, List<byte[]> tokens, BitSet left) {
    byte[][] byNumber = new byte[tokens.size()][];
    for (int token = 0; token < byNumber.length; token++) {
      byNumber[token] = left.get(token) ? tokens.get(token) : new byte[0];
    }
    return wordSteps.first(wordSteps.size()).model(Vocabulary.of(byNumber));
  }

  /// Stops phase 2 where the vocabulary is full, and passes over what spells a token.
  private static final class Filling implements MergeLoop.Judge {
    private final StepOrder order;
    private final List<byte[]> tokens; // superwords behind the others
    private final Set<ByteBuffer> known = new HashSet<>();

    /// @param log the supermerges there have been
    Filling(StepOrder order, List<byte[]> words, MergeLog log) {
      this.order = order;
      tokens = new ArrayList<>(words);
      words.forEach(token -> known.add(ByteBuffer.wrap(token)));
      int[] triples = log.triples(log.size());
      for (int rank = 0; rank < log.size(); rank++) {
        judge(triples[3 * rank], triples[3 * rank + 1], log.pairCount(rank));
      }
    }

    @Override
    public MergeLoop.Verdict judge(int left, int right, long count) {
      byte[] l = tokens.get(left);
      byte[] r = tokens.get(right);
      byte[] both = Arrays.copyOf(l, l.length + r.length);
      System.arraycopy(r, 0, both, l.length, r.length);
      if (known.contains(ByteBuffer.wrap(both))) {
        return MergeLoop.Verdict.SKIP;
      }
      if (!order.reaches(count, left, right)) {
        return MergeLoop.Verdict.STOP;
      }
      known.add(ByteBuffer.wrap(both));
      tokens.add(both);
      order.takeSupermerge();
      return MergeLoop.Verdict.MERGE;
    }
  }

  private MergeRules rules(MergeLog log) {
    PairOrder byBytes =
        (pair, other) -> {
          int left =
              Arrays.compareUnsigned(
                  log.token((int) (pair >>> 32)), log.token((int) (other >>> 32)));
          return left < 0
              || (left == 0
                  && Arrays.compareUnsigned(log.token((int) pair), log.token((int) other)) < 0);
        };
    return new MergeRules(minFrequency, Integer.MAX_VALUE, PairRule.ANY, byBytes, true);
  }

  /// Settings of a [BoundlessBpeTrainer]. Not thread-safe.
  public static final class Builder {
    private final int vocabularySize;
    private Splitter words = SplitPattern.O200K.preTokenizer();
    private MergePattern mergePattern = MergePattern.LETTER;
    private long minFrequency = 1;
    private List<String> specialTokens = List.of();
    private int threads = Runtime.getRuntime().availableProcessors();
    private CountingSettings counting = CountingSettings.DEFAULT;
    private boolean junctionSplitting = true;
    private @Nullable TokenDeletion deletion;

    private Builder(int vocabularySize) {
      require(
          vocabularySize >= MIN_VOCABULARY_SIZE && vocabularySize <= BpeTrainer.MAX_VOCABULARY_SIZE,
          "a BoundlessBPE vocabulary holds 243 bytes at least and 2^21 = 2097152 tokens at most,"
              + " special tokens not counted",
          vocabularySize);
      this.vocabularySize = vocabularySize;
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// How texts are split into words. Default: [SplitPattern#O200K]'s scanner.
    /// [org.tokenlab.tokenizers.superword.WordSplitter] has the splitters that go into files.
    public Builder words(Splitter splitter) {
      words = splitter;
      return this;
    }

    /// Which words may be joined. Default [MergePattern#LETTER].
    public Builder mergePattern(MergePattern pattern) {
      mergePattern = pattern;
      return this;
    }

    /// A pair that comes up less often is not merged; the vocabulary may stay smaller for it.
    /// Default 1: all pairs.
    public Builder minFrequency(long count) {
      require(count >= 1, "a minimum frequency is at least 1", count);
      minFrequency = count;
      return this;
    }

    /// Which tokens are deleted in phase 1. Default: none. Phase 1 then takes some twice as long,
    /// on one thread.
    public Builder deletion(TokenDeletion which) {
      deletion = which;
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

    /// Whether sequences of words are cut where that changes nothing; off in tests that show so.
    Builder junctionSplitting(boolean on) {
      junctionSplitting = on;
      return this;
    }

    /// The trainer.
    public BoundlessBpeTrainer build() {
      return new BoundlessBpeTrainer(this);
    }
  }
}
