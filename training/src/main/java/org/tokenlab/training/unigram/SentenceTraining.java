package org.tokenlab.training.unigram;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunKey;
import org.tokenlab.training.internal.checkpoint.SavedCounts;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.SentenceNormalizer;
import org.tokenlab.training.internal.sentencepiece.Sentences;

/// Training in [UnigramMode#SENTENCEPIECE], on whole sentences. Immutable and thread-safe.
final class SentenceTraining {
  private static final String KNOWN = "known"; // words, with rare characters set aside

  private final UnigramRecipe recipe;

  SentenceTraining(UnigramRecipe recipe) {
    this.recipe = recipe;
  }

  SentencePieces pieces(Sentences sentences, PacedListener paced) {
    SentenceText read = read(sentences, paced);
    Alphabet alphabet = recipe.alphabet(read.words(), sentences.whyNothing());
    SentenceText text = read.withoutRare(alphabet);
    FittingState seeds = seeds(text, paced);
    SentencePieceFitting fitting =
        new SentencePieceFitting(recipe.settings(), seeds, text.words(), paced);
    return pieces(fitting, alphabet);
  }

  UnigramTraining resumed(Sentences sentences, CheckpointFolder folder, PacedListener paced) {
    Saved saved = Saved.read(folder);
    if (saved == null) { // seeds are in whole sentences only
      SentenceText read = read(sentences, paced);
      WordCounts words = read.words();
      SentenceText text = read.withoutRare(recipe.alphabet(words, sentences.whyNothing()));
      long tooLong = sentences.tooLong();
      SavedCounts<WordCounts> counted = Saved.save(folder, SavedCounts.COUNTED, words, tooLong);
      SavedCounts<WordCounts> known = Saved.save(folder, KNOWN, text.words(), tooLong);
      saved = new Saved(counted, known, seeds(text, paced));
      Saved.fitting(folder, known).save(saved.state);
    }
    WordCounts known = saved.known.counts();
    SentencePieceFitting fitting =
        new SentencePieceFitting(recipe.settings(), saved.state, known, paced);
    fitting.onPause(Saved.fitting(folder, saved.known)::saveIfDue);
    SentencePieces pieces = pieces(fitting, recipe.alphabet(saved.counted.counts(), ""));
    return new UnigramTraining(recipe, pieces, saved.counted.skippedTexts());
  }

  private SentenceText read(Sentences sentences, PacedListener paced) {
    return SentenceText.read(
        sentences,
        SentenceNormalizer.asSentencePiece(recipe.normalizer(), recipe.meta().texts()),
        paced);
  }

  private FittingState seeds(SentenceText text, PacedListener paced) {
    UnigramSettings settings = recipe.settings();
    paced.mark(Phase.SEEDING, 0, text.length());
    Seeds seeds = new Seeds();
    seeds.addCharacters(Alphabet.count(text.words()));
    SentenceSeeds.find(
        text.bytes(),
        text.length(),
        recipe.rules(),
        settings.seedSize(),
        settings.threads(),
        seeds);
    paced.mark(Phase.SEEDING, text.length(), text.length());
    return FittingState.of(seeds);
  }

  private SentencePieces pieces(SentencePieceFitting fitting, Alphabet alphabet) {
    return FinalPieces.of(
        fitting.run(), alphabet, recipe.meta(), recipe.settings().vocabularySize());
  }

  /// What a checkpoint holds once the seeds are known.
  ///
  /// @param counted all words
  /// @param known the words, with rare characters set aside
  /// @param state where fitting goes on
  private record Saved(
      SavedCounts<WordCounts> counted, SavedCounts<WordCounts> known, FittingState state) {
    static @Nullable Saved read(CheckpointFolder folder) {
      SavedCounts<WordCounts> counted = read(folder, SavedCounts.COUNTED);
      SavedCounts<WordCounts> known = read(folder, KNOWN);
      if (counted == null || known == null) {
        return null;
      }
      FittingState state = fitting(folder, known).read().orElse(null);
      return state == null ? null : new Saved(counted, known, state);
    }

    private static @Nullable SavedCounts<WordCounts> read(CheckpointFolder folder, String name) {
      return SavedCounts.read(folder, name, SavedCounts.WORDS).orElse(null);
    }

    static SavedCounts<WordCounts> save(
        CheckpointFolder folder, String name, WordCounts words, long skippedTexts) {
      return SavedCounts.save(folder, name, words, skippedTexts, SavedCounts.WORDS);
    }

    static SavedFitting fitting(CheckpointFolder folder, SavedCounts<WordCounts> known) {
      return new SavedFitting(folder, RunKey.of(folder, known.sum()));
    }
  }
}
