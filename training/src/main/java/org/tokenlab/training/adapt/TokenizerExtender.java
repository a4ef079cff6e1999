package org.tokenlab.training.adapt;

import java.util.Iterator;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.bpe.BpeModel;
import org.tokenlab.tokenizers.sentencepiece.SentencePieceModel;
import org.tokenlab.tokenizers.unigram.UnigramModel;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.WordCounts;

/// Gives a trained tokenizer more tokens, learned from text that it serves badly, such as a
/// language or a field that its own training saw little of. All ids that it has keep their meaning,
/// so a model that was trained with it needs new embeddings for the new tokens only.
///
/// - **BPE** ([BpeModel], [SentencePieceModel] of that kind) goes on merging where its own merges
///   end: texts are encoded as they were, and the pairs of tokens that then come most often become
///   tokens, whose merges rank behind all others ("continued BPE training" in Purason et al.,
///   "Teaching Old Tokenizers New Words", arXiv 2512.03989). Where the base is of
///   [org.tokenlab.training.BpeTrainer] and the text that it was trained on, that is what training
///   to the larger size would have given. Ties go to the smallest ids.
/// - **WordPiece** ([WordPieceModel]) gets tokens in the same way, by which its own were made. As
///   always with it, the longest token counts at each place, so words may be cut otherwise than
///   merging cut them.
/// - **Unigram** ([UnigramModel], [SentencePieceModel] of that kind) gets the pieces with which the
///   text becomes most likely, found as [org.tokenlab.training.unigram.UnigramTrainer] does, while
///   the scores of its own pieces stay.
///
/// Text in which no new token stands is encoded as before. Added and special tokens in the texts
/// are ordinary text, and their ids stay; new ids begin behind the largest of all.
///
/// A configuration: immutable, thread-safe, usable any number of times. The result does not depend
/// on the number of threads.
///
/// ```java
/// Tokenizer base = Tokenizers.load(Path.of("tokenizer.json"));
/// ExtendedTokenizer more = TokenizerExtender.builder(base, 5_000).build().extend(texts);
/// Tokenizers.save(more.tokenizer(), Path.of("extended/tokenizer.json"));
/// ```
public final class TokenizerExtender {
  private final Tokenizer base;
  private final int newTokens;
  private final long minFrequency;
  private final int maxTokenLength;
  private final float coverage;
  private final CountingSettings counting;
  private final int threads;

  private TokenizerExtender(Builder builder) {
    base = builder.base;
    newTokens = builder.newTokens;
    minFrequency = builder.minFrequency;
    maxTokenLength = builder.maxTokenLength;
    coverage = builder.coverage;
    counting = builder.counting;
    threads = builder.threads;
  }

  /// An extender with defaults for all but the number of tokens.
  ///
  /// @param newTokens how many tokens are wanted beside those of `base`
  /// @throws IllegalArgumentException if it is below 1, ids would pass 2²¹, or the model is of
  ///   another kind than the ones above
  public static Builder builder(Tokenizer base, int newTokens) {
    return new Builder(base, newTokens);
  }

  /// Counts the words of texts as the base splits them, for [#extend(WordCounts,
  /// TrainingListener)]: parts of a corpus may be counted apart, weighted and merged.
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return ModelWords.count(base, texts, counting, threads, listener);
  }

  /// Learns from texts, each of which is split on its own.
  ///
  /// @throws IllegalArgumentException if there is no text, or the new pieces of a Unigram model
  ///   can't hold its characters
  public ExtendedTokenizer extend(
      Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return extend(count(texts, listener), listener);
  }

  /// Learns from texts, and tells nobody about progress.
  public ExtendedTokenizer extend(Iterator<? extends CharSequence> texts) {
    return extend(texts, TrainingListener.NONE);
  }

  /// Learns from words that [#count] has counted.
  ///
  /// @throws IllegalArgumentException if there are none, or the new pieces of a Unigram model can't
  ///   hold their characters
  public ExtendedTokenizer extend(WordCounts words, TrainingListener listener) {
    if (words.size() == 0) {
      throw new IllegalArgumentException("there is no text to learn new tokens from");
    }
    return switch (base.model()) {
      case BpeModel model ->
          new BpeExtension(base, newTokens, minFrequency, maxTokenLength, threads)
              .learn(model, words, listener);
      case WordPieceModel model ->
          new BpeExtension(base, newTokens, minFrequency, maxTokenLength, threads)
              .learn(model, words, listener);
      case SentencePieceModel model when model.kind() == SentencePieceModel.Kind.BPE ->
          new BpeExtension(base, newTokens, minFrequency, maxTokenLength, threads)
              .learn(model, ModelWords.whitespaceIsSuffix(base), words, listener);
      case SentencePieceModel model ->
          new UnigramExtension(base, newTokens, coverage, threads).learn(model, words, listener);
      case UnigramModel model ->
          new UnigramExtension(base, newTokens, coverage, threads).learn(model, words, listener);
      default -> throw new AssertionError(base.model());
    };
  }

  /// Where new ids begin: behind all of the model's and all added tokens'.
  static int firstNewId(Tokenizer base) {
    return Math.max(base.vocabulary().idLimit(), base.addedTokens().maxId() + 1);
  }

  /// Settings of a [TokenizerExtender]. Not thread-safe.
  public static final class Builder {
    private static final int MOST_IDS = 1 << 21;

    private final Tokenizer base;
    private final int newTokens;
    private long minFrequency = 1;
    private int maxTokenLength = Integer.MAX_VALUE;
    private float coverage = 0.9995f;
    private CountingSettings counting = CountingSettings.DEFAULT;
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder(Tokenizer base, int newTokens) {
      ModelWords.requireKnown(base, "extended");
      int most = MOST_IDS - firstNewId(base);
      require(
          newTokens >= 1 && newTokens <= most,
          "%s has room for 1 to %d new tokens".formatted(base.name(), most),
          newTokens);
      this.base = base;
      this.newTokens = newTokens;
    }

    private static void require(boolean holds, String wanted, Object got) {
      if (!holds) {
        throw new IllegalArgumentException(wanted + "; got " + got);
      }
    }

    /// BPE: a pair that occurs less often is not merged; fewer tokens may come out for it. Default
    /// 1.
    public Builder minFrequency(long count) {
      require(count >= 1, "a minimum frequency is at least 1", count);
      minFrequency = count;
      return this;
    }

    /// BPE: longest new token in bytes. Default: no limit but SentencePiece's own, 16 code points.
    public Builder maxTokenLength(int bytes) {
      require(bytes >= 2, "a longest new token has at least 2 bytes", bytes);
      maxTokenLength = bytes;
      return this;
    }

    /// Unigram: share of the text's characters that are to be pieces; those that are none yet take
    /// the place of other new pieces. Default 0.9995.
    public Builder characterCoverage(double share) {
      require(share >= 0.98 && share <= 1, "a character coverage is from 0.98 to 1", share);
      coverage = (float) share;
      return this;
    }

    /// In how much memory words are counted, and which are kept. Default: no limit, all.
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

    /// The extender.
    public TokenizerExtender build() {
      return new TokenizerExtender(this);
    }
  }
}
