package org.tokenlab.training.superword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.SpillFolder;
import org.tokenlab.training.internal.TextBatches;

/// Counts the runs of texts on several threads: each takes a batch of texts at a time and counts it
/// in tables of its own; these are added up at the end, in memory, or part by part from the disk if
/// one was full.
final class RunCounting {
  private final Splitter words;
  private final Splitter runs;
  private final CountingSettings settings;
  private final int threads;

  RunCounting(Splitter words, Splitter runs, CountingSettings settings, int threads) {
    this.words = words;
    this.runs = runs;
    this.settings = requireAllWords(settings);
    this.threads = threads;
  }

  /// The settings, which may leave no words out.
  ///
  /// @throws IllegalArgumentException if they do
  static CountingSettings requireAllWords(CountingSettings settings) {
    if (settings.minCount() > 1) {
      throw new IllegalArgumentException(
          "superwords are learned from all words of a text: the least count of a word is 1; got "
              + settings.minCount());
    }
    return settings;
  }

  RunCounts count(Iterator<? extends CharSequence> texts, PacedListener listener) {
    if (!settings.isLimited()) {
      return inMemory(
          TextBatches.read(
              texts, threads, () -> new RunCounter(words, runs), RunCounter::count, listener));
    }
    long share = settings.memoryBytes() / threads;
    try (SpillFolder folder = new SpillFolder(settings)) {
      List<RunCounter> counters =
          TextBatches.read(
              texts,
              threads,
              () -> new RunCounter(words, runs, new RunSpill(folder), share),
              RunCounter::count,
              listener);
      return fitTogether(counters) ? inMemory(counters) : fromDisk(counters, folder);
    }
  }

  private static RunCounts inMemory(List<RunCounter> counters) {
    RunCounter sum =
        counters.stream()
            .reduce((a, b) -> a.runs().size() < b.runs().size() ? add(b, a) : add(a, b))
            .orElseThrow();
    return RunCounts.of(sum.words(), sum.pieces(), sum.runs());
  }

  private static RunCounter add(RunCounter to, RunCounter other) {
    int[] numbers = to.addWords(other);
    to.runs().addAll(other.runs(), numbers);
    return to;
  }

  /// Whether nothing went to the disk, and the limit allows for adding up.
  private boolean fitTogether(List<RunCounter> counters) {
    long bytes = 0;
    for (RunCounter counter : counters) {
      if (!spillOf(counter).isEmpty()) {
        return false;
      }
      bytes += 2 * counter.bytesWith(0);
    }
    return bytes <= settings.memoryBytes();
  }

  /// Adds up part by part, which leaves distinct runs on the disk, and then makes room for just
  /// these.
  private static RunCounts fromDisk(List<RunCounter> counters, SpillFolder folder) {
    RunCounter sum = counters.getFirst();
    List<int[]> numbers = new ArrayList<>();
    for (RunCounter counter : counters) {
      spillOf(counter).take(counter.pieces(), counter.runs());
      numbers.add(counter == sum ? identity(sum.pieces().size()) : sum.addWords(counter));
    }
    List<RunSpill> spills = counters.stream().map(RunCounting::spillOf).toList();
    counters.forEach(RunCounter::forgetRuns);
    RunSpill distinct = new RunSpill(folder);
    long size = 0;
    long values = 0;
    for (int part = 0; part < RunSpill.PARTS; part++) {
      SequenceTable runs = new SequenceTable();
      for (int c = 0; c < spills.size(); c++) {
        spills.get(c).forEach(part, numbers.get(c), runs::add);
      }
      size += runs.size();
      values += runs.values();
      distinct.takePart(part, runs);
    }
    SequenceTable runs =
        new SequenceTable(
            (int) Math.min(size, SequenceTable.MOST), (int) Math.min(values, SequenceTable.MOST));
    int[] same = identity(sum.pieces().size());
    for (int part = 0; part < RunSpill.PARTS; part++) {
      distinct.forEach(part, same, runs::append);
    }
    return RunCounts.of(sum.words(), sum.pieces(), runs);
  }

  private static RunSpill spillOf(RunCounter counter) {
    return Objects.requireNonNull(counter.spill());
  }

  private static int[] identity(int size) {
    int[] numbers = new int[size];
    Arrays.setAll(numbers, n -> n);
    return numbers;
  }
}
