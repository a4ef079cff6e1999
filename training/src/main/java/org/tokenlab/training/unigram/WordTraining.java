package org.tokenlab.training.unigram;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.sentencepiece.SentencePieces;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.checkpoint.CheckpointFolder;
import org.tokenlab.training.internal.checkpoint.RunKey;
import org.tokenlab.training.internal.checkpoint.SavedCounts;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;
import org.tokenlab.training.internal.sentencepiece.SentenceNormalizer;
import org.tokenlab.training.internal.sentencepiece.Sentences;
import org.tokenlab.training.internal.sentencepiece.SpaceRules;
import org.tokenlab.training.internal.sentencepiece.SpacedWords;

/// Training in [UnigramMode#BEST], on distinct words. Immutable and thread-safe.
final class WordTraining {
  // Longer words are cut: text without spaces then is no trouble for memory, and one cut in four
  // thousand bytes does not show.
  private static final int MAX_WORD = 1 << 12;

  private final UnigramRecipe recipe;
  private final boolean minGram;
  private final CountingSettings counting;

  WordTraining(UnigramRecipe recipe, boolean minGram, CountingSettings counting) {
    this.recipe = recipe;
    this.minGram = minGram;
    this.counting = counting;
  }

  WordCounts count(Sentences sentences, TrainingListener listener) {
    SentenceNormalizer rewriting =
        new SentenceNormalizer(recipe.normalizer(), recipe.meta().texts());
    MarkedWords splitting = new MarkedWords(MAX_WORD, SpaceRules.DEFAULT);
    int threads = recipe.settings().threads();
    return SpacedWords.suit(recipe.normalizer(), recipe.meta().texts())
        ? WordCounts.of(
            sentences, new SpacedWords(), rewriting, splitting, threads, listener, counting)
        : WordCounts.of(sentences, rewriting, splitting, threads, listener, counting);
  }

  SentencePieces pieces(Sentences sentences, TrainingListener listener, PacedListener paced) {
    return pieces(count(sentences, listener), sentences.whyNothing(), paced);
  }

  /// @param whyNothing says why there are no words, if there are none
  SentencePieces pieces(WordCounts words, String whyNothing, PacedListener paced) {
    return pieces(words, whyNothing, null, paced);
  }

  UnigramTraining resumed(
      Sentences sentences,
      CheckpointFolder folder,
      TrainingListener listener,
      PacedListener paced) {
    SavedCounts<WordCounts> words =
        SavedCounts.read(folder, SavedCounts.COUNTED, SavedCounts.WORDS)
            .orElseGet(() -> {
              WordCounts counted = count(sentences, listener);
              UnigramRecipe.requireSome(counted, sentences.whyNothing());
              return SavedCounts.save(
                  folder, SavedCounts.COUNTED, counted, sentences.tooLong(), SavedCounts.WORDS);
            });
    SavedFitting saved = new SavedFitting(folder, RunKey.of(folder, words.sum()));
    SentencePieces pieces = pieces(words.counts(), "", saved, paced);
    return new UnigramTraining(recipe, pieces, words.skippedTexts());
  }

  private SentencePieces pieces(
      WordCounts words, String whyNothing, @Nullable SavedFitting saved, PacedListener paced) {
    Alphabet alphabet = recipe.alphabet(words, whyNothing);
    WordCounts known = words.rewritten(alphabet::replaceRare, 3, recipe.settings().threads());
    Seeds characterSeeds = new Seeds();
    characterSeeds.addCharacters(Alphabet.count(known));
    int characters = characterSeeds.pieces().size();
    UnigramSettings settings = recipe.settings();
    int wanted = settings.vocabularySize() - recipe.meta().size() - (alphabet.size() - characters);
    FittingState state = saved == null ? null : saved.read().orElse(null);
    if (state == null) {
      state =
          minGram
              ? MinGramSeeds.learn(
                  known,
                  alphabet,
                  characterSeeds,
                  wanted,
                  recipe.rules(),
                  settings.threads(),
                  paced)
              : seeds(known, characterSeeds, paced);
      if (saved != null) {
        saved.save(state);
      }
    }
    if (minGram) {
      MinGramFitting fitting =
          new MinGramFitting(state, wanted, characters, known, settings.threads(), paced);
      if (saved != null) {
        fitting.onPause(saved::saveIfDue);
      }
      return FinalPieces.of(fitting.run(), alphabet, recipe.meta(), settings.vocabularySize());
    }
    Fitting fitting = new Fitting(settings, state, wanted, characters, known, paced);
    if (saved != null) {
      fitting.onPause(saved::saveIfDue);
    }
    return FinalPieces.of(fitting.run(), alphabet, recipe.meta(), settings.vocabularySize());
  }

  private FittingState seeds(WordCounts known, Seeds seeds, PacedListener paced) {
    UnigramSettings settings = recipe.settings();
    paced.mark(Phase.SEEDING, 0, known.totalBytes());
    WordSeeds.find(known, recipe.rules(), settings.seedSize(), settings.threads(), seeds);
    paced.mark(Phase.SEEDING, known.totalBytes(), known.totalBytes());
    return FittingState.of(seeds);
  }
}
