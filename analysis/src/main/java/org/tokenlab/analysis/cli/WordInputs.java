package org.tokenlab.analysis.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.Documents;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.training.WordCounts;

/// The words of a command's inputs, with their weights: counted in texts, or read from files of
/// counts. As with [Inputs], all inputs are looked up before any is read.
final class WordInputs {
  private final List<String> names;
  private final WeightOptions weights;
  private final StandardStreams streams;
  private final double[] numbers;
  private final List<Corpus> corpora; // none where words have been counted
  private long textBytes;

  WordInputs(
      List<String> names, WeightOptions weights, ReadOptions reading, StandardStreams streams)
      throws IOException {
    this.names = names;
    this.weights = weights;
    this.streams = streams;
    numbers = weights.numbers(names);
    corpora = new Inputs(weights.fromCounts() ? List.of() : names, reading, streams).corpora();
    if (weights.fromCounts()) {
      requireFiles();
    }
  }

  private void requireFiles() throws IOException {
    if (names.stream().filter("-"::equals).count() > 1) {
      throw new UsageException("standard input (-) can be read only once");
    }
    for (String name : names) {
      Path file = Inputs.path(name);
      if (name.equals("-")) {
        continue;
      }
      if (!Files.exists(file)) {
        throw new NoSuchFileException(name);
      }
      if (Files.isDirectory(file)) {
        throw new IOException(name + ": a file of counted words is wanted, and this is a folder");
      }
    }
  }

  /// Counts the words of texts.
  @FunctionalInterface
  interface Counting {
    WordCounts count(Iterator<? extends CharSequence> texts);
  }

  /// The words of all inputs.
  ///
  /// @param counting of one input's texts where there are weights, else of all
  /// @param minCount words that come less often in the end are left out
  WordCounts read(Counting counting, long minCount) throws IOException {
    List<WordCounts> parts = new ArrayList<>();
    if (weights.fromCounts()) {
      for (String name : names) {
        parts.add(load(name));
      }
    } else if (weights.isWeighted()) {
      for (Corpus corpus : corpora) {
        parts.add(count(List.of(corpus), counting));
      }
    } else {
      return count(corpora, counting).withMinCount(minCount);
    }
    return weights.together(parts, names, numbers).withMinCount(minCount);
  }

  private WordCounts count(List<Corpus> corpus, Counting counting) throws IOException {
    try (Documents texts = new Documents(corpus)) {
      WordCounts words = counting.count(new DocumentBlocks(texts));
      textBytes += texts.bytes();
      return words;
    }
  }

  private WordCounts load(String name) throws IOException {
    try (InputStream in =
        name.equals("-")
            ? new FilterInputStream(streams.in()) {
              @Override
              public void close() {} // it isn't ours
            }
            : Files.newInputStream(Inputs.path(name))) {
      return WordCounts.loadAny(in, name);
    }
  }

  /// Bytes of the texts that were counted; none where words are read from files.
  long textBytes() {
    return textBytes;
  }
}
