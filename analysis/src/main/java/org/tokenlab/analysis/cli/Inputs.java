package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.corpora.Corpora;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.ReadOptions;

/// The inputs of a command line, in its order. Every one is looked up before any is read, so that a
/// misspelt name is told at once and not after an hour.
final class Inputs {
  private final List<Corpus> corpora = new ArrayList<>();
  private final ReadOptions options;

  /// @param names files, folders, archives; `-`, at most once, for standard input
  Inputs(List<String> names, ReadOptions options, StandardStreams streams) throws IOException {
    this.options = options;
    if (names.stream().filter("-"::equals).count() > 1) {
      throw new UsageException("standard input (-) can be read only once");
    }
    for (String name : names) {
      corpora.add(
          name.equals("-")
              ? Corpora.standardInput(streams.in(), options)
              : Corpora.open(path(name), options));
    }
  }

  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException(
          "\"" + name + "\" can't be the name of a file here: " + e.getReason());
    }
  }

  /// One corpus an input.
  List<Corpus> corpora() {
    return corpora;
  }

  /// All units, in order.
  UnitReader units() throws IOException {
    return new UnitReader(corpora, options);
  }
}
