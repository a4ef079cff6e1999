package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.corpora.ParallelCorpora;
import org.tokenlab.corpora.ParallelCorpus;

/// The text of a study: what a manifest's corpora hold for its languages. The reference language
/// always takes part.
///
/// @param evaluation what is measured on, in the order of the manifest
/// @param training what is trained on, by language, ascending; empty if nothing is trained
/// @param notes what was asked for by `all` and left out for want of text
record StudySources(
    List<EvaluationSet> evaluation,
    Map<LanguageScript, List<Corpus>> training,
    List<String> notes) {
  /// Opens the corpora.
  ///
  /// @throws ManifestException if a language that the manifest names, or the reference, has no
  ///   text, or too few items
  /// @throws IOException if a corpus can't be read
  static StudySources open(Manifest manifest) throws ManifestException, IOException {
    List<EvaluationSet> evaluation = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String entry : manifest.evaluation()) {
      ParallelCorpus corpus =
          entry.equals(Manifest.EMBEDDED)
              ? ParallelCorpora.embedded().evaluation()
              : ParallelCorpora.open(Path.of(entry));
      String name = names.add(corpus.name()) ? corpus.name() : entry;
      List<LanguageScript> languages =
          select(manifest, "languages", manifest.languages(), corpus.languages(), name);
      evaluation.add(
          EvaluationSet.of(
              name,
              corpus,
              withEnoughItems(manifest, corpus, name, languages, notes),
              LanguageScript.parse(manifest.reference())));
    }
    return new StudySources(List.copyOf(evaluation), training(manifest, evaluation, notes), notes);
  }

  /// A premium over a handful of sentences is no figure to compare.
  private static List<LanguageScript> withEnoughItems(
      Manifest manifest,
      ParallelCorpus corpus,
      String name,
      List<LanguageScript> languages,
      List<String> notes)
      throws ManifestException {
    LanguageScript reference = LanguageScript.parse(manifest.reference());
    List<LanguageScript> enough = new ArrayList<>();
    Set<LanguageScript> few = new TreeSet<>();
    for (LanguageScript language : languages) {
      int shared = corpus.common(List.of(language, reference)).cardinality();
      if (shared >= manifest.leastItems()) {
        enough.add(language);
      } else if (language.equals(reference) || !manifest.languages().isEmpty()) {
        throw manifest
            .source()
            .error(
                language.equals(reference) ? "reference" : "languages",
                name
                    + ": expected at least "
                    + manifest.leastItems()
                    + " items in "
                    + language
                    + (language.equals(reference) ? "" : " that " + reference + " has, too")
                    + "; found "
                    + shared
                    + " (least_items: "
                    + Math.max(1, shared)
                    + " would let it in)");
      } else {
        few.add(language);
      }
    }
    note(
        notes,
        few,
        "left out of "
            + name
            + ", since they share fewer than "
            + manifest.leastItems()
            + " items with "
            + reference);
    return enough;
  }

  private static Map<LanguageScript, List<Corpus>> training(
      Manifest manifest, List<EvaluationSet> evaluation, List<String> notes)
      throws ManifestException, IOException {
    if (manifest.algorithms().isEmpty()) {
      return Map.of();
    }
    Map<LanguageScript, List<Corpus>> text = TrainingText.find(manifest.training()).byLanguage();
    Set<LanguageScript> chosen =
        new TreeSet<>(
            select(
                manifest,
                manifest.source().lines().containsKey("training_languages")
                    ? "training_languages"
                    : "languages",
                manifest.trainingLanguages(),
                text.keySet(),
                "the training text"));
    text.keySet().retainAll(chosen);
    Set<LanguageScript> measured = new TreeSet<>();
    evaluation.forEach(set -> measured.addAll(set.languages()));
    Set<LanguageScript> unmeasured = new TreeSet<>(text.keySet());
    unmeasured.removeAll(measured);
    text.keySet().removeAll(unmeasured);
    note(notes, unmeasured, "not trained, since no evaluation set has text to measure them on");
    measured.removeAll(text.keySet());
    note(notes, measured, "without a tokenizer of their own, since there is no training text");
    return text;
  }

  private static void note(List<String> notes, Set<LanguageScript> languages, String what) {
    if (!languages.isEmpty()) {
      String codes = languages.stream().map(String::valueOf).collect(Collectors.joining(" "));
      notes.add("languages " + what + " (" + languages.size() + "): " + codes);
    }
  }

  private static List<LanguageScript> select(
      Manifest manifest,
      String key,
      List<String> wanted,
      Collection<LanguageScript> there,
      String corpus)
      throws ManifestException {
    Set<String> codes = new TreeSet<>();
    there.forEach(language -> codes.add(language.toString()));
    require(manifest, "reference", manifest.reference(), codes, corpus);
    if (wanted.isEmpty()) {
      return there.stream().sorted().toList();
    }
    for (String language : wanted) {
      require(manifest, key, language, codes, corpus);
    }
    Set<String> chosen = new TreeSet<>(wanted);
    chosen.add(manifest.reference());
    return there.stream()
        .filter(language -> chosen.contains(language.toString()))
        .sorted()
        .toList();
  }

  private static void require(
      Manifest manifest, String key, String language, Set<String> codes, String corpus)
      throws ManifestException {
    if (!codes.contains(language)) {
      throw manifest
          .source()
          .error(
              key,
              key
                  + ": "
                  + corpus
                  + " has no text in "
                  + language
                  + Nearest.to(language, codes).map(near -> "; nearest: " + near).orElse("")
                  + "; it has "
                  + codes.size()
                  + " languages: "
                  + String.join(" ", codes));
    }
  }
}
