package org.tokenlab.corpora.parallel;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.CorpusException;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.ParallelOptions;

/// A folder of `key TAB paragraph` files, one a language, such as the Universal Declaration of
/// Human Rights in this form. Items are the union of all files' keys.
final class Udhr {
  private static final Pattern ROW = Pattern.compile("[A-Za-z0-9._:-]{1,40}\t.*");

  private Udhr() {}

  private record Paragraphs(String sha256, Map<String, String> byKey) {}

  /// The set in `folder` or in its subfolder `par`, or null if the files there are not of this
  /// form.
  static @Nullable ParallelCorpus open(Path folder, ParallelOptions options) throws IOException {
    Path inner = folder.resolve("par");
    Path place = Files.isDirectory(inner) ? inner : folder;
    List<Folder.Item> files =
        Folder.texts(place).stream().filter(item -> item.ending().equals("tsv")).toList();
    if (files.size() < 2 || !looksRight(files.getFirst(), options)) {
      return null;
    }
    Map<String, LanguageScript> index = Index.read(place, "code");
    List<Candidate> candidates = new ArrayList<>();
    for (Folder.Item file : files) {
      candidates.add(candidate(file, index.get(file.stem())));
    }
    SortedMap<LanguageScript, Paragraphs> read =
        Selection.read(
            Selection.of(Candidate.named(candidates), options, folder),
            path -> paragraphs(Lines.read(path, options.reading())));
    TreeSet<String> keys = new TreeSet<>(ParagraphOrder.ORDER);
    read.values().forEach(paragraphs -> keys.addAll(paragraphs.byKey.keySet()));
    List<String> ordered = List.copyOf(keys);
    SortedMap<LanguageScript, TableCorpus.Column> columns = new TreeMap<>();
    read.forEach((language, paragraphs) -> {
      List<@Nullable String> items = new ArrayList<>();
      ordered.forEach(key -> items.add(paragraphs.byKey.get(key)));
      columns.put(language, new TableCorpus.Column(paragraphs.sha256, items));
    });
    String label = place.equals(inner) ? Folder.label(folder) : Folder.label(place);
    return new TableCorpus(
        label,
        "Paragraphs in "
            + columns.size()
            + " languages, aligned by key"
            + (ordered.contains("a1.p1")
                ? ": the Universal Declaration of Human Rights, legal prose."
                : "."),
        ordered,
        columns);
  }

  private static boolean looksRight(Folder.Item file, ParallelOptions options) throws IOException {
    List<String> lines = Lines.read(file.path(), options.reading()).lines();
    return !lines.isEmpty() && ROW.matcher(lines.getFirst()).matches();
  }

  private static Paragraphs paragraphs(Lines file) throws CorpusException {
    Map<String, String> byKey = new HashMap<>();
    for (int i = 0; i < file.lines().size(); i++) {
      String line = file.lines().get(i);
      String place = file.path() + ": line " + (i + 1) + ": ";
      int tab = line.indexOf('\t');
      if (line.isEmpty()) {
        continue;
      }
      if (tab < 1) {
        throw new CorpusException(
            place + "wanted a key, a tab and a paragraph; found no tab after a key");
      }
      String text = line.substring(tab + 1);
      if (!text.isEmpty() && byKey.put(line.substring(0, tab), text) != null) {
        throw new CorpusException(
            place + "the key \"" + line.substring(0, tab) + "\" has occurred before in this file");
      }
    }
    return new Paragraphs(file.sha256(), byKey);
  }

  /// Reads the parts of `cmn_hans_beijing`: an ISO 639-3 code, perhaps with a number; a script;
  /// what tells versions apart.
  private static Candidate candidate(Folder.Item file, @Nullable LanguageScript indexed)
      throws CorpusException {
    List<String> parts = new ArrayList<>(Arrays.asList(file.stem().split("[_-]")));
    String first = parts.getFirst();
    String language = indexed == null ? first.replaceFirst("[0-9]+$", "") : indexed.language();
    if (!language.matches("[a-z]{3}")) {
      throw new CorpusException(
          file.path()
              + ": no language in the name. Wanted an ISO 639-3 code at its start, or a row in INDEX.tsv.");
    }
    if (first.startsWith(language)) {
      parts.set(0, first.substring(language.length()));
    }
    String script = indexed == null ? "" : indexed.script();
    for (String part : List.copyOf(parts)) {
      if (script.isEmpty() ? isScript(part) : part.equalsIgnoreCase(script)) {
        script =
            part.substring(0, 1).toUpperCase(Locale.ROOT)
                + part.substring(1).toLowerCase(Locale.ROOT);
        parts.remove(part);
      }
    }
    if (script.isEmpty()) {
      script = LanguageScript.ofTag(language).map(LanguageScript::script).orElse("");
    }
    if (script.isEmpty()) {
      throw new CorpusException(
          file.path()
              + ": the script of "
              + language
              + " is not known. Put it into the name, as in "
              + language
              + "_latn.tsv, or add a row to INDEX.tsv.");
    }
    parts.removeIf(String::isEmpty);
    return new Candidate(
        file.path(), new LanguageScript(language, script), String.join("-", parts));
  }

  private static boolean isScript(String part) {
    if (part.length() != 4 || !part.chars().allMatch(Character::isLetter)) {
      return false;
    }
    if (part.equalsIgnoreCase("hans") || part.equalsIgnoreCase("hant")) {
      return true;
    }
    try {
      return UCharacter.getPropertyValueEnum(UProperty.SCRIPT, part) >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
