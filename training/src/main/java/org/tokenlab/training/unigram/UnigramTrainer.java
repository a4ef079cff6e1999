package org.tokenlab.training.unigram;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.normalize.CharsMap;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
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
import org.tokenlab.training.internal.checkpoint.SavedWords;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;
import org.tokenlab.training.internal.sentencepiece.MetaPieces;
import org.tokenlab.training.internal.sentencepiece.PieceRules;
import org.tokenlab.training.internal.sentencepiece.SentenceNormalizer;
import org.tokenlab.training.internal.sentencepiece.Sentences;
import org.tokenlab.training.internal.sentencepiece.SpaceRules;
import org.tokenlab.training.internal.sentencepiece.SpacedWords;

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
public final class UnigramTrainer implements Trainer<SentencePieceModel> {
  /// Largest vocabulary.
  public static final int MAX_VOCABULARY_SIZE = 1 << 21;

  // Longer words are cut in the best mode: text without spaces then is no trouble for memory, and
  // one cut in four thousand bytes does not show.
  private static final int MAX_WORD = 1 << 12;

  private static final String KNOWN = "known"; // words, with rare characters set aside

  private final UnigramMode mode;
  private final UnigramSettings settings;
  private final PieceRules rules;
  private final MetaPieces meta;
  private final SentencePieceNormalizer normalizer;
  private final float coverage;
  private final String requiredCharacters;
  private final int maxSentenceBytes;
  private final CountingSettings counting;
  private final boolean minGram;

  private UnigramTrainer(Builder builder) {
    mode = builder.mode;
    rules = builder.rules;
    meta = builder.meta();
    normalizer = builder.normalizer();
    coverage = builder.coverage;
    requiredCharacters = builder.requiredCharacters;
    maxSentenceBytes = builder.maxSentenceBytes();
    settings = builder.settings();
    counting = builder.counting;
    minGram = builder.minGram;
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
    return settings.vocabularySize();
  }

  /// Whose way of training.
  public UnigramMode mode() {
    return mode;
  }

  /// How texts are rewritten, in training and in the tokenizer that comes out.
  public SentencePieceNormalizer normalizer() {
    return normalizer;
  }

  /// @throws IllegalArgumentException if there is no text, or the vocabulary can't hold the
  ///   alphabet
  @Override
  public UnigramTraining train(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    PacedListener paced = new PacedListener(listener);
    Sentences sentences = new Sentences(texts, maxSentenceBytes);
    SentencePieces pieces =
        switch (mode) {
          case BEST -> {
            WordCounts words = count(sentences, listener);
            yield best(words, sentences.whyNothing(), null, paced);
          }
          case SENTENCEPIECE -> exact(sentences, paced);
        };
    return new UnigramTraining(normalizer, settings.vocabularySize(), pieces, sentences.tooLong());
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
      if (mode == UnigramMode.SENTENCEPIECE) {
        return exact(sentences, folder, paced);
      }
      SavedWords words =
          SavedWords.read(folder, SavedWords.COUNTED)
              .orElseGet(() -> {
                WordCounts counted = count(sentences, listener);
                requireSome(counted, sentences.whyNothing());
                return SavedWords.save(folder, SavedWords.COUNTED, counted, sentences.tooLong());
              });
      SavedFitting saved = new SavedFitting(folder, RunKey.of(folder, words.sum()));
      return new UnigramTraining(
          normalizer,
          settings.vocabularySize(),
          best(words.words(), "", saved, paced),
          words.skippedTexts());
    }
  }

  /// All that shows in the result.
  private RunSettings lines(TrainingCheckpoint checkpoint) {
    return new RunSettings("unigram", checkpoint, counting)
        .with("mode", mode)
        .with("vocabulary-size", settings.vocabularySize())
        .with("seed-size", settings.seedSize())
        .with("sub-iterations", settings.subIterations())
        .with("shrinking-factor", settings.shrinkingFactor())
        .with("flat-score-pruning", settings.flatScore())
        .with("mingram", minGram)
        .with("sentencepiece-threads", settings.lanes())
        .with("character-coverage", coverage)
        .with("required-characters", requiredCharacters)
        .with("max-sentence-bytes", maxSentenceBytes)
        .with("pieces", rules)
        .with("special", meta)
        .with("normalizer", normalizer + " " + normalizer.userDefined())
        .with("replacements", normalizer.charsMap().map(CharsMap::hashCode).orElse(0));
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
  public UnigramTraining train(WordCounts words, TrainingListener listener) {
    if (mode != UnigramMode.BEST) {
      throw new IllegalArgumentException(
          "SentencePiece's training looks at whole sentences; give it texts, not counts, or train in"
              + " the best mode");
    }
    SentencePieces pieces =
        best(words, "there are no words to train on", null, new PacedListener(listener));
    return new UnigramTraining(
        normalizer, settings.vocabularySize(), pieces, /* skippedTexts= */ 0);
  }

  /// Counts the words of texts as the best mode sees them, for [#train(WordCounts,
  /// TrainingListener)]: parts of a corpus may be counted apart and merged.
  public WordCounts count(Iterator<? extends CharSequence> texts) {
    return count(new Sentences(texts, maxSentenceBytes), TrainingListener.NONE);
  }

  private WordCounts count(Sentences sentences, TrainingListener listener) {
    SentenceNormalizer rewriting = new SentenceNormalizer(normalizer, meta.texts());
    MarkedWords splitting = new MarkedWords(MAX_WORD, SpaceRules.DEFAULT);
    // Words of this first cut are no words to drop yet: rewritten, several may become one.
    return SpacedWords.suit(normalizer, meta.texts()) && counting.minCount() == 1
        ? WordCounts.of(sentences, new SpacedWords(), settings.threads(), listener, counting)
            .split(rewriting, splitting, counting)
        : WordCounts.of(sentences, rewriting, splitting, settings.threads(), listener, counting);
  }

  private SentencePieces exact(Sentences sentences, PacedListener listener) {
    SentenceText read = read(sentences, listener);
    Alphabet alphabet = alphabet(read.words(), sentences.whyNothing());
    SentenceText text = read.withoutRare(alphabet);
    FittingState seeds = seeds(text, listener);
    return exact(new SentencePieceFitting(settings, seeds, text.words(), listener), alphabet);
  }

  private UnigramTraining exact(
      Sentences sentences, CheckpointFolder folder, PacedListener listener) {
    SavedWords counted = SavedWords.read(folder, SavedWords.COUNTED).orElse(null);
    SavedWords known = SavedWords.read(folder, KNOWN).orElse(null);
    FittingState state =
        counted == null || known == null
            ? null
            : new SavedFitting(folder, RunKey.of(folder, known.sum())).read().orElse(null);
    if (counted == null || known == null || state == null) { // seeds are in whole sentences only
      SentenceText read = read(sentences, listener);
      WordCounts words = read.words();
      SentenceText text = read.withoutRare(alphabet(words, sentences.whyNothing()));
      counted = SavedWords.save(folder, SavedWords.COUNTED, words, sentences.tooLong());
      known = SavedWords.save(folder, KNOWN, text.words(), sentences.tooLong());
      state = seeds(text, listener);
      new SavedFitting(folder, RunKey.of(folder, known.sum())).save(state);
    }
    SentencePieceFitting fitting =
        new SentencePieceFitting(settings, state, known.words(), listener);
    fitting.onPause(new SavedFitting(folder, RunKey.of(folder, known.sum()))::saveIfDue);
    return new UnigramTraining(
        normalizer,
        settings.vocabularySize(),
        exact(fitting, alphabet(counted.words(), "")),
        counted.skippedTexts());
  }

  private SentenceText read(Sentences sentences, PacedListener listener) {
    return SentenceText.read(
        sentences, SentenceNormalizer.asSentencePiece(normalizer, meta.texts()), listener);
  }

  private FittingState seeds(SentenceText text, PacedListener listener) {
    listener.mark(Phase.SEEDING, 0, text.length());
    Seeds seeds = new Seeds();
    seeds.addCharacters(Alphabet.count(text.words()));
    SentenceSeeds.find(
        text.bytes(), text.length(), rules, settings.seedSize(), settings.threads(), seeds);
    listener.mark(Phase.SEEDING, text.length(), text.length());
    return FittingState.of(seeds);
  }

  private SentencePieces exact(SentencePieceFitting fitting, Alphabet alphabet) {
    return FinalPieces.of(fitting.run(), alphabet, meta, settings.vocabularySize());
  }

  private SentencePieces best(
      WordCounts words, String whyNothing, @Nullable SavedFitting saved, PacedListener listener) {
    Alphabet alphabet = alphabet(words, whyNothing);
    WordCounts known = words.rewritten(alphabet::replaceRare, 3);
    Seeds characterSeeds = new Seeds();
    characterSeeds.addCharacters(Alphabet.count(known));
    int characters = characterSeeds.pieces().size();
    int wanted = settings.vocabularySize() - meta.size() - (alphabet.size() - characters);
    FittingState state = saved == null ? null : saved.read().orElse(null);
    if (state == null) {
      state =
          minGram
              ? MinGramSeeds.learn(known, alphabet, characterSeeds, wanted, rules, listener)
              : seeds(known, characterSeeds, listener);
      if (saved != null) {
        saved.save(state);
      }
    }
    if (minGram) {
      MinGramFitting fitting =
          new MinGramFitting(state, wanted, characters, known, settings.threads(), listener);
      if (saved != null) {
        fitting.onPause(saved::saveIfDue);
      }
      return FinalPieces.of(fitting.run(), alphabet, meta, settings.vocabularySize());
    }
    Fitting fitting = new Fitting(settings, state, wanted, characters, known, listener);
    if (saved != null) {
      fitting.onPause(saved::saveIfDue);
    }
    return FinalPieces.of(fitting.run(), alphabet, meta, settings.vocabularySize());
  }

  private FittingState seeds(WordCounts known, Seeds seeds, PacedListener listener) {
    listener.mark(Phase.SEEDING, 0, known.totalBytes());
    WordSeeds.find(known, rules, settings.seedSize(), settings.threads(), seeds);
    listener.mark(Phase.SEEDING, known.totalBytes(), known.totalBytes());
    return FittingState.of(seeds);
  }

  private Alphabet alphabet(WordCounts words, String whyNothing) {
    requireSome(words, whyNothing);
    return Alphabet.of(words, coverage, requiredCharacters, meta.size(), settings.vocabularySize());
  }

  private static void requireSome(WordCounts words, String whyNothing) {
    if (words.size() == 0) {
      throw new IllegalArgumentException(whyNothing);
    }
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

    private MetaPieces meta() {
      return new MetaPieces(ids, control, userDefined, byteFallback);
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
