package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelOptions;

/// Files of which line `i` says the same in every language. An empty line is an item that the
/// language lacks.
final class LineAligned {
  private static final int MOST_NAMED = 20;

  private LineAligned() {}

  /// Reads the files and checks that they have the same number of lines.
  static SortedMap<LanguageScript, TableCorpus.Column> read(
      SortedMap<LanguageScript, Path> files, ParallelOptions options, Path place)
      throws IOException {
    SortedMap<LanguageScript, Lines> read =
        Selection.read(
            Selection.of(files, options, place), path -> Lines.read(path, options.reading()));
    checkAligned(read.values(), place);
    SortedMap<LanguageScript, TableCorpus.Column> columns = new TreeMap<>();
    read.forEach((language, lines) ->
        columns.put(language, new TableCorpus.Column(lines.sha256(), withGaps(lines.lines()))));
    return columns;
  }

  static List<@Nullable String> withGaps(List<String> lines) {
    List<@Nullable String> items = new ArrayList<>(lines);
    items.replaceAll(line -> line == null || line.isEmpty() ? null : line);
    return items;
  }

  static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  /// Names each file that deviates from what most have.
  static void checkAligned(Collection<Lines> files, Path place) throws CorpusException {
    Map<Integer, Integer> votes = new HashMap<>();
    for (Lines file : files) {
      votes.merge(file.lines().size(), 1, Integer::sum);
    }
    if (votes.size() <= 1) {
      return;
    }
    int usual = 0;
    for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
      if (2 * vote.getValue() > files.size()) {
        usual = vote.getKey();
      }
    }
    List<String> deviating = new ArrayList<>();
    for (Lines file : files) {
      if (file.lines().size() != usual || !votes.containsKey(usual)) {
        deviating.add(file.path().getFileName() + ": " + file.lines().size() + " lines");
      }
    }
    int count = deviating.size();
    String named = String.join("; ", deviating.subList(0, Math.min(count, MOST_NAMED)));
    if (count > MOST_NAMED) {
      named += "; and " + (count - MOST_NAMED) + " more";
    }
    int others = files.size() - count;
    throw new CorpusException(
        place
            + ": parallel files need the same number of lines. "
            + named
            + (others == 0
                ? "."
                : "; "
                    + others
                    + (others == 1 ? " other file has " : " other files have ")
                    + usual
                    + "."));
  }
}
