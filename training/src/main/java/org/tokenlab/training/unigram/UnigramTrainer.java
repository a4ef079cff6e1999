package org.tokenlab.training.unigram;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingCheckpoint;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.WordTrainer;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunSettings;
import org.tokenlab.training.internal.sentencepiece.MetaPieces;
import org.tokenlab.training.internal.sentencepiece.PieceRules;
import org.tokenlab.training.internal.sentencepiece.Sentences;

/// Trains a Unigram model of SentencePiece's kind: of many strings that repeat in the text, those
/// are kept that together make it most likely (Kudo, "Subword Regularization", 2018).
///
/// - Texts are normalized; words begin at spaces, and no piece crosses a word's start.
/// - Characters outside the coverage are set aside. All others, and the most promising repeated
///   strings, are the seed.
/// - Expectation maximisation fits the pieces' probabilities; pruning drops those whose loss hurts
///   least; and so on until little more than the vocabulary is left.
///
/// A configuration: immutable, thread-safe, usable any number of times. The result does not depend
/// on the number of threads.
///
/// ```java
/// UnigramTraining training = UnigramTrainer.builder(8_000).build().train(lines);
/// Tokenizers.save(training.tokenizer("mine"), Path.of("mine.model"));
/// ```
public final class UnigramTrainer implements WordTrainer<SentencePieceModel> {
  /// Largest vocabulary.
  public static final int MAX_VOCABULARY_SIZE = 1 << 21;

  private final UnigramMode mode;
  private final UnigramRecipe recipe;
  private final int maxSentenceBytes;
  private final CountingSettings counting;
  private final boolean minGram;
  private final WordTraining words; // the best mode's

  private UnigramTrainer(Builder builder) {
    mode = builder.mode;
    recipe = builder.recipe();
    maxSentenceBytes = builder.maxSentenceBytes();
    counting = builder.counting;
    minGram = builder.minGram;
    words = new WordTraining(recipe, minGram, counting);
  }

  /// A trainer with defaults for all but the size.
  ///
  /// @param vocabularySize number of pieces wanted, special pieces included, as SentencePiece
  ///   counts
  /// @throws IllegalArgumentException unless it is from 1 to 2²¹
  public static Builder builder(int vocabularySize) {
    return new Builder(vocabularySize);
  }

  /// Number of pieces wanted, special pieces included.
  public int vocabularySize() {
    return recipe.settings().vocabularySize();
  }

  /// Whose way of training.
  public UnigramMode mode() {
    return mode;
  }

  /// How texts are rewritten, in training and in the tokenizer that comes out.
  public SentencePieceNormalizer normalizer() {
    return recipe.normalizer();
  }

  /// @throws IllegalArgumentException if there is no text, or the vocabulary can't hold the
  ///   alphabet
  @Override
  public UnigramTraining train(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    PacedListener paced = new PacedListener(listener);
    Sentences sentences = new Sentences(texts, maxSentenceBytes);
    SentencePieces pieces =
        switch (mode) {
          case BEST -> words.pieces(sentences, listener, paced);
          case SENTENCEPIECE -> new SentenceTraining(recipe).pieces(sentences, paced);
        };
    return new UnigramTraining(recipe, pieces, sentences.tooLong());
  }

  /// Trains on `texts` with a checkpoint: what was done before the run was stopped is not done
  /// again, and what comes out is the same.
  ///
  /// @throws java.io.UncheckedIOException if the folder is another run's or in use, or can't be
  ///   read or written; the message says which
  /// @throws IllegalArgumentException if there is no text, or the vocabulary can't hold the
  ///   alphabet
  public UnigramTraining train(
      Iterator<? extends CharSequence> texts,
      TrainingCheckpoint checkpoint,
      TrainingListener listener) {
    PacedListener paced = new PacedListener(listener);
    Sentences sentences = new Sentences(texts, maxSentenceBytes);
    try (CheckpointFolder folder = CheckpointFolder.open(checkpoint, lines(checkpoint))) {
      return switch (mode) {
        case BEST -> words.resumed(sentences, folder, listener, paced);
        case SENTENCEPIECE -> new SentenceTraining(recipe).resumed(sentences, folder, paced);
      };
    }
  }

  /// All that shows in the result.
  private RunSettings lines(TrainingCheckpoint checkpoint) {
    RunSettings run = new RunSettings("unigram", checkpoint, counting).with("mode", mode);
    return recipe.addTo(run).with("mingram", minGram).with("max-sentence-bytes", maxSentenceBytes);
  }

  @Override
  public UnigramTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public UnigramTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Trains on words that [#count] has counted, of a trainer with the same normalizer and special
  /// pieces; that is not checked.
  ///
  /// @throws IllegalArgumentException if there are no words, the vocabulary can't hold the
  ///   alphabet, or the mode is SentencePiece's, which needs whole sentences
  @Override
  public UnigramTraining train(WordCounts counted, TrainingListener listener) {
    if (mode != UnigramMode.BEST) {
      throw new IllegalArgumentException(
          "SentencePiece's training looks at whole sentences; give it texts, not counts, or train in"
              + " the best mode");
    }
    SentencePieces pieces =
        words.pieces(counted, "there are no words to train on", new PacedListener(listener));
    return new UnigramTraining(recipe, pieces, /* skippedTexts= */ 0);
  }

  /// Counts the words of texts as the best mode sees them, for [#train(WordCounts,
  /// TrainingListener)]: parts of a corpus may be counted apart and merged.
  public WordCounts count(Iterator<? extends CharSequence> texts) {
    return count(texts, TrainingListener.NONE);
  }

  /// The same, and tells how far it is.
  @Override
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return words.count(new Sentences(texts, maxSentenceBytes), listener);
  }

  /// Settings of a [UnigramTrainer]. Not thread-safe.
  public static final class Builder {
    private static final int SENTENCEPIECE_SEEDS = 1_000_000;
    private static final int SENTENCEPIECE_SENTENCE = 4192;

    private final int vocabularySize;
    private UnigramMode mode = UnigramMode.BEST;
    private PieceRules rules = PieceRules.DEFAULT;
    private SequencedMap<String, Integer> ids = MetaPieces.ids(0, 1, 2, -1);
    private List<String> control = List.of();
    private List<String> userDefined = List.of();
    private boolean byteFallback;
    private SentencePieceNormalizer givenNormalizer = NormalizationRules.identity(List.of());
    private boolean normalizerIsGiven;
    private float coverage = 0.9995f;
    private String requiredCharacters = "";
    private OptionalInt maxSentenceBytes = OptionalInt.empty();
    private OptionalInt seedSize = OptionalInt.empty();
    private OptionalInt subIterations = OptionalInt.empty();
    private float shrinkingFactor = 0.75f;
    private boolean flatScorePruning;
    private boolean minGram;
    private int lanes = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private CountingSettings counting = CountingSettings.DEFAULT;

    private Builder(int vocabularySize) {
      require(
          vocabularySize >= 1 && vocabularySize <= MAX_VOCABULARY_SIZE,
          "a Unigram vocabulary holds from 1 to 2^21 = 2097152 pieces",
          vocabularySize);
      this.vocabularySize = vocabularySize;
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// Whose way of training. Default [UnigramMode#BEST].
    public Builder mode(UnigramMode whose) {
      mode = whose;
      return this;
    }

    /// How texts are rewritten. Default: SentencePiece's `nmt_nfkc`, see [NormalizationRules].
    ///
    /// @throws IllegalArgumentException if it leaves spaces as they are or puts them behind words
    public Builder normalizer(SentencePieceNormalizer rewriting) {
      require(
          rewriting.escapeWhitespaces() && !rewriting.whitespaceIsSuffix(),
          "training needs a normalizer that puts U+2581 for a space, in front of words",
          rewriting);
      givenNormalizer = rewriting;
      normalizerIsGiven = true;
      return this;
    }

    /// Share of all characters of the text that the alphabet covers. Default 0.9995, which suits
    /// alphabets of many signs; 1 for small ones.
    public Builder characterCoverage(double share) {
      require(share >= 0.98 && share <= 1, "a character coverage is from 0.98 to 1", share);
      coverage = (float) share;
      return this;
    }

    /// Characters that the vocabulary holds at any rate. Default none.
    public Builder requiredCharacters(String characters) {
      requiredCharacters = characters;
      return this;
    }

    /// Ids of the unknown piece, and of begin, end and padding; negative for none. Default: `<unk>`
    /// 0, `<s>` 1, `</s>` 2, and no `<pad>`.
    ///
    /// @throws IllegalArgumentException if the unknown piece has none
    public Builder specialIds(int unknown, int begin, int end, int padding) {
      ids = MetaPieces.ids(unknown, begin, end, padding);
      return this;
    }

    /// Pieces that stand for no text. Default none.
    public Builder controlSymbols(List<String> texts) {
      control = List.copyOf(texts);
      return this;
    }

    /// Pieces that are always kept whole where they stand in a text. Default none.
    public Builder userDefinedSymbols(List<String> texts) {
      userDefined = List.copyOf(texts);
      return this;
    }

    /// Whether characters outside the vocabulary become bytes, for which 256 pieces are reserved.
    /// Default: no.
    public Builder byteFallback(boolean whether) {
      byteFallback = whether;
      return this;
    }

    /// Longest piece in code points. Default 16.
    public Builder maxPieceLength(int codePoints) {
      require(
          codePoints >= 1 && codePoints <= LatticeBlock.MAX_LENGTH,
          "a longest piece has from 1 to " + LatticeBlock.MAX_LENGTH + " code points",
          codePoints);
      rules = rules.withMaxLength(codePoints);
      return this;
    }

    /// Whether pieces keep to one Unicode script. Default: yes.
    public Builder splitByScript(boolean whether) {
      rules = rules.withSplitByScript(whether);
      return this;
    }

    /// Whether digits and letters make no piece together. Default: yes.
    public Builder splitByNumber(boolean whether) {
      rules = rules.withSplitByNumber(whether);
      return this;
    }

    /// Whether each digit is a piece by itself. Default: no.
    public Builder splitDigits(boolean whether) {
      rules = rules.withSplitDigits(whether);
      return this;
    }

    /// Longer texts are left out. Default: as SentencePiece 4,192 bytes in its mode, no limit in
    /// ours.
    public Builder maxSentenceBytes(int bytes) {
      require(bytes >= 1, "a longest sentence has at least 1 byte", bytes);
      maxSentenceBytes = OptionalInt.of(bytes);
      return this;
    }

    /// Most strings to start from, characters not counted. Default: as SentencePiece a million in
    /// its mode; in ours eight times the vocabulary, and at least 100,000.
    public Builder seedSize(int strings) {
      require(strings >= 1, "training starts from at least 1 string", strings);
      seedSize = OptionalInt.of(strings);
      return this;
    }

    /// Expectation maximisations between two prunings. Default: as SentencePiece 2 in its mode, 1
    /// in ours, where more makes nothing better.
    public Builder subIterations(int count) {
      require(count >= 1 && count <= 10, "there are 1 to 10 iterations to a pruning", count);
      subIterations = OptionalInt.of(count);
      return this;
    }

    /// Share of the pieces that a pruning keeps. Default 0.75.
    public Builder shrinkingFactor(double share) {
      require(share >= 0.5 && share <= 0.95, "a shrinking factor is from 0.5 to 0.95", share);
      shrinkingFactor = (float) share;
      return this;
    }

    /// Whether a pruning keeps the most likely pieces, and does not look at what would stand in for
    /// those that go: *flat score pruning* (Land and Pinter, "Which Pieces Does Unigram Really
    /// Need?", arXiv 2512.12641), which they find to make text less likely and shorter in tokens,
    /// and which takes less time. In [UnigramMode#BEST] only. Default: no.
    public Builder flatScorePruning(boolean whether) {
      flatScorePruning = whether;
      return this;
    }

    /// Whether pieces are chosen so that words are cut into few of them: *MinGram* (Land, arXiv
    /// 2606.27019), which starts from BPE's pieces and prunes once; see the package. It takes
    /// little more time than BPE, and makes text shorter in tokens than both BPE and Unigram do.
    /// Each score is ln p less 256, so that what runs the model, SentencePiece and Hugging Face
    /// too, cuts by number first; [UnigramObjective], which takes scores for likelihoods, tells
    /// nothing of it. In [UnigramMode#BEST] only, without user-defined symbols, in whose score
    /// SentencePiece reckons with others'; [#seedSize], [#subIterations] and [#shrinkingFactor]
    /// have no part in it. Default: no.
    public Builder minGram(boolean whether) {
      minGram = whether;
      return this;
    }

    /// By how many threads SentencePiece would sum, in [UnigramMode#SENTENCEPIECE]: its
    /// `num_threads`, which shows in the last digits of its floats. Default 1; SentencePiece's is
    /// 16.
    public Builder sentencePieceThreads(int count) {
      require(count >= 1 && count <= 1024, "SentencePiece runs 1 to 1024 threads", count);
      lanes = count;
      return this;
    }

    /// In how much memory words are counted, and which are kept. Default: no limit, all. In
    /// [UnigramMode#BEST] only.
    public Builder counting(CountingSettings settings) {
      counting = settings;
      return this;
    }

    /// How many threads work. Default: as many as there are processors. The result does not depend
    /// on it.
    public Builder threads(int count) {
      require(count >= 1, "training takes at least 1 thread", count);
      threads = count;
      return this;
    }

    private UnigramRecipe recipe() {
      MetaPieces meta = new MetaPieces(ids, control, userDefined, byteFallback);
      return new UnigramRecipe(settings(), rules, meta, normalizer(), coverage, requiredCharacters);
    }

    private SentencePieceNormalizer normalizer() {
      SentencePieceNormalizer n =
          normalizerIsGiven ? givenNormalizer : NormalizationRules.nmtNfkc(userDefined);
      return n.userDefined().equals(userDefined)
          ? n
          : new SentencePieceNormalizer(
              n.name(),
              n.charsMap(),
              n.addDummyPrefix(),
              n.removeExtraWhitespaces(),
              n.escapeWhitespaces(),
              n.whitespaceIsSuffix(),
              userDefined);
    }

    private int maxSentenceBytes() {
      return maxSentenceBytes.orElse(
          mode == UnigramMode.SENTENCEPIECE ? SENTENCEPIECE_SENTENCE : Integer.MAX_VALUE);
    }

    private UnigramSettings settings() {
      int seeds =
          seedSize.orElse(
              mode == UnigramMode.SENTENCEPIECE
                  ? SENTENCEPIECE_SEEDS
                  : Math.max(100_000, 8 * vocabularySize));
      return new UnigramSettings(
          vocabularySize,
          seeds,
          subIterations.orElse(mode == UnigramMode.SENTENCEPIECE ? 2 : 1),
          shrinkingFactor,
          flatScorePruning,
          lanes,
          threads);
    }

    /// The trainer.
    ///
    /// @throws IllegalArgumentException if special pieces have no text, or the same text or id, or
    ///   SentencePiece is to prune by flat scores, to count in limited memory, or to train MinGram
    public UnigramTrainer build() {
      require(
          !flatScorePruning || mode == UnigramMode.BEST,
          "SentencePiece has no flat score pruning; it is for the best mode",
          mode);
      require(
          !minGram || (mode == UnigramMode.BEST && !flatScorePruning && userDefined.isEmpty()),
          "MinGram is for the best mode, has its own way of pruning, and takes no user-defined"
              + " symbols",
          mode + ", " + userDefined + (flatScorePruning ? ", flat score pruning" : ""));
      require(
          counting.equals(CountingSettings.DEFAULT) || mode == UnigramMode.BEST,
          "SentencePiece's training keeps whole sentences in memory; limits are for the best mode",
          mode);
      return new UnigramTrainer(this);
    }
  }
}
