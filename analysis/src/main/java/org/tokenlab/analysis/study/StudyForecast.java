package org.tokenlab.analysis.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.TextUnit;

/// What a study would do and take, found out without doing it: every text is read once, nothing is
/// trained or written.
///
/// Time and disk are estimates from what training and measuring took on a machine with two cores of
/// 2024 ([#time]); they can be off by a factor of two either way, more for text without spaces.
///
/// @param groups of cells that share work
/// @param cells of the grid
/// @param models to be trained and kept
/// @param trainingBytes UTF-8 bytes of text to train on, over all training runs
/// @param trainingSeconds processor time for training, about
/// @param evaluationBytes UTF-8 bytes of text to encode, over all tokenizers
/// @param modelTokens tokens in all models together
/// @param notes what is left out, and why
public record StudyForecast(
    int groups,
    int cells,
    int models,
    long trainingBytes,
    double trainingSeconds,
    long evaluationBytes,
    long modelTokens,
    List<String> notes) {
  // A byte-level tokenizer.json of 32,000 tokens has 2.1 MB.
  private static final int BYTES_A_TOKEN = 66;
  // Items are short, and each is met for the first time by each tokenizer.
  private static final double SECONDS_AN_EVALUATION_BYTE = 0.3e-6;
  // Building, writing and hashing a model.
  private static final double SECONDS_A_TOKEN = 8e-6;
  // The JVM's start and compiler, tables and report.
  private static final double SECONDS_BESIDE = 10;

  /// Plans the study of a manifest.
  ///
  /// @throws ManifestException if the manifest asks for text that isn't there
  /// @throws IOException if a corpus can't be read
  public static StudyForecast of(Manifest manifest) throws ManifestException, IOException {
    try {
      StudySources sources = StudySources.open(manifest);
      StudyPlan plan = StudyPlanner.plan(manifest, sources);
      int models = 0;
      long training = 0;
      double seconds = 0;
      long evaluation = 0;
      long tokens = 0;
      for (CellGroup group : plan.groups()) {
        switch (group.work()) {
          case TrainingWork work -> {
            models += work.models();
            long bytes = Math.min(work.textBytes(), work.dataSize().orElse(Long.MAX_VALUE));
            training += bytes;
            seconds += bytes * secondsAByte(work);
            // A size for a target is some size between the others.
            double meanSize =
                work.vocabularySizes().stream().mapToInt(Integer::intValue).average().orElseThrow();
            tokens += Math.round(work.models() * meanSize);
            for (EvaluationSet set : work.sets()) {
              evaluation += bytes(set, work.language()) * work.models();
            }
          }
          case MeasuringWork.Existing work -> evaluation += bytes(work.set());
          case MeasuringWork.Lengths work -> evaluation += bytes(work.set());
          default -> throw new IllegalStateException("unknown work: " + group.work());
        }
      }
      return new StudyForecast(
          plan.groups().size(),
          plan.cells(),
          models,
          training,
          seconds,
          evaluation,
          tokens,
          plan.notes());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Processor seconds for a byte of a group's training text, on 2 to 100 MB at 4,096 to 32,000
  /// tokens.
  private static double secondsAByte(TrainingWork work) {
    return switch (work.kind()) {
      case BPE -> 0.07e-6; // one run for all sizes
      case UNIGRAM -> 0.7e-6; // a group is one size
      case SUPERBPE -> 0.3e-6 * work.models(); // the second stage is one run a size
      case BOUNDLESSBPE -> 0.4e-6;
    };
  }

  private static long bytes(EvaluationSet set) {
    return set.languages().stream().mapToLong(language -> bytes(set, language)).sum();
  }

  private static long bytes(EvaluationSet set, LanguageScript language) {
    return set.length(TextUnit.UTF8_BYTES, language).total();
  }

  /// About how many bytes the models will take on the disk.
  public long modelBytes() {
    return modelTokens * BYTES_A_TOKEN;
  }

  /// About how long the study will take.
  ///
  /// @param threads groups worked on at once, each on a core of its own
  public Duration time(int threads) {
    double seconds =
        trainingSeconds
            + evaluationBytes * SECONDS_AN_EVALUATION_BYTE
            + modelTokens * SECONDS_A_TOKEN;
    return Duration.ofMillis((long) (1000 * (SECONDS_BESIDE + seconds / Math.max(1, threads))));
  }
}
