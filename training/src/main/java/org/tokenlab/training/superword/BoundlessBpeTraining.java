package org.tokenlab.training.superword;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import org.tokenlab.training.TrainingResult;
import org.tokenlab.training.internal.merge.MergeLog;

/// What a run of [BoundlessBpeTrainer] gave: the model, and what was known when each merge was
/// made. Immutable.
///
/// **Prefixes.** A run for fewer tokens is the beginning of the run for more: [#truncated]. A word
/// that is a token of the larger vocabulary only comes up, and so do all pairs with it, at most as
/// often as the last merge of the smaller one, which therefore never takes such a pair.
public final class BoundlessBpeTraining implements TrainingResult<BoundlessBpeModel> {
  private final BoundlessBpeTrainer trainer;
  private final MergeLog words;
  private final MergeLog superwords;
  private final int requestedSize;
  private final int wordMerges;
  private final int superMerges;
  private final Merges merges;
  private final boolean[] isSuper; // by rank
  private final long[] pairCounts;
  private final BoundlessBpeModel model;

  /// @param words the run inside words, from the 256 bytes
  /// @param superwords the run over words, from the tokens of the former
  BoundlessBpeTraining(
      BoundlessBpeTrainer trainer, MergeLog words, MergeLog superwords, int requestedSize) {
    this.trainer = trainer;
    this.words = words;
    this.superwords = superwords;
    this.requestedSize = requestedSize;
    byte[] bytes = BoundlessBpeTrainer.bytes();
    int most = Math.min(requestedSize - bytes.length, words.size() + superwords.size());
    isSuper = new boolean[most];
    pairCounts = new long[most];
    int w = 0;
    int s = 0;
    for (int rank = 0; rank < most; rank++) {
      // Ties go to words, of which superwords are made.
      isSuper[rank] =
          s < superwords.size()
              && (w == words.size() || superwords.pairCount(s) > words.pairCount(w));
      pairCounts[rank] = isSuper[rank] ? superwords.pairCount(s++) : words.pairCount(w++);
    }
    wordMerges = w;
    superMerges = s;
    merges = renumbered(bytes);
    byte[][] tokens = new byte[bytes.length + most][];
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = new byte[] {bytes[i]};
    }
    w = 256;
    s = words.tokenCount();
    for (int rank = 0; rank < most; rank++) {
      tokens[bytes.length + rank] = isSuper[rank] ? superwords.token(s++) : words.token(w++);
    }
    Vocabulary vocabulary = Vocabulary.of(tokens);
    model =
        BoundlessBpeModel.of(
            vocabulary, BpeSteps.ofMerges(vocabulary, only(false)), only(true), trainer.words());
  }

  /// The merges in the order they were made, by ids of the vocabulary.
  private Merges renumbered(byte[] bytes) {
    int[] numbers = new int[superwords.tokenCount()];
    for (int i = 0; i < bytes.length; i++) {
      numbers[bytes[i] & 0xFF] = i;
    }
    int[] wordTriples = words.triples(wordMerges);
    int[] superTriples = superwords.triples(superMerges);
    int[] triples = new int[3 * isSuper.length];
    int w = 0;
    int s = 0;
    for (int rank = 0; rank < isSuper.length; rank++) {
      int[] from = isSuper[rank] ? superTriples : wordTriples;
      int at = 3 * (isSuper[rank] ? s++ : w++);
      numbers[from[at + 2]] = bytes.length + rank;
      triples[3 * rank] = numbers[from[at]];
      triples[3 * rank + 1] = numbers[from[at + 1]];
      triples[3 * rank + 2] = bytes.length + rank;
    }
    return Merges.of(triples);
  }

  private Merges only(boolean superMergesWanted) {
    int[] triples = new int[3 * (superMergesWanted ? superMerges : wordMerges)];
    int at = 0;
    for (int rank = 0; rank < isSuper.length; rank++) {
      if (isSuper[rank] == superMergesWanted) {
        triples[at++] = merges.left(rank);
        triples[at++] = merges.right(rank);
        triples[at++] = merges.merged(rank);
      }
    }
    return Merges.of(triples);
  }

  /// The model. It finds words by itself.
  @Override
  public BoundlessBpeModel model() {
    return model;
  }

  /// The merges of both kinds in the order they were made; merge `r` makes token `243 + r`.
  public Merges merges() {
    return merges;
  }

  /// Whether merge `rank` joins words.
  public boolean isSuperMerge(int rank) {
    return isSuper[rank];
  }

  /// How often the pair of merge `rank` was merged in the corpus: as often as a pair of equal
  /// tokens can be, `aaa` holding `aa` once.
  public long pairCount(int rank) {
    return pairCounts[rank];
  }

  @Override
  public int requestedSize() {
    return requestedSize;
  }

  /// The vocabulary size that came out, 243 bytes included, special tokens not: less than
  /// [#requestedSize] where no pair was left that is frequent enough.
  @Override
  public int vocabularySize() {
    return model.vocabulary().size();
  }

  /// How many tokens are superwords.
  public int superwords() {
    return superMerges;
  }

  /// Number of tokens of the training corpus in this vocabulary.
  public long corpusTokens() {
    return words.corpusTokens(wordMerges)
        - (superwords.corpusTokens(0) - superwords.corpusTokens(superMerges));
  }

  /// What training for `size` tokens on the same counts would have given, in O(size).
  ///
  /// @param size from 243 to [#requestedSize]
  public BoundlessBpeTraining truncated(int size) {
    if (size < BoundlessBpeTrainer.MIN_VOCABULARY_SIZE || size > requestedSize) {
      throw new IllegalArgumentException(
          "a run for "
              + requestedSize
              + " tokens holds the runs for "
              + BoundlessBpeTrainer.MIN_VOCABULARY_SIZE
              + " to as many; got "
              + size);
    }
    return new BoundlessBpeTraining(trainer, words, superwords, size);
  }

  /// The special tokens, with ids from [#vocabularySize] on.
  public AddedTokens specialTokens() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : trainer.specialTokens()) {
      ids.put(token, vocabularySize() + ids.size());
    }
    return AddedTokens.special(ids);
  }

  @Override
  public Tokenizer tokenizer(String name) {
    return new Tokenizer(name, PreTokenizer.none(), model, specialTokens());
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "BoundlessBPE of "
        + vocabularySize()
        + " tokens ("
        + requestedSize
        + " asked for), "
        + superMerges
        + " of them superwords";
  }
}
