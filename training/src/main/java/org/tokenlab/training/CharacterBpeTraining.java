package org.tokenlab.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.bpe.CharacterBpeModel;
import org.tokenlab.tokenizers.bpe.Merges;
import org.tokenlab.training.internal.merge.MergeLog;

/// What a run of [CharacterBpeTrainer] gave: the model, and how often each pair stood when it was
/// merged. Immutable.
public final class CharacterBpeTraining implements TrainingResult<CharacterBpeModel> {
  private final CharacterBpeTrainer trainer;
  private final MergeLog log;
  private final int alphabetSize;
  private final int requestedSize;
  private final int vocabularySize;
  private final Merges merges;
  private final CharacterBpeModel model;

  /// @param alphabetSize special tokens included
  CharacterBpeTraining(
      CharacterBpeTrainer trainer, MergeLog log, int alphabetSize, int requestedSize) {
    this.trainer = trainer;
    this.log = log;
    this.alphabetSize = alphabetSize;
    this.requestedSize = requestedSize;
    vocabularySize = Math.min(requestedSize, log.tokenCount());
    merges = Merges.of(log.triples(vocabularySize - alphabetSize));
    model =
        CharacterBpeModel.of(
            Vocabulary.of(log.tokens(vocabularySize)),
            merges,
            new CharacterBpeModel.Options(
                trainer.unknownToken(),
                /* continuingSubwordPrefix= */ "",
                trainer.rules().endOfWordSuffix(),
                /* fuseUnknown= */ true,
                /* byteFallback= */ false,
                /* ignoreMerges= */ false,
                /* dropout= */ 0));
  }

  /// The model: special tokens, characters, and then the merged tokens in the order they were made.
  @Override
  public CharacterBpeModel model() {
    return model;
  }

  /// The merges in the order they were learned.
  public Merges merges() {
    return merges;
  }

  @Override
  public int requestedSize() {
    return requestedSize;
  }

  /// The vocabulary size that came out, special tokens included.
  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  /// Number of special tokens and characters: the size before the first merge.
  public int alphabetSize() {
    return alphabetSize;
  }

  /// How often the pair of merge `rank` stood in the corpus when it was merged, as the rules count.
  public long pairCount(int rank) {
    Objects.checkIndex(rank, merges.size());
    return log.pairCount(rank);
  }

  /// What training for `size` tokens on the same texts would have given, in O(size).
  ///
  /// @param size from [#alphabetSize] to [#requestedSize]
  public CharacterBpeTraining truncated(int size) {
    if (size < alphabetSize || size > requestedSize) {
      throw new IllegalArgumentException(
          "a run for %,d tokens holds the runs for %,d to as many; got %,d"
              .formatted(requestedSize, alphabetSize, size));
    }
    return new CharacterBpeTraining(trainer, log, alphabetSize, size);
  }

  @Override
  public Tokenizer tokenizer(String name) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : trainer.specialTokens()) {
      ids.put(token, ids.size());
    }
    return Tokenizer.builder(name, model)
        .preTokenizer(trainer.preTokenizer())
        .addedTokens(AddedTokens.special(ids))
        .decoder(trainer.rules().decoder())
        .build();
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "BPE over characters of " + vocabularySize + " tokens (" + requestedSize + " asked for)";
  }
}
