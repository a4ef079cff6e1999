package org.tokenlab.training.superword;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.tokenlab.tokenizers.bpe.BpeSteps;
import org.tokenlab.training.internal.merge.MergeLog;

/// What phase 1 did inside words, in order: merges, and deletions where these are wanted.
///
/// Tokens have numbers, the 256 bytes first; one that is deleted and made again keeps its own.
/// Grows while phase 1 goes on, and is only read afterwards.
final class WordSteps {
  static final int BYTES = 256;

  private final List<byte[]> texts = new ArrayList<>();
  private final List<int[]> steps = new ArrayList<>(); // {left, right, made}, {~deleted, parts…}
  private final LongArrayList counts = new LongArrayList();
  private final LongArrayList corpusTokens = new LongArrayList(); // after that many steps

  WordSteps(long corpusBytes) {
    for (int b = 0; b < BYTES; b++) {
      texts.add(new byte[] {(byte) b});
    }
    corpusTokens.add(corpusBytes);
  }

  static WordSteps of(MergeLog log) {
    WordSteps steps = new WordSteps(log.corpusTokens(0));
    int[] triples = log.triples(log.size());
    for (int rank = 0; rank < log.size(); rank++) {
      steps.texts.add(log.token(BYTES + rank));
      steps.steps.add(Arrays.copyOfRange(triples, 3 * rank, 3 * rank + 3));
      steps.counts.add(log.pairCount(rank));
      steps.corpusTokens.add(log.corpusTokens(rank + 1));
    }
    return steps;
  }

  /// A number for a new token.
  int addToken(byte[] text) {
    texts.add(text);
    return texts.size() - 1;
  }

  void addMerge(int left, int right, int made, long count) {
    add(new int[] {left, right, made}, count, -count);
  }

  void addDeletion(int deleted, int[] parts, long count) {
    int[] step = new int[1 + parts.length];
    step[0] = ~deleted;
    System.arraycopy(parts, 0, step, 1, parts.length);
    add(step, count, count * (parts.length - 1));
  }

  private void add(int[] step, long count, long more) {
    steps.add(step);
    counts.add(count);
    corpusTokens.add(corpusTokens.getLong(corpusTokens.size() - 1) + more);
  }

  /// Number of steps.
  int size() {
    return steps.size();
  }

  boolean isDeletion(int step) {
    return steps.get(step)[0] < 0;
  }

  /// The token that is made or deleted.
  int token(int step) {
    int[] is = steps.get(step);
    return is[0] < 0 ? ~is[0] : is[2];
  }

  /// How often the pair was merged, or the deleted token stood.
  long count(int step) {
    return counts.getLong(step);
  }

  /// Number of tokens of the corpus after so many steps.
  long corpusTokens(int done) {
    return corpusTokens.getLong(done);
  }

  /// How many tokens ever were, the bytes included.
  int tokenCount() {
    return texts.size();
  }

  byte[] text(int token) {
    return texts.get(token);
  }

  /// The tokens that there are after so many steps, bytes included.
  BitSet tokensAfter(int done) {
    BitSet tokens = new BitSet();
    tokens.set(0, BYTES);
    for (int step = 0; step < done; step++) {
      tokens.set(token(step), !isDeletion(step));
    }
    return tokens;
  }

  /// The smallest count of a merge; the largest number if there is none.
  long smallestMerge() {
    long smallest = Long.MAX_VALUE;
    for (int step = 0; step < size(); step++) {
      smallest = isDeletion(step) ? smallest : Math.min(smallest, count(step));
    }
    return smallest;
  }

  BoundlessStep step(int step) {
    int[] is = steps.get(step);
    boolean deletes = isDeletion(step);
    List<byte[]> parts =
        Arrays.stream(is, deletes ? 1 : 0, deletes ? is.length : 2).mapToObj(texts::get).toList();
    return new BoundlessStep(
        deletes ? BoundlessStep.Kind.DELETION : BoundlessStep.Kind.MERGE,
        text(token(step)),
        parts,
        count(step));
  }

  /// The first steps, for a model.
  BpeSteps first(int done) {
    BpeSteps.Builder builder = BpeSteps.builder();
    for (int step = 0; step < done; step++) {
      int[] is = steps.get(step);
      if (is[0] >= 0) {
        builder.merge(text(is[0]), text(is[1]));
      } else if (is.length == 3) {
        builder.delete(text(~is[0]), text(is[1]), text(is[2]));
      } else {
        builder.deleteToBytes(text(~is[0]));
      }
    }
    return builder.build();
  }
}
