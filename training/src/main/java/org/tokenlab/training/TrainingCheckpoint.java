package org.tokenlab.training;

import java.nio.file.Path;
import java.time.Duration;

/// A folder in which a training run leaves what it has done, so that the same run, begun again
/// after it was stopped or killed, goes on from there and ends with the same model, to the byte.
///
/// Kept are the counts of words, or of runs of words where superwords are trained, so that the
/// texts are not read again, and then, from time to time, the merges of BPE so far, or the pieces
/// of Unigram after a round of pruning. Files appear whole or not at all. The run's settings are in
/// the folder too, as text (`settings.txt`), and a run with others, or on another corpus, is
/// refused: the message names the setting. What doesn't show in the result, such as threads and
/// limits of memory, may change; so may the size of a BPE vocabulary, whose smaller sizes are the
/// beginnings of larger ones: a run for more tokens goes on from one for fewer.
///
/// One run at a time uses a folder. When the model is in safety the folder may be deleted.
///
/// @param folder made if it isn't there; else empty, or left by a run
/// @param corpus what tells the texts from others, such as the names, sizes and times of their
///   files; it is compared and not looked at otherwise. One line
/// @param interval least time between two savings; what was done since the last one is done again
public record TrainingCheckpoint(Path folder, String corpus, Duration interval) {
  /// Default interval: half a minute. Saving takes a small part of a second.
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

  /// With the default interval.
  public TrainingCheckpoint(Path folder, String corpus) {
    this(folder, corpus, DEFAULT_INTERVAL);
  }

  /// The same in a folder inside this one.
  public TrainingCheckpoint inFolder(String name) {
    return new TrainingCheckpoint(folder.resolve(name), corpus, interval);
  }

  /// @throws IllegalArgumentException if the name of the corpus has several lines or the interval
  ///   is negative
  public TrainingCheckpoint {
    if (corpus.lines().count() > 1) {
      throw new IllegalArgumentException(
          "what tells a corpus from others is one line; got " + corpus);
    }
    if (interval.isNegative()) {
      throw new IllegalArgumentException(
          "the time between two savings is not negative; got " + interval);
    }
  }
}
