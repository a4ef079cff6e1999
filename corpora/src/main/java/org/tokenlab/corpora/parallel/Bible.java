package org.tokenlab.corpora.parallel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.ParallelOptions;

/// Bible files in the manner of the eBible corpus: one verse a line, aligned with the verse names
/// in `vref*.txt`.
///
/// An empty line is a verse that the translation lacks. `<range>` marks a verse whose text is
/// merged into the line above; that line then says more than its verse does elsewhere, so that
/// neither counts.
final class Bible {
  private static final Pattern FILE = Pattern.compile("(?:[a-z]+_)?([a-z]{3})-(.+)");
  private static final String RANGE = "<range>";

  private Bible() {}

  /// The set in `folder`, or null if it holds no `vref*.txt`.
  static @Nullable ParallelCorpus open(Path folder, ParallelOptions options) throws IOException {
    List<Folder.Item> files = new ArrayList<>(Folder.texts(folder));
    Optional<Folder.Item> names =
        files.stream().filter(item -> item.plainName().matches("vref.*\\.txt")).findFirst();
    if (names.isEmpty()) {
      return null;
    }
    files.removeIf(item -> !item.ending().equals("txt") || item.plainName().startsWith("vref"));
    Map<String, LanguageScript> index = Index.read(folder, "file");
    List<Candidate> candidates = new ArrayList<>();
    for (Folder.Item file : files) {
      candidates.add(candidate(file, index, options));
    }
    Lines verses = Lines.read(names.get().path(), options.reading());
    SortedMap<LanguageScript, Path> chosen =
        Selection.of(Candidate.named(candidates), options, folder);
    SortedMap<LanguageScript, Lines> read =
        Selection.read(chosen, path -> Lines.read(path, options.reading()));
    List<Lines> all = new ArrayList<>(read.values());
    all.add(verses);
    LineAligned.checkAligned(all, folder);
    SortedMap<LanguageScript, TableCorpus.Column> columns = new TreeMap<>();
    read.forEach((language, lines) ->
        columns.put(language, new TableCorpus.Column(lines.sha256(), items(lines.lines()))));
    return new TableCorpus(
        Folder.label(folder),
        "Bible verses in "
            + columns.size()
            + " translations, aligned by verse name: religious prose, often in an old style. Verses that a translation"
            + " lacks or merges with a neighbour are left out there.",
        List.copyOf(verses.lines()),
        columns);
  }

  private static Candidate candidate(
      Folder.Item file, Map<String, LanguageScript> index, ParallelOptions options)
      throws IOException {
    Matcher name = FILE.matcher(file.stem());
    String detail = name.matches() ? name.group(2) : file.stem();
    LanguageScript known = index.get(file.plainName());
    if (known != null) {
      return new Candidate(file.path(), known, detail);
    }
    if (!name.matches()) {
      throw new CorpusException(
          file.path()
              + ": no language in the name of this Bible file. Wanted a name as deu-deu1912.txt, or a row in INDEX.tsv.");
    }
    String language = name.group(1);
    String likely = LanguageScript.ofTag(language).map(LanguageScript::script).orElse("");
    String script = TextScript.of(Lines.read(file.path(), options.reading()).lines(), likely);
    if (script.isEmpty()) {
      throw new CorpusException(
          file.path() + ": no letters in this file, so that its script is unknown.");
    }
    return new Candidate(file.path(), new LanguageScript(language, script), detail);
  }

  static List<@Nullable String> items(List<String> lines) {
    List<@Nullable String> items = LineAligned.withGaps(lines);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals(RANGE)) {
        items.set(i, null);
        if (i > 0 && !lines.get(i - 1).equals(RANGE)) {
          items.set(i - 1, null);
        }
      }
    }
    return items;
  }
}
