package org.tokenlab.training;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Vocabulary;
import org.tokenlab.tokenizers.decode.WordPieceDecoder;
import org.tokenlab.tokenizers.postprocess.TemplateProcessing;
import org.tokenlab.tokenizers.wordpiece.WordPieceModel;
import org.tokenlab.training.internal.merge.MergeLog;

/// What a run of [WordPieceTrainer] gave. Immutable.
public final class WordPieceTraining implements TrainingResult<WordPieceModel> {
  private static final int MAX_CHARACTERS_PER_WORD = 100; // as in BERT

  private final WordPieceTrainer trainer;
  private final WordPieceModel model;
  private final int vocabularySize;

  WordPieceTraining(WordPieceTrainer trainer, MergeLog log) {
    this.trainer = trainer;
    // Where "#" stands in words, a merged token may happen to be called as another one inside
    // words.
    LinkedHashMap<String, byte[]> distinct = new LinkedHashMap<>();
    for (byte[] token : log.tokens(log.tokenCount())) {
      distinct.putIfAbsent(new String(token, StandardCharsets.UTF_8), token);
    }
    byte[][] tokens = distinct.values().toArray(byte[][]::new);
    vocabularySize = tokens.length;
    model =
        new WordPieceModel(
            Vocabulary.of(tokens),
            trainer.unknownToken(),
            trainer.continuingSubwordPrefix(),
            MAX_CHARACTERS_PER_WORD);
  }

  /// The model: special tokens, alphabet, and then the merged tokens in the order they were made.
  @Override
  public WordPieceModel model() {
    return model;
  }

  @Override
  public int requestedSize() {
    return trainer.vocabularySize();
  }

  /// The vocabulary size that came out, special tokens included.
  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  /// A tokenizer as BERT's: with `[CLS]` and `[SEP]` among the special tokens they are put around
  /// texts where special tokens are wanted.
  @Override
  public Tokenizer tokenizer(String name) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String token : new LinkedHashSet<>(trainer.specialTokens())) {
      ids.put(token, ids.size());
    }
    Tokenizer.Builder tokenizer =
        Tokenizer.builder(name, model)
            .normalizer(trainer.normalizer())
            .preTokenizer(trainer.preTokenizer())
            .addedTokens(AddedTokens.special(ids))
            .decoder(new WordPieceDecoder(trainer.continuingSubwordPrefix(), /* cleanup= */ true));
    Integer cls = ids.get("[CLS]");
    Integer sep = ids.get("[SEP]");
    return cls == null || sep == null
        ? tokenizer.build()
        : tokenizer.postProcessor(TemplateProcessing.bert(cls, sep)).build();
  }

  /// The sizes reached and asked for.
  @Override
  public String toString() {
    return "WordPiece of " + vocabularySize + " tokens (" + requestedSize() + " asked for)";
  }
}
