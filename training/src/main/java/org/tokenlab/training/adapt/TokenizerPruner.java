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

/// Leaves of a trained tokenizer the tokens that a text has most use for.
///
/// - **BPE** ([BpeModel], [SentencePieceModel] of that kind) loses leaves: tokens of which no other
///   one is made, the least used first, the later of two; what a token was used for falls to the
///   two that it was made of, which may be leaves then ("leaf-based vocabulary pruning" in Purason
///   et al., "Teaching Old Tokenizers New Words", arXiv 2512.03989). So all that is left can still
///   be reached by merging, which dropping the least used would not see to. Single bytes or
///   characters stay.
/// - **Unigram** ([UnigramModel], [SentencePieceModel] of that kind) is fitted and pruned on from
///   its pieces, as [org.tokenlab.training.unigram.UnigramTrainer] is from its seeds; scores are
///   fitted to the text. Single characters stay.
/// - **WordPiece** ([WordPieceModel]) loses the least used tokens whose text can still be written
///   in single characters, the later of two, half of what must go at a time, with the text encoded
///   anew each time. Single characters stay.
///
/// Added tokens, and those that a post-processor or padding names, stay in every case. Ids close
/// up, in their order; [PrunedTokenizer#oldId] tells which were which. The words of the text should
/// be such as the tokenizer is to serve: what they have no use for goes.
///
/// A configuration: immutable, thread-safe, usable any number of times. The result does not depend
/// on the number of threads.
///
/// ```java
/// Tokenizer base = Tokenizers.load(Path.of("tokenizer.json"));
/// PrunedTokenizer less = TokenizerPruner.builder(base, 32_000).build().prune(texts);
/// Tokenizers.save(less.tokenizer(), Path.of("pruned/tokenizer.json"));
/// ```
public final class TokenizerPruner {
  private final Tokenizer base;
  private final int size;
  private final CountingSettings counting;
  private final int threads;

  private TokenizerPruner(Builder builder) {
    base = builder.base;
    size = builder.size;
    counting = builder.counting;
    threads = builder.threads;
  }

  /// A pruner with defaults for all but the size.
  ///
  /// @param size number of tokens to be left, added tokens included
  /// @throws IllegalArgumentException unless it is below what `base` has, and not below what must
  ///   stay; or if the model is of another kind than the ones above
  public static Builder builder(Tokenizer base, int size) {
    return new Builder(base, size);
  }

  /// Counts the words of texts as the base splits them, for [#prune(WordCounts, TrainingListener)]:
  /// parts of a corpus may be counted apart, weighted and merged.
  public WordCounts count(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return ModelWords.count(base, texts, counting, threads, listener);
  }

  /// Prunes by the use that texts have for tokens, each of which is split on its own.
  ///
  /// @throws IllegalArgumentException if there is no text, or more must stay than `size`
  public PrunedTokenizer prune(Iterator<? extends CharSequence> texts, TrainingListener listener) {
    return prune(count(texts, listener), listener);
  }

  /// Prunes by the use that texts have for tokens, and tells nobody about progress.
  public PrunedTokenizer prune(Iterator<? extends CharSequence> texts) {
    return prune(texts, TrainingListener.NONE);
  }

  /// Prunes by the use that words have for tokens, which [#count] has counted.
  ///
  /// @throws IllegalArgumentException if there are none, or more must stay than `size`
  public PrunedTokenizer prune(WordCounts words, TrainingListener listener) {
    if (words.size() == 0) {
      throw new IllegalArgumentException("there is no text to tell which tokens are of use");
    }
    Tokens tokens = Tokens.of(base);
    Pruned pruned =
        switch (base.model()) {
          case BpeModel model -> new BpePruning(tokens).to(size, model, words);
          case WordPieceModel model -> new WordPiecePruning(model, tokens).to(size, words);
          case UnigramModel model ->
              new UnigramPruning(base, tokens, threads).to(size, model, words, listener);
          case SentencePieceModel model when model.kind() == SentencePieceModel.Kind.BPE ->
              new BpePruning(tokens).to(size, model, words);
          case SentencePieceModel model ->
              new UnigramPruning(base, tokens, threads).to(size, model, words, listener);
          default -> throw new AssertionError(base.model());
        };
    return new PrunedTokenizer(
        Renumbering.of(base, pruned.model(), pruned.ids()),
        pruned.ids(),
        ModelWords.tokens(base.model(), words),
        ModelWords.tokens(pruned.model(), words));
  }

  /// Settings of a [TokenizerPruner]. Not thread-safe.
  public static final class Builder {
    private final Tokenizer base;
    private final int size;
    private CountingSettings counting = CountingSettings.DEFAULT;
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder(Tokenizer base, int size) {
      ModelWords.requireKnown(base, "pruned");
      int present = Tokens.of(base).size();
      if (size < 1 || size >= present) {
        throw new IllegalArgumentException(
            "%s has %d tokens, and can be pruned to fewer; got %d"
                .formatted(base.name(), present, size));
      }
      this.base = base;
      this.size = size;
    }

    /// In how much memory words are counted, and which are kept. Default: no limit, all.
    public Builder counting(CountingSettings settings) {
      counting = settings;
      return this;
    }

    /// How many threads work. Default: as many as there are processors. The result does not depend
    /// on it.
    public Builder threads(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("pruning takes at least 1 thread; got " + count);
      }
      threads = count;
      return this;
    }

    /// The pruner.
    public TokenizerPruner build() {
      return new TokenizerPruner(this);
    }
  }
}
