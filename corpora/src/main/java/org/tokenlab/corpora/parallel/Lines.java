package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.corpora.read.FileCorpus;

/// A file held in memory by line.
///
/// @param path for messages
/// @param lines without their ends; empty lines are empty strings
/// @param sha256 of the decompressed bytes
record Lines(Path path, List<String> lines, String sha256) {
  static Lines read(Path path, ReadOptions reading) throws IOException {
    List<String> lines = new ArrayList<>();
    try (DocumentReader reader = FileCorpus.at(path, reading).open()) {
      for (String line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
      return new Lines(path, lines, reader.sha256());
    }
  }

  /// Hash of the decompressed bytes of `files`, one after the other.
  static String sha256(List<Path> files, ReadOptions reading) throws IOException {
    try (DocumentReader reader = FileCorpus.at(files, reading).open()) {
      while (reader.next() != null) {}
      return reader.sha256();
    }
  }
}
