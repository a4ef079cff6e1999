package org.tokenlab.training.superword;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
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
///
/// With deletions neither holds: a token that a longer run deletes may be one that a shorter run
/// joins.
public final class BoundlessBpeTraining implements TrainingResult<BoundlessBpeModel> {
  private final BoundlessBpeTrainer trainer;
  private final WordSteps words;
  private final MergeLog superwords;
  private final int requestedSize;
  private final IntArrayList order = new IntArrayList(); // steps inside words, or ~supermerges
  private final int wordSteps;
  private final int superMerges;
  private final BoundlessBpeModel model;

  /// @param words the steps inside words
  /// @param superwords the run over words, from the tokens of the former
  BoundlessBpeTraining(
      BoundlessBpeTrainer trainer, WordSteps words, MergeLog superwords, int requestedSize) {
    this.trainer = trainer;
    this.words = words;
    this.superwords = superwords;
    this.requestedSize = requestedSize;
    StepOrder race = new StepOrder(words, requestedSize);
    int[] triples = superwords.triples(superwords.size());
    int next = 0;
    int s = 0;
    while (s < superwords.size()
        && race.reaches(superwords.pairCount(s), triples[3 * s], triples[3 * s + 1])) {
      for (; next < race.used(); next++) {
        order.add(next);
      }
      order.add(~s++);
      race.takeSupermerge();
    }
    race.finish();
    for (; next < race.used(); next++) {
      order.add(next);
    }
    wordSteps = race.used();
    superMerges = s;
    model = model(triples);
  }

  private BoundlessBpeModel model(int[] triples) {
    SequencedSet<Integer> made = new LinkedHashSet<>(); // tokens but bytes, in their order
    for (int at : order) {
      if (at < 0) {
        made.add(triples[3 * ~at + 2]);
      } else if (words.isDeletion(at)) {
        made.remove(words.token(at));
      } else {
        made.add(words.token(at));
      }
    }
    byte[] bytes = BoundlessBpeTrainer.bytes();
    List<byte[]> tokens = new ArrayList<>(bytes.length + made.size());
    int[] ids = new int[superwords.tokenCount()];
    for (byte b : bytes) {
      ids[b & 0xFF] = tokens.size();
      tokens.add(new byte[] {b});
    }
    for (int token : made) {
      ids[token] = tokens.size();
      tokens.add(superwords.token(token));
    }
    return BoundlessBpeModel.of(
        Vocabulary.of(tokens.toArray(byte[][]::new)),
        words.first(wordSteps),
        Merges.of(Arrays.stream(triples, 0, 3 * superMerges).map(token -> ids[token]).toArray()),
        trainer.words());
  }

  /// The model. It finds words by itself.
  @Override
  public BoundlessBpeModel model() {
    return model;
  }

  /// What training did, in order: merges inside words, deletions and supermerges, up to the last
  /// one that found room. Without deletions, step `i` makes token `243 + i`.
  public List<BoundlessStep> steps() {
    List<BoundlessStep> steps = new ArrayList<>(order.size());
    int[] triples = superwords.triples(superMerges);
    for (int at : order) {
      steps.add(at < 0 ? supermerge(~at, triples) : words.step(at));
    }
    return List.copyOf(steps);
  }

  private BoundlessStep supermerge(int rank, int[] triples) {
    byte[] left = superwords.token(triples[3 * rank]);
    byte[] right = superwords.token(triples[3 * rank + 1]);
    return new BoundlessStep(
        BoundlessStep.Kind.SUPERMERGE,
        superwords.token(triples[3 * rank + 2]),
        List.of(left, right),
        superwords.pairCount(rank));
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
    return words.corpusTokens(wordSteps)
        - (superwords.corpusTokens(0) - superwords.corpusTokens(superMerges));
  }

  /// What training for `size` tokens on the same counts would have given, in O(size).
  ///
  /// @param size from 243 to [#requestedSize]
  /// @throws IllegalStateException if tokens were deleted: then the shorter run may have been
  ///   another
  public BoundlessBpeTraining truncated(int size) {
    if (trainer.deletion().isPresent()) {
      throw new IllegalStateException(
          "a run with deletions does not hold the runs for fewer tokens; train for " + size);
    }
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
