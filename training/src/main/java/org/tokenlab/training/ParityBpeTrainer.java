package org.tokenlab.training;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.merge.MergeLog;
import org.tokenlab.training.internal.merge.MergeRules;
import org.tokenlab.training.internal.merge.MergeableBytes;
import org.tokenlab.training.internal.merge.PairOrder;

/// Trains byte-level BPE for several languages so that none is compressed much worse than the
/// others: parity-aware BPE (Foroutan, Meister, Paul, Niklaus, Ahmadi, Bosselut and Sennrich, arXiv
/// 2508.04796).
///
/// Each merge is learned for the language that is compressed worst at that point, from that
/// language's training words alone: its most frequent pair is merged, in all languages. How well a
/// language is compressed is told by development words, the same text in all languages: by the
/// number of tokens that they take. The paper's variants:
///
/// - *hybrid*, [Builder#globalMerges]: the first merges are learned from all languages together, as
///   by plain BPE;
/// - *moving window*, [Builder#window]: no language gets many more than its share of the latest
///   merges, so that one whose text can't be compressed well does not take them all;
/// - *ratios*, [ParityLanguage#ofRatio]: in lieu of development words, compression is measured in
///   training words: their bytes, divided by their tokens and by the ratio wished for.
///
/// Merges equal those of the paper's code (`parity-aware-bpe`) one by one: every window of a run
/// counts; of pairs with one count the *largest* comes first, its left part's bytes compared in the
/// order of GPT-2's alphabet, and then its right part's; of languages compressed equally badly the
/// first is chosen; and training ends when the language chosen has no pair left that is frequent
/// enough, whatever there is for others to learn.
///
/// Takes the memory of all languages' pairs: rare ones can't be left out, since a merge that is
/// frequent in one language is made in all. A configuration: immutable, thread-safe.
public final class ParityBpeTrainer {
  private final BpeTrainer words; // how texts are split, and what the model is made with
  private final int globalMerges;
  private final int windowSize;
  private final double alpha;

  private ParityBpeTrainer(Builder builder) {
    words = builder.words.build();
    globalMerges = builder.globalMerges;
    windowSize = builder.windowSize;
    alpha = builder.alpha;
  }

  /// A trainer with defaults for all but the size.
  ///
  /// @param vocabularySize number of tokens wanted: the 256 bytes and one for each merge, special
  ///   tokens not counted
  /// @throws IllegalArgumentException unless it is from 256 to 2²¹
  public static Builder builder(int vocabularySize) {
    return new Builder(vocabularySize);
  }

  /// Number of tokens wanted: 256 bytes and merged tokens, special tokens not counted.
  public int vocabularySize() {
    return words.vocabularySize();
  }

  /// How texts are split into pieces.
  public Splitter preTokenizer() {
    return words.preTokenizer();
  }

  /// Counts the pieces of texts, for a [ParityLanguage].
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return WordCounts.of(texts, words.preTokenizer(), words.threads(), listener, words.counting());
  }

  /// Trains.
  ///
  /// @throws IllegalArgumentException if there is no language, one has no words, or some have
  ///   development words and others none
  public ParityBpeTraining train(List<ParityLanguage> languages, TrainingListener listener) {
    require(languages);
    return new Run(languages, new PacedListener(listener)).run();
  }

  private static void require(List<ParityLanguage> languages) {
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("parity is between languages; got none");
    }
    boolean measured = languages.getFirst().development().isPresent();
    for (ParityLanguage language : languages) {
      if (language.development().isPresent() != measured) {
        throw new IllegalArgumentException(
            "either all languages have development words or none; %s and %s differ"
                .formatted(languages.getFirst().name(), language.name()));
      }
      if (language.training().size() == 0
          || language.development().map(counts -> counts.size() == 0).orElse(false)) {
        throw new IllegalArgumentException(language.name() + ": there are no words");
      }
    }
  }

  /// One training run.
  private final class Run {
    private final PacedListener listener;
    private final boolean measured; // in development words
    private final double[] ratios;
    private final MergeableBytes[] training;
    private final MergeableBytes[] watched; // the same, or development words
    private final long[] firstLengths;
    private final MergeLog log;
    private final MergeRules rules;
    private final LanguageChoice choice;
    private final MergeHistory history;
    private final List<ParityLanguage> languages;

    Run(List<ParityLanguage> languages, PacedListener listener) {
      this.languages = languages;
      this.listener = listener;
      int count = languages.size();
      measured = languages.getFirst().development().isPresent();
      ratios =
          languages.stream().mapToDouble(l -> l.ratio() / languages.getFirst().ratio()).toArray();
      choice =
          windowSize == 0
              ? new LanguageChoice(count)
              : new LanguageChoice(count, windowSize, alpha, count + (globalMerges > 0 ? 1 : 0));
      byte[] bytesById = TieOrder.BEST.bytesById();
      long bytes = languages.stream().mapToLong(l -> l.training().totalBytes()).sum();
      log = new MergeLog(bytesById, bytes);
      rules = MergeRules.of(1).withTies(new LargestFirst(log));
      listener.mark(Phase.INDEXING, 0, count);
      training = lay(ParityLanguage::training);
      watched = measured ? lay(l -> l.development().orElseThrow()) : training;
      listener.mark(Phase.INDEXING, count, count);
      firstLengths = lengths();
      history = new MergeHistory(firstLengths);
    }

    private MergeableBytes[] lay(Function<ParityLanguage, WordCounts> counts) {
      return languages.stream()
          .map(l -> new MergeableBytes(counts.apply(l), TieOrder.BEST.bytesById(), rules))
          .toArray(MergeableBytes[]::new);
    }

    private long[] lengths() {
      long[] lengths = new long[watched.length];
      for (int l = 0; l < lengths.length; l++) {
        lengths[l] = watched[l].length();
      }
      return lengths;
    }

    ParityBpeTraining run() {
      int wanted = vocabularySize();
      listener.mark(Phase.MERGING, log.tokenCount(), wanted);
      if (globalMerges > 0) {
        learnTogether(Math.min(wanted, 256 + globalMerges));
      }
      while (log.tokenCount() < wanted) {
        int language = choice.next(need());
        if (!learn(training[language], language)) {
          break;
        }
        listener.tick(Phase.MERGING, log.tokenCount(), wanted);
      }
      listener.mark(Phase.MERGING, log.tokenCount(), wanted);
      List<String> names = languages.stream().map(ParityLanguage::name).toList();
      return new ParityBpeTraining(new BpeTraining(words, log), names, history);
    }

    private void learnTogether(int size) {
      WordCounts all = WordCounts.merge(languages.stream().map(ParityLanguage::training).toList());
      MergeableBytes together = new MergeableBytes(all, TieOrder.BEST.bytesById(), rules);
      while (log.tokenCount() < size && learn(together, ParityBpeTraining.ALL)) {
        listener.tick(Phase.MERGING, log.tokenCount(), vocabularySize());
      }
    }

    /// How badly each language is compressed.
    private double[] need() {
      double[] need = new double[watched.length];
      for (int l = 0; l < need.length; l++) {
        need[l] =
            measured
                ? watched[l].length()
                : -((double) firstLengths[l] / watched[l].length() / ratios[l]);
      }
      return need;
    }

    /// Learns the merge that comes first in `source`, and returns whether there was one.
    private boolean learn(MergeableBytes source, int language) {
      long count = source.takeBest();
      if (count < words.minFrequency()) {
        return false;
      }
      int left = source.left();
      int right = source.right();
      int merged = log.add(left, right, count);
      if (language == ParityBpeTraining.ALL) {
        source.merge(left, right, merged);
      }
      long before = trainingLength();
      for (MergeableBytes corpus : training) {
        corpus.merge(left, right, merged);
      }
      log.shrink(before - trainingLength());
      if (measured) {
        for (MergeableBytes corpus : watched) {
          corpus.merge(left, right, merged);
        }
      }
      history.add(language, lengths());
      return true;
    }

    private long trainingLength() {
      long sum = 0;
      for (MergeableBytes corpus : training) {
        sum += corpus.length();
      }
      return sum;
    }
  }

  /// Settings of a [ParityBpeTrainer]. Not thread-safe.
  public static final class Builder {
    private final BpeTrainer.Builder words;
    private int globalMerges;
    private int windowSize;
    private double alpha = 2;

    private Builder(int vocabularySize) {
      words = BpeTrainer.builder(vocabularySize).minFrequency(2);
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// How texts are split into pieces. Default: [SplitPattern#CL100K]'s scanner. The paper's code
    /// splits by Hugging Face's `Whitespace`.
    public Builder preTokenizer(Splitter splitter) {
      words.preTokenizer(splitter);
      return this;
    }

    /// Splits texts by one of the compiled patterns.
    public Builder pattern(SplitPattern pattern) {
      words.pattern(pattern);
      return this;
    }

    /// Training ends when the language chosen has no pair that occurs as often. Default 2, as in
    /// the paper's code.
    public Builder minFrequency(long count) {
      words.minFrequency(count);
      return this;
    }

    /// How many merges are learned from all languages together before parity rules. Default 0.
    public Builder globalMerges(int merges) {
      require(merges >= 0, "a number of merges is not negative", merges);
      globalMerges = merges;
      return this;
    }

    /// Lets a language that had more than `alpha` times its even share of the last `size` choices
    /// stand back. With [#globalMerges] all languages together count as one more in what is even,
    /// as in the paper's code. Default: no window; the paper's code takes 100 and 2.
    ///
    /// Where all have had their share, at an `alpha` near 1, the language that was chosen longest
    /// ago comes next; the paper's code fails there.
    public Builder window(int size, double alpha) {
      require(size >= 1, "a window holds at least 1 choice", size);
      require(alpha >= 1, "alpha is at least 1: no language may have less than its share", alpha);
      windowSize = size;
      this.alpha = alpha;
      return this;
    }

    /// Special tokens, as in [BpeTrainer.Builder#specialTokens].
    public Builder specialTokens(List<String> tokens) {
      words.specialTokens(tokens);
      return this;
    }

    /// In how much memory words are counted, and which are kept. Default: no limit, all.
    public Builder counting(CountingSettings settings) {
      words.counting(settings);
      return this;
    }

    /// How many threads count pieces; merging takes one. Default: as many as there are processors.
    /// The result does not depend on it.
    public Builder threads(int count) {
      words.threads(count);
      return this;
    }

    /// The trainer.
    public ParityBpeTrainer build() {
      return new ParityBpeTrainer(this);
    }
  }

  /// The largest pair first, by the bytes of its left part and then of its right one, each byte by
  /// its place in GPT-2's alphabet.
  private static final class LargestFirst implements PairOrder {
    private final MergeLog log;
    private final int[] place = new int[256];

    LargestFirst(MergeLog log) {
      this.log = log;
      byte[] byPlace = TieOrder.HF.bytesById();
      for (int i = 0; i < 256; i++) {
        place[byPlace[i] & 0xFF] = i;
      }
    }

    @Override
    public boolean before(long pair, long other) {
      int left = compare((int) (pair >>> 32), (int) (other >>> 32));
      return left != 0 ? left > 0 : compare((int) pair, (int) other) > 0;
    }

    private int compare(int a, int b) {
      if (a == b) {
        return 0;
      }
      byte[] x = log.token(a);
      byte[] y = log.token(b);
      int common = Math.min(x.length, y.length);
      for (int i = 0; i < common; i++) {
        if (x[i] != y[i]) {
          return place[x[i] & 0xFF] - place[y[i] & 0xFF];
        }
      }
      return x.length - y.length;
    }
  }
}
