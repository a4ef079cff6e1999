package org.tokenlab.training;

import java.nio.file.Path;
import java.util.Optional;

/// How words are counted, apart from what a word is: in how much memory, and which are kept.
/// Trainers of superwords count runs of words, by the same settings.
///
/// **Memory.** Counting keeps every distinct word of the corpus in tables, one a thread. Where they
/// reach the limit, what is in a table goes to a file, sorted, and the table begins anew; at the
/// end the files are merged. The counts are the same, to the byte, whether and how often that
/// happens and on any number of threads. Disk takes a few bytes more than the words of all tables
/// that were full, in a folder of its own that is gone when counting ends, also if it fails. A
/// process that is killed leaves that folder, `tokenlab-counting-…`, behind; no later run looks at
/// it.
///
/// **What must fit all the same** is the result: the bytes of the distinct words that are kept, and
/// 12 bytes for each. Training BPE on it takes 4 bytes more for each of these bytes, and what the
/// frequent pairs take. A corpus whose distinct words are too many for that trains without its
/// rarest: see [#minCount].
///
/// @param memoryBytes most bytes for the tables of all threads together, [#UNLIMITED] for no limit;
///   texts that have been read and wait to be counted, and buffers, some 100 kB a thread, come on
///   top
/// @param spillFolder where the folder for files is made; empty for the system's, `java.io.tmpdir`,
///   which is memory on some systems
/// @param minCount words that occur less often in the whole corpus are left out. 1 keeps all. This
///   does change what is learned: a pair that is frequent over many rare words loses their share.
///   It is far from [BpeTrainer#minFrequency], which is about pairs
public record CountingSettings(long memoryBytes, Optional<Path> spillFolder, long minCount) {
  /// No limit.
  public static final long UNLIMITED = Long.MAX_VALUE;

  /// Smallest limit: 64 KiB. Counting takes about 200 KiB a thread at any rate.
  public static final long LEAST_MEMORY = 1 << 16;

  /// No limit, all words.
  public static final CountingSettings DEFAULT =
      new CountingSettings(UNLIMITED, Optional.empty(), 1);

  /// @throws IllegalArgumentException if the limit is below [#LEAST_MEMORY] or the count below 1
  public CountingSettings {
    if (memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "a memory limit for counting is at least " + LEAST_MEMORY + " bytes; got " + memoryBytes);
    }
    if (minCount < 1) {
      throw new IllegalArgumentException("a word's least count is at least 1; got " + minCount);
    }
  }

  /// The same with a limit for the tables, in bytes.
  public CountingSettings withMemoryBytes(long bytes) {
    return new CountingSettings(bytes, spillFolder, minCount);
  }

  /// The same with files in this folder.
  public CountingSettings withSpillFolder(Path folder) {
    return new CountingSettings(memoryBytes, Optional.of(folder), minCount);
  }

  /// The same without words that occur less often than that.
  public CountingSettings withMinCount(long count) {
    return new CountingSettings(memoryBytes, spillFolder, count);
  }

  /// Whether there is a limit.
  public boolean isLimited() {
    return memoryBytes < UNLIMITED;
  }
}
