package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tokenlab.corpora.read.FileCorpus;

/// The files of one folder, without what usually lies beside a data set.
final class Folder {
  private static final List<String> COMPANIONS =
      List.of(
          "readme",
          "license",
          "licence",
          "source",
          "index",
          "notice",
          "changelog",
          "citation",
          "metadata",
          "sha256sums");

  private Folder() {}

  /// One file. Its plain name is without a compression's ending.
  record Item(Path path, String plainName) {
    /// `deu` of `deu.dev`; the whole name if it has no dot.
    String stem() {
      int dot = plainName.lastIndexOf('.');
      return dot < 0 ? plainName : plainName.substring(0, dot);
    }

    /// `dev` of `deu.dev`; empty if the name has no dot.
    String ending() {
      int dot = plainName.lastIndexOf('.');
      return dot < 0 ? "" : plainName.substring(dot + 1);
    }
  }

  /// Files that may hold a language's text, in the order of their names; none if there is no such
  /// folder.
  static List<Item> texts(Path folder) throws IOException {
    return list(folder).stream().filter(item -> !isCompanion(item.plainName())).toList();
  }

  private static boolean isCompanion(String name) {
    String low = name.toLowerCase(Locale.ROOT);
    return COMPANIONS.stream().anyMatch(low::startsWith);
  }

  private static List<Item> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .map(path -> new Item(path, FileCorpus.strippedName(path.getFileName().toString())))
          .sorted(Comparator.comparing(item -> item.path().getFileName().toString()))
          .toList();
    }
  }

  /// A short name for reports: the last part of the path that says something.
  static String label(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? folder.toString() : name.toString();
  }
}
