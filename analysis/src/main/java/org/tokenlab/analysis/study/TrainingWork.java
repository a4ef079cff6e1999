package org.tokenlab.analysis.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tokenlab.analysis.study.CellGroup.ModelFile;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.superword.WordSplitter;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingResult;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.superword.BoundlessBpeTrainer;
import org.tokenlab.training.superword.BoundlessBpeTraining;
import org.tokenlab.training.superword.RunCounts;
import org.tokenlab.training.superword.SuperBpeTrainer;
import org.tokenlab.training.unigram.NormalizationRules;
import org.tokenlab.training.unigram.UnigramTrainer;

/// Trains for one language on one sample of its text, and measures on that language.
///
/// By BPE and BoundlessBPE words are counted once and merged once, up to the largest vocabulary; a
/// smaller one is the beginning of the larger one ([BpeTraining#truncated]), the same tokens that
/// training for the smaller size would give. SuperBPE reads the text once and trains its first
/// stage once. Unigrams of different sizes share nothing but the count of words, and too small a
/// vocabulary can't hold the alphabet: each size is a group by itself.
///
/// @param language trained on and measured
/// @param text documents
/// @param textBytes UTF-8 bytes of all documents
/// @param algorithms how to train; all of one kind
/// @param pattern how to split; empty where the algorithm has its own rule
/// @param data which part of the text was asked for
/// @param dataSize UTF-8 bytes that makes for this language; empty for all
/// @param vocabularySizes ascending
/// @param tokenTargets corpus token counts, ascending, each of which gets a tokenizer at the size
///   that reaches it ([TargetSizes]); BPE only
/// @param seed chooses the sample: the study's for the first one, the next for the second
/// @param sets to measure on; all have the language
/// @param measures what to measure
record TrainingWork(
    LanguageScript language,
    List<Corpus> text,
    long textBytes,
    List<Algorithm> algorithms,
    Optional<SplitPattern> pattern,
    DataChoice data,
    OptionalLong dataSize,
    List<Integer> vocabularySizes,
    List<Integer> tokenTargets,
    long seed,
    List<EvaluationSet> sets,
    CellMeasures measures)
    implements CellGroup.Work {

  @Override
  public Results run(ResultStore store) throws IOException, StudyException {
    TextSample sample = TextSample.of(text, textBytes, dataSize, seed);
    Results results = new Results(new ArrayList<>(), new ArrayList<>());
    switch (kind()) {
      case BPE -> {
        BpeTraining largest = bpe(sample);
        for (int size : vocabularySizes) {
          measure(algorithms.getFirst(), largest.truncated(size), 0, sample, store, results);
        }
        TargetSizes sizes = TargetSizes.of(results.measurements());
        for (int target : tokenTargets) {
          measure(
              algorithms.getFirst(),
              largest.truncated(sizes.forTarget(target)),
              target,
              sample,
              store,
              results);
        }
      }
      case UNIGRAM -> {
        for (int size : vocabularySizes) {
          measure(algorithms.getFirst(), unigram(sample, size), 0, sample, store, results);
        }
      }
      case SUPERBPE -> superBpe(sample, store, results);
      case BOUNDLESSBPE -> {
        BoundlessBpeTraining largest = boundlessBpe(sample);
        for (int size : vocabularySizes) {
          measure(algorithms.getFirst(), largest.truncated(size), 0, sample, store, results);
        }
      }
    }
    return results;
  }

  Algorithm.Kind kind() {
    return algorithms.getFirst().kind();
  }

  private void superBpe(TextSample sample, ResultStore store, Results results)
      throws IOException, StudyException {
    double latest = algorithms.stream().mapToDouble(Algorithm::transition).max().orElseThrow();
    SuperBpeTrainer longest = superBpe(vocabularySizes.getLast(), latest);
    RunCounts counts;
    try (SampleReader documents = sample.open()) {
      counts = longest.count(documents, TrainingListener.NONE);
    }
    BpeTraining stageOne = longest.stageOne(counts, TrainingListener.NONE);
    for (Algorithm algorithm : algorithms) {
      for (int size : vocabularySizes) {
        SuperBpeTrainer trainer = superBpe(size, algorithm.transition());
        measure(
            algorithm,
            trainer.train(counts, stageOne, TrainingListener.NONE),
            0,
            sample,
            store,
            results);
      }
    }
  }

  private SuperBpeTrainer superBpe(int size, double transition) {
    return SuperBpeTrainer.builder(size)
        .transitionShare(transition)
        .words(pattern.orElseThrow())
        .threads(1)
        .build();
  }

  private BpeTraining bpe(TextSample sample) throws IOException {
    BpeTrainer trainer =
        BpeTrainer.builder(vocabularySizes.getLast())
            .pattern(pattern.orElseThrow())
            .threads(1)
            .build();
    try (SampleReader documents = sample.open()) {
      return trainer.train(documents);
    }
  }

  private BoundlessBpeTraining boundlessBpe(TextSample sample) throws IOException {
    BoundlessBpeTrainer trainer =
        BoundlessBpeTrainer.builder(vocabularySizes.getLast())
            .words(WordSplitter.of(pattern.orElseThrow().regex()))
            .threads(1)
            .build();
    try (SampleReader documents = sample.open()) {
      return trainer.train(documents);
    }
  }

  private ModelFormat format() {
    return switch (kind()) {
      case BPE, SUPERBPE -> ModelFormat.JSON;
      case UNIGRAM -> ModelFormat.SENTENCEPIECE;
      case BOUNDLESSBPE -> ModelFormat.BOUNDLESS;
    };
  }

  private static TrainingResult<?> unigram(TextSample sample, int size) throws IOException {
    UnigramTrainer trainer =
        UnigramTrainer.builder(size)
            .normalizer(NormalizationRules.identity(List.of()))
            .threads(1)
            .build();
    WordCounts words;
    try (SampleReader documents = sample.open()) {
      words = trainer.count(documents);
    }
    return trainer.train(words, TrainingListener.NONE);
  }

  private void measure(
      Algorithm algorithm,
      TrainingResult<?> training,
      int tokenTarget,
      TextSample sample,
      ResultStore store,
      Results results)
      throws IOException, StudyException {
    int size = training.requestedSize();
    Tokenizer tokenizer =
        training.tokenizer(
            family(
                algorithm.id(), language.toString(), patternId(), data.label(), size, tokenTarget));
    ModelFile model = store.save(tokenizer, format());
    results.models().add(model);
    Optional<BitSet> seen = seen(sample, tokenizer);
    for (EvaluationSet set : sets) {
      results
          .measurements()
          .add(
              new Measurement(
                  tokenizer.name(),
                  algorithm.id(),
                  language.toString(),
                  patternId(),
                  data.label(),
                  size,
                  tokenTarget,
                  training.vocabularySize(),
                  sample.bytes(),
                  set.name(),
                  language.toString(),
                  measures.measure(set, language, tokenizer, seen)));
    }
  }

  /// The ids in the training text, if they are asked for.
  private Optional<BitSet> seen(TextSample sample, Tokenizer tokenizer) throws IOException {
    if (!measures.dataSimilarity()) {
      return Optional.empty();
    }
    try (SampleReader documents = sample.open()) {
      return Optional.of(CellMeasures.idsIn(documents, tokenizer));
    }
  }

  private String patternId() {
    return pattern.map(SplitPattern::id).orElse("");
  }

  /// How many tokenizers come out.
  int models() {
    return algorithms.size() * (vocabularySizes.size() + tokenTargets.size());
  }

  /// `bpe-cl100k-deu_Latn-8192`; with a data size, `bpe-cl100k-deu_Latn-1000000B-8192`; without a
  /// pattern, `unigram-deu_Latn-8192`; at a size for a token count,
  /// `bpe-cl100k-deu_Latn-target50000`.
  static String family(
      String algorithm, String language, String pattern, String data, int size, int tokenTarget) {
    List<String> parts = new ArrayList<>(List.of(algorithm));
    if (!pattern.isEmpty()) {
      parts.add(pattern);
    }
    parts.add(language);
    if (!data.equals(DataChoice.ALL.label())) {
      parts.add(data);
    }
    parts.add(tokenTarget > 0 ? "target" + tokenTarget : Integer.toString(size));
    return String.join("-", parts);
  }
}
