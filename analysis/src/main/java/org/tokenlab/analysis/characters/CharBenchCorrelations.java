package org.tokenlab.analysis.characters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.tokenlab.analysis.records.DataRecord;
import org.tokenlab.analysis.stats.Correlation;
import org.tokenlab.tokenizers.Tokenizer;

/// How a model's right answers on CharBench go with the features of words and tokens: table 3 of
/// Uzan and Pinter 2025, for one model.
///
/// Records need `word`, `task` and `is_correct`, and `character` except where different characters
/// are counted: CharBench's own results files have them. Without `is_correct`, `model_answer` is
/// compared with the right answer, as an integer. Words that the tokenizer makes no token of have
/// no compression ratio and are left out of that correlation only.
public final class CharBenchCorrelations {
  private CharBenchCorrelations() {}

  /// A model's answer to one question.
  ///
  /// @param task of the question
  /// @param features of its word
  /// @param correct whether the answer is right
  public record Answer(CharBenchTask task, CharBenchFeatures features, boolean correct) {}

  /// The figures of one task.
  ///
  /// @param questions how many
  /// @param accuracy share of right answers
  /// @param correlations Pearson's r of each feature with rightness, by the feature's name in the
  ///   paper; empty where the feature or rightness is the same throughout
  public record Result(int questions, double accuracy, Map<String, OptionalDouble> correlations) {}

  /// Reads answers.
  ///
  /// @throws IOException if a record lacks what is needed, or asks what can't be asked
  public static List<Answer> read(List<DataRecord> records, Tokenizer tokenizer)
      throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (DataRecord entry : records) {
      String id = entry.text("task");
      CharBenchTask task =
          CharBenchTask.byId(id)
              .orElseThrow(() ->
                  new IOException(entry.place() + ": one of CharBench's tasks wanted; got: " + id));
      CharBenchFeatures features;
      try {
        features =
            CharBenchFeatures.of(
                tokenizer, task, entry.text("word"), entry.find("character").orElse(""));
      } catch (IllegalArgumentException e) {
        throw new IOException(entry.place() + ": " + e.getMessage(), e);
      }
      boolean correct =
          entry.find("is_correct").isPresent()
              ? entry.flag("is_correct")
              : entry.number("model_answer") == features.answer();
      answers.add(new Answer(task, features, correct));
    }
    return answers;
  }

  /// The figures of each task that has questions, in the order of the tasks.
  public static Map<CharBenchTask, Result> of(List<Answer> answers) {
    Map<CharBenchTask, Result> results = new EnumMap<>(CharBenchTask.class);
    for (CharBenchTask task : CharBenchTask.values()) {
      List<Answer> own = answers.stream().filter(a -> a.task == task).toList();
      if (!own.isEmpty()) {
        results.put(task, result(task, own));
      }
    }
    return results;
  }

  private static Result result(CharBenchTask task, List<Answer> answers) {
    Map<String, OptionalDouble> correlations = new LinkedHashMap<>();
    correlations.put("WL", r(answers, f -> OptionalDouble.of(f.wordLength())));
    correlations.put("GT", r(answers, f -> OptionalDouble.of(f.answer())));
    correlations.put("GT/WL", r(answers, f -> OptionalDouble.of(f.relativeAnswer())));
    correlations.put("NT", r(answers, f -> OptionalDouble.of(f.tokens())));
    correlations.put("CR", r(answers, CharBenchFeatures::compressionRatio));
    if (task.asksForAPlace()) {
      correlations.put(
          "TTL",
          r(
              answers,
              f ->
                  f.targetTokenLength().isPresent()
                      ? OptionalDouble.of(f.targetTokenLength().getAsInt())
                      : OptionalDouble.empty()));
    }
    double right = answers.stream().filter(Answer::correct).count();
    return new Result(answers.size(), right / answers.size(), correlations);
  }

  private interface Feature {
    OptionalDouble of(CharBenchFeatures features);
  }

  private static OptionalDouble r(List<Answer> answers, Feature feature) {
    List<Answer> having = answers.stream().filter(a -> feature.of(a.features).isPresent()).toList();
    return Correlation.pearson(
        having.stream().mapToDouble(a -> feature.of(a.features).orElseThrow()).toArray(),
        having.stream().mapToDouble(a -> a.correct ? 1 : 0).toArray());
  }

  /// Overlap of two models' errors: questions that both got wrong over those that either did, in
  /// [0, 1]; empty if neither erred.
  ///
  /// @param wrong the questions that one model got wrong
  /// @param otherWrong those that the other did
  public static OptionalDouble errorOverlap(BitSet wrong, BitSet otherWrong) {
    BitSet both = (BitSet) wrong.clone();
    both.and(otherWrong);
    BitSet either = (BitSet) wrong.clone();
    either.or(otherWrong);
    return either.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) both.cardinality() / either.cardinality());
  }
}
