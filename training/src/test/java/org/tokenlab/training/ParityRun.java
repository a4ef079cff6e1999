package org.tokenlab.training;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Runs that goldens and comparisons do, by name, as `src/test/python/parity_bpe.py` gives them to
/// the paper's code.
final class ParityRun {
  static final List<String> NAMES =
      List.of("base", "hybrid", "window", "hybrid-window", "ratio", "ratio-window");

  private ParityRun() {}

  /// The merges' two parts in hexadecimal.
  ///
  /// @param texts lines of each language
  /// @param developments lines of each language
  static List<String> merges(
      String run,
      int merges,
      List<List<String>> texts,
      List<List<String>> developments,
      int threads) {
    ParityBpeTrainer.Builder builder =
        ParityBpeTrainer.builder(256 + merges).pattern(SplitPattern.LLAMA3).threads(threads);
    if (run.startsWith("hybrid")) {
      builder.globalMerges(merges / 3);
    }
    if (run.endsWith("window")) {
      builder.window(20, 1.5);
    }
    ParityBpeTrainer trainer = builder.build();
    List<ParityLanguage> languages = new ArrayList<>();
    for (int l = 0; l < texts.size(); l++) {
      WordCounts words = trainer.count(texts.get(l).iterator(), TrainingListener.NONE);
      languages.add(
          run.startsWith("ratio")
              ? ParityLanguage.ofRatio("language " + l, words, 1 + 0.25 * (l % 3))
              : ParityLanguage.of(
                  "language " + l,
                  words,
                  trainer.count(developments.get(l).iterator(), TrainingListener.NONE)));
    }
    return lines(trainer.train(languages, TrainingListener.NONE));
  }

  static List<String> lines(ParityBpeTraining training) {
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < training.merges().size(); r++) {
      lines.add(
          hex(training.model().vocabulary().bytes(training.merges().left(r)))
              + " "
              + hex(training.model().vocabulary().bytes(training.merges().right(r))));
    }
    return lines;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
