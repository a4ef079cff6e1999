package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.ParallelOptions;
import org.tokenlab.corpora.parallel.FileNames.Manner;
import org.tokenlab.corpora.parallel.FileNames.Sets;

/// Line-aligned files, one a language: FLORES, NTREX, Moses pairs and whatever else is named in
/// their manner.
final class LineFolder {
  /// Splits in the order in which they are joined.
  private static final List<String> SPLITS =
      List.of("train", "dev", "valid", "validation", "devtest", "test");

  private LineFolder() {}

  /// One split: its files by language.
  private record Part(String split, SortedMap<LanguageScript, Path> files) {}

  /// The set at `path`, a folder or the common beginning of `corpus.de` and `corpus.en`; null if
  /// there is none.
  static @Nullable ParallelCorpus open(Path path, ParallelOptions options) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String split : SPLITS) {
      Sets inside = FileNames.of(Folder.texts(path.resolve(split)));
      if (inside.sets().size() == 1) {
        parts.add(new Part(split, inside.sets().values().iterator().next()));
      }
    }
    Manner manner = Manner.LANGUAGE_FIRST;
    if (parts.isEmpty()) {
      Sets sets = FileNames.of(files(path));
      manner = sets.manner();
      if (sets.sets().isEmpty()) {
        return null;
      }
      parts = parts(sets.sets(), options.split(), path);
    }
    return read(chosen(parts, options.split(), path), manner, path, options);
  }

  private static List<Folder.Item> files(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return Folder.texts(path);
    }
    Path parent = path.toAbsolutePath().getParent();
    String beginning = path.getFileName() + ".";
    return parent == null
        ? List.of()
        : Folder.texts(parent).stream()
            .filter(item -> item.plainName().startsWith(beginning))
            .toList();
  }

  private static List<Part> parts(
      SortedMap<String, SortedMap<LanguageScript, Path>> sets, @Nullable String split, Path path)
      throws CorpusException {
    List<Part> parts = new ArrayList<>();
    if (sets.size() == 1) {
      sets.forEach((name, files) -> parts.add(new Part(name, files)));
      return parts;
    }
    for (String known : SPLITS) {
      SortedMap<LanguageScript, Path> files = sets.get(known);
      if (files != null) {
        parts.add(new Part(known, files));
      }
    }
    if (parts.size() == sets.size()) {
      return parts;
    }
    SortedMap<LanguageScript, Path> chosen = split == null ? null : sets.get(split);
    if (chosen == null) {
      throw new CorpusException(
          path
              + ": several parallel sets lie here: "
              + String.join(", ", sets.keySet())
              + ". Choose one as the split, or move it into a folder of its own.");
    }
    return List.of(new Part(String.valueOf(split), chosen));
  }

  private static List<Part> chosen(List<Part> parts, @Nullable String split, Path path)
      throws CorpusException {
    if (split == null) {
      return parts;
    }
    List<Part> chosen = parts.stream().filter(part -> part.split.equals(split)).toList();
    if (chosen.isEmpty()) {
      throw new CorpusException(
          path
              + ": no split \""
              + split
              + "\"; there is "
              + String.join(", ", parts.stream().map(Part::split).toList())
              + ".");
    }
    return chosen;
  }

  private static ParallelCorpus read(
      List<Part> parts, Manner manner, Path path, ParallelOptions options) throws IOException {
    checkSameLanguages(parts, path);
    List<SortedMap<LanguageScript, TableCorpus.Column>> columns = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (Part part : parts) {
      SortedMap<LanguageScript, TableCorpus.Column> read =
          LineAligned.read(part.files, options, path);
      columns.add(read);
      String prefix = parts.size() == 1 ? "" : part.split + "/";
      int lines = read.values().iterator().next().items().size();
      LineAligned.numbers(lines).forEach(number -> keys.add(prefix + number));
    }
    SortedMap<LanguageScript, TableCorpus.Column> joined =
        columns.size() == 1 ? columns.getFirst() : joined(parts, columns, options);
    List<String> splits = parts.stream().map(Part::split).filter(SPLITS::contains).toList();
    boolean flores =
        !splits.isEmpty()
            && joined.size() > 2
            && manner == Manner.LANGUAGE_FIRST
            && (splits.contains("dev") || splits.contains("devtest"));
    String kind =
        flores
            ? "FLORES " + String.join("+", splits)
            : manner == Manner.NTREX ? "NTREX" : Folder.label(path);
    String description =
        flores
            ? "Sentences in the layout of FLORES-200 (English web text, translated)"
            : manner == Manner.NTREX
                ? "Sentences in the layout of NTREX (English news of 2019, translated)"
                : "Lines of " + Folder.label(path);
    return new TableCorpus(
        kind,
        description
            + ", aligned by line: "
            + keys.size()
            + " items in "
            + joined.size()
            + " languages"
            + (splits.size() > 1 ? ", " + String.join(" then ", splits) : "")
            + ".",
        List.copyOf(keys),
        joined);
  }

  private static void checkSameLanguages(List<Part> parts, Path path) throws CorpusException {
    for (Part part : parts) {
      for (Part other : parts) {
        TreeSet<LanguageScript> missing = new TreeSet<>(part.files.keySet());
        missing.removeAll(other.files.keySet());
        if (!missing.isEmpty()) {
          throw new CorpusException(
              path
                  + ": "
                  + part.split
                  + " has "
                  + missing.size()
                  + " languages that "
                  + other.split
                  + " lacks: "
                  + missing
                  + ". Choose one split.");
        }
      }
    }
  }

  /// Puts the splits one after the other; the hash is that of the files' bytes in the same order.
  private static SortedMap<LanguageScript, TableCorpus.Column> joined(
      List<Part> parts,
      List<SortedMap<LanguageScript, TableCorpus.Column>> columns,
      ParallelOptions options)
      throws IOException {
    SortedMap<LanguageScript, TableCorpus.Column> joined = new TreeMap<>();
    for (Map.Entry<LanguageScript, TableCorpus.Column> first : columns.getFirst().entrySet()) {
      LanguageScript language = first.getKey();
      List<@Nullable String> items = new ArrayList<>();
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        TableCorpus.Column column = columns.get(i).get(language);
        Path file = parts.get(i).files.get(language);
        if (column != null && file != null) {
          items.addAll(column.items());
          files.add(file);
        }
      }
      joined.put(language, new TableCorpus.Column(Lines.sha256(files, options.reading()), items));
    }
    return joined;
  }
}
