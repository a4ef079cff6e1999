package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.corpora.ParallelCorpus;
import org.tokenlab.corpora.ParallelOptions;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A parallel corpus, and the language that the others are held against: what `premiums` and
/// `measure` share.
final class CorpusOption {
  private static final String EMBEDDED = "embedded";

  @Option(
      names = "--reference",
      paramLabel = "LANGUAGE",
      defaultValue = "eng_Latn",
      description = "The language with premium 1. Default: ${DEFAULT-VALUE}.")
  private String reference = "eng_Latn";

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "One split of a corpus that has several, as dev. Default: all, joined.")
  private @Nullable String split;

  @Parameters(
      paramLabel = "CORPUS",
      description = "A parallel corpus: a folder or file; or embedded, the built-in one.")
  private String corpus = "";

  /// Opens the corpus.
  ParallelCorpus open() throws IOException {
    if (corpus.equals("-")) {
      throw new UsageException(
          "a parallel corpus is a folder of files, or embedded; it can't come from standard input");
    }
    Path path = Inputs.path(corpus);
    if (corpus.equals(EMBEDDED) && !Files.exists(path)) {
      return ParallelCorpora.embedded();
    }
    ParallelOptions options = ParallelOptions.defaults();
    return ParallelCorpora.open(path, split == null ? options : options.withSplit(split));
  }

  /// The reference language, which the corpus has to have.
  LanguageScript reference(ParallelCorpus opened) {
    return LanguageScript.ofTag(reference)
        .filter(opened.languages()::contains)
        .orElseThrow(() ->
            new UsageException(
                "--reference: "
                    + opened.name()
                    + " has no language \""
                    + reference
                    + "\"; it has "
                    + opened.languages().stream()
                        .map(LanguageScript::toString)
                        .sorted(
                            Comparator.comparingInt(l ->
                                commonStart(l, reference) == 0 ? 1 : -commonStart(l, reference)))
                        .limit(8)
                        .collect(Collectors.joining(", "))
                    + (opened.languages().size() > 8
                        ? " and " + (opened.languages().size() - 8) + " others"
                        : "")));
  }

  private static int commonStart(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }
}
