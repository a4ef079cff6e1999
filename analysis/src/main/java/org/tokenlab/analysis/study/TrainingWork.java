package org.tokenlab.analysis.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.tokenlab.analysis.study.CellGroup.ModelFile;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.WordCounter;

/// Trains BPE for one language on one sample of its text, and measures it on that language.
///
/// Words are counted once and merged once, up to the largest vocabulary; a smaller vocabulary is
/// the beginning of the larger one ([BpeTraining#truncated]), the same tokens that training for the
/// smaller size would give.
///
/// @param language trained on and measured
/// @param text documents
/// @param textBytes UTF-8 bytes of all documents
/// @param pattern how to split
/// @param dataSize UTF-8 bytes to train on; empty for all
/// @param vocabularySizes ascending
/// @param seed chooses the sample
/// @param sets to measure on; all have the language
record TrainingWork(
    LanguageScript language,
    List<Corpus> text,
    long textBytes,
    SplitPattern pattern,
    OptionalLong dataSize,
    List<Integer> vocabularySizes,
    long seed,
    List<EvaluationSet> sets)
    implements CellGroup.Work {
  private static final String ALGORITHM = "bpe";

  @Override
  public Results run(ResultStore store) throws IOException, StudyException {
    TextSample sample = TextSample.of(text, textBytes, dataSize, seed);
    WordCounter words = new WordCounter(pattern.preTokenizer());
    sample.forEach(words::add);
    BpeTraining largest =
        BpeTrainer.builder(vocabularySizes.getLast())
            .pattern(pattern)
            .threads(1)
            .build()
            .train(words.counts());
    List<Measurement> cells = new ArrayList<>();
    List<ModelFile> models = new ArrayList<>();
    for (int size : vocabularySizes) {
      BpeTraining training = largest.truncated(size);
      Tokenizer tokenizer = training.tokenizer(name(size));
      models.add(store.save(tokenizer));
      for (EvaluationSet set : sets) {
        cells.add(
            new Measurement(
                tokenizer.name(),
                ALGORITHM,
                language.toString(),
                pattern.id(),
                size,
                training.vocabularySize(),
                dataSize.orElse(0),
                sample.bytes(),
                set.name(),
                language.toString(),
                set.count(tokenizer, language)));
      }
    }
    return new Results(cells, models);
  }

  private String name(int size) {
    return family(language.toString(), pattern.id(), dataSize.orElse(0), size);
  }

  /// `bpe-cl100k-deu_Latn-8192`; with a data size, `bpe-cl100k-deu_Latn-1000000B-8192`.
  static String family(String language, String pattern, long dataSize, int size) {
    return String.join(
        "-",
        dataSize == 0
            ? List.of(ALGORITHM, pattern, language, Integer.toString(size))
            : List.of(ALGORITHM, pattern, language, dataSize + "B", Integer.toString(size)));
  }
}
