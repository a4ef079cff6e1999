package org.tokenlab.training.sentencepiece;

import java.util.Iterator;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceNormalizer;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.WordTrainer;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.LearnedPieces;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;
import org.tokenlab.training.internal.sentencepiece.MetaPieces;
import org.tokenlab.training.internal.sentencepiece.PieceRules;
import org.tokenlab.training.internal.sentencepiece.SentenceNormalizer;
import org.tokenlab.training.internal.sentencepiece.Sentences;
import org.tokenlab.training.internal.sentencepiece.SpaceRules;
import org.tokenlab.training.internal.sentencepiece.SpacedWords;
import org.tokenlab.training.unigram.NormalizationRules;

/// Trains BPE as SentencePiece 0.2.3 does: the same pieces with the same ids and scores.
///
/// - Texts are normalized and cut into words at spaces; words are made of characters. Characters
///   outside the coverage merge with nothing.
/// - The pair of adjacent pieces with the highest count is merged wherever it stands, unless the
///   piece that it would make breaks a rule: too long, of two scripts, with a space inside.
/// - Every window of a run counts, `aaa` holds `aa` twice; merging goes from left to right.
/// - Of pairs with one count that comes first which makes the shortest piece, in code points; of
///   these, the one that makes the smallest by its bytes.
/// - Once nothing is left to merge, pairs that stood at some time fill up the vocabulary, in the
///   same order, though they occur nowhere.
/// - The characters of the alphabet come behind all learned pieces.
///
/// No piece can arise in two ways while anything stands, for the reason that
/// [org.tokenlab.training.BpeTrainer] gives; the peer's rule for that case, to skip the second,
/// only bears on pairs that stand no more.
///
/// A configuration: immutable, thread-safe, usable any number of times. The result does not depend
/// on the number of threads, nor the peer's on its `num_threads`.
///
/// ```java
/// var training = SentencePieceBpeTrainer.builder(8_000).build().train(lines);
/// Tokenizers.save(training.tokenizer("mine"), Path.of("mine.model"));
/// ```
public final class SentencePieceBpeTrainer implements WordTrainer<SentencePieceModel> {
  /// Largest vocabulary.
  public static final int MAX_VOCABULARY_SIZE = 1 << 21;

  private final int vocabularySize;
  private final PieceRules rules;
  private final MetaPieces meta;
  private final SentencePieceNormalizer normalizer;
  private final float coverage;
  private final String requiredCharacters;
  private final int maxSentenceBytes;
  private final int threads;
  private final CountingSettings counting;

  private SentencePieceBpeTrainer(Builder builder) {
    vocabularySize = builder.vocabularySize;
    rules = builder.rules;
    meta = new MetaPieces(builder.ids, builder.control, builder.userDefined, builder.byteFallback);
    normalizer = builder.normalizer();
    coverage = builder.coverage;
    requiredCharacters = builder.requiredCharacters;
    maxSentenceBytes = builder.maxSentenceBytes;
    threads = builder.threads;
    counting = builder.counting;
  }

  /// A trainer with SentencePiece's defaults for all but the size.
  ///
  /// @param vocabularySize number of pieces wanted, special pieces included
  /// @throws IllegalArgumentException unless it is from 1 to 2²¹
  public static Builder builder(int vocabularySize) {
    return new Builder(vocabularySize);
  }

  /// Number of pieces wanted, special pieces included.
  public int vocabularySize() {
    return vocabularySize;
  }

  /// How texts are rewritten, in training and in the tokenizer that comes out.
  public SentencePieceNormalizer normalizer() {
    return normalizer;
  }

  /// @throws IllegalArgumentException if there is no text, or the vocabulary can't hold the
  ///   alphabet
  @Override
  public SentencePieceBpeTraining train(
      Iterator<? extends CharSequence> texts, TrainingListener listener) {
    Sentences sentences = new Sentences(texts, maxSentenceBytes);
    WordCounts words = countSentences(sentences, listener);
    if (words.size() == 0) {
      throw new IllegalArgumentException(sentences.whyNothing());
    }
    return train(words, sentences.tooLong(), listener);
  }

  @Override
  public SentencePieceBpeTraining train(Iterator<? extends CharSequence> texts) {
    return train(texts, TrainingListener.NONE);
  }

  @Override
  public SentencePieceBpeTraining train(Stream<? extends CharSequence> texts) {
    try (texts) {
      return train(texts.iterator());
    }
  }

  /// Trains on words that [#count] has counted, of a trainer with the same normalizer, special
  /// pieces and rules for white space; that is not checked.
  ///
  /// @throws IllegalArgumentException if there are no words, or the vocabulary can't hold the
  ///   alphabet
  @Override
  public SentencePieceBpeTraining train(WordCounts words, TrainingListener listener) {
    if (words.size() == 0) {
      throw new IllegalArgumentException("there are no words to train on");
    }
    return train(words, 0, listener);
  }

  /// Counts the words of texts, for [#train(WordCounts, TrainingListener)]: parts of a corpus may
  /// be counted apart and merged.
  public WordCounts count(Iterator<? extends CharSequence> texts) {
    return count(texts, TrainingListener.NONE);
  }

  /// The same, and tells how far it is.
  @Override
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return countSentences(new Sentences(texts, maxSentenceBytes), listener);
  }

  private WordCounts countSentences(Sentences sentences, TrainingListener listener) {
    SentenceNormalizer rewriting = SentenceNormalizer.asSentencePiece(normalizer, meta.texts());
    SpaceRules spaces = rules.spaces();
    if (!spaces.split()) {
      return WordCounts.of(sentences, rewriting, PreTokenizer.none(), threads, listener, counting);
    }
    MarkedWords splitting = new MarkedWords(Integer.MAX_VALUE, spaces);
    return !spaces.suffix() && SpacedWords.suit(normalizer, meta.texts())
        ? WordCounts.of(
            sentences, new SpacedWords(), rewriting, splitting, threads, listener, counting)
        : WordCounts.of(sentences, rewriting, splitting, threads, listener, counting);
  }

  private SentencePieceBpeTraining train(
      WordCounts words, long skippedTexts, TrainingListener listener) {
    Alphabet alphabet =
        Alphabet.of(words, coverage, requiredCharacters, meta.size(), vocabularySize);
    int wanted = vocabularySize - meta.size() - alphabet.size();
    LearnedPieces learned =
        LearnedPieces.of(words, alphabet, rules, wanted, threads, new PacedListener(listener));
    return new SentencePieceBpeTraining(
        normalizer, meta, alphabet, learned, skippedTexts, vocabularySize);
  }

  /// Settings of a [SentencePieceBpeTrainer]. Not thread-safe.
  public static final class Builder {
    private final int vocabularySize;
    private PieceRules rules = PieceRules.DEFAULT;
    private SequencedMap<String, Integer> ids = MetaPieces.ids(0, 1, 2, -1);
    private List<String> control = List.of();
    private List<String> userDefined = List.of();
    private boolean byteFallback;
    private SentencePieceNormalizer givenNormalizer = NormalizationRules.identity(List.of());
    private boolean normalizerIsGiven;
    private float coverage = 0.9995f;
    private String requiredCharacters = "";
    private int maxSentenceBytes = 4192;
    private int threads = Runtime.getRuntime().availableProcessors();
    private CountingSettings counting = CountingSettings.DEFAULT;

    private Builder(int vocabularySize) {
      require(
          vocabularySize >= 1 && vocabularySize <= MAX_VOCABULARY_SIZE,
          "a vocabulary of SentencePiece's kind holds from 1 to 2^21 = 2097152 pieces",
          vocabularySize);
      this.vocabularySize = vocabularySize;
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// How texts are rewritten: `normalization_rule_name`, `add_dummy_prefix`,
    /// `remove_extra_whitespaces`. Default: SentencePiece's `nmt_nfkc`, see [NormalizationRules].
    /// User-defined symbols and [#whitespaceAsSuffix] are put in by [#build].
    ///
    /// @throws IllegalArgumentException if it leaves spaces as they are
    public Builder normalizer(SentencePieceNormalizer rewriting) {
      require(
          rewriting.escapeWhitespaces(),
          "training needs a normalizer that puts U+2581 for a space",
          rewriting);
      givenNormalizer = rewriting;
      normalizerIsGiven = true;
      return this;
    }

    /// Share of all characters of the text that the alphabet covers: `character_coverage`. Default
    /// 0.9995, which suits alphabets of many signs; 1 for small ones.
    public Builder characterCoverage(double share) {
      require(share >= 0.98 && share <= 1, "a character coverage is from 0.98 to 1", share);
      coverage = (float) share;
      return this;
    }

    /// Characters that the vocabulary holds at any rate: `required_chars`. Default none.
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

    /// Pieces that stand for no text: `control_symbols`. Default none.
    public Builder controlSymbols(List<String> texts) {
      control = List.copyOf(texts);
      return this;
    }

    /// Pieces that are always kept whole where they stand in a text: `user_defined_symbols`.
    /// Default none.
    public Builder userDefinedSymbols(List<String> texts) {
      userDefined = List.copyOf(texts);
      return this;
    }

    /// Whether characters outside the vocabulary become bytes, for which 256 pieces are reserved:
    /// `byte_fallback`. Default: no.
    public Builder byteFallback(boolean whether) {
      byteFallback = whether;
      return this;
    }

    /// Longest piece in code points: `max_sentencepiece_length`. Default 16.
    public Builder maxPieceLength(int codePoints) {
      require(
          codePoints >= 1 && codePoints <= 512,
          "a longest piece has from 1 to 512 code points",
          codePoints);
      rules = rules.withMaxLength(codePoints);
      return this;
    }

    /// Whether pieces keep to one Unicode script: `split_by_unicode_script`. Default: yes.
    public Builder splitByScript(boolean whether) {
      rules = rules.withSplitByScript(whether);
      return this;
    }

    /// Whether digits and letters make no piece together: `split_by_number`. Default: yes.
    public Builder splitByNumber(boolean whether) {
      rules = rules.withSplitByNumber(whether);
      return this;
    }

    /// Whether each digit is a piece by itself: `split_digits`. Default: no.
    public Builder splitDigits(boolean whether) {
      rules = rules.withSplitDigits(whether);
      return this;
    }

    /// Whether text is cut into words at spaces: `split_by_whitespace`. Default: yes. If not,
    /// pieces go on over spaces, each text is one word, and memory holds all distinct texts.
    public Builder splitByWhitespace(boolean whether) {
      SpaceRules spaces = rules.spaces();
      rules = rules.withSpaces(new SpaceRules(whether, spaces.suffix(), spaces.runs()));
      return this;
    }

    /// Whether a space belongs to the word before it: `treat_whitespace_as_suffix`. Default: no, to
    /// the one behind it.
    public Builder whitespaceAsSuffix(boolean whether) {
      SpaceRules spaces = rules.spaces();
      rules = rules.withSpaces(new SpaceRules(spaces.split(), whether, spaces.runs()));
      return this;
    }

    /// Whether several spaces make pieces: `allow_whitespace_only_pieces`. Default: no. Makes a
    /// difference if the normalizer leaves several.
    public Builder whitespaceOnlyPieces(boolean whether) {
      SpaceRules spaces = rules.spaces();
      rules = rules.withSpaces(new SpaceRules(spaces.split(), spaces.suffix(), whether));
      return this;
    }

    /// Longer texts are left out: `max_sentence_length`, in bytes of UTF-8. Default 4,192.
    public Builder maxSentenceBytes(int bytes) {
      require(bytes >= 1, "a longest sentence has at least 1 byte", bytes);
      maxSentenceBytes = bytes;
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

    private SentencePieceNormalizer normalizer() {
      SentencePieceNormalizer n =
          normalizerIsGiven ? givenNormalizer : NormalizationRules.nmtNfkc(userDefined);
      return new SentencePieceNormalizer(
          n.name(),
          n.charsMap(),
          n.addDummyPrefix(),
          n.removeExtraWhitespaces(),
          n.escapeWhitespaces(),
          rules.spaces().suffix(),
          userDefined);
    }

    /// The trainer.
    ///
    /// @throws IllegalArgumentException if special pieces have no text, or the same text or id
    public SentencePieceBpeTrainer build() {
      return new SentencePieceBpeTrainer(this);
    }
  }
}
