package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tokenlab.analysis.metrics.BytePremium;
import org.tokenlab.analysis.metrics.ItemCounts;
import org.tokenlab.analysis.study.TextSample.Identity;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.tokenizers.TextUnit;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;

/// Turns a manifest and its text into groups of cells, each with the key that its results are filed
/// under.
///
/// A key covers the text, the configuration, the library's version and [#ENGINE]: whatever could
/// change a result changes its key, and nothing else does.
final class StudyPlanner {
  /// Counts up with every change of code that changes results or their file format.
  private static final String ENGINE = "3";

  private final Manifest manifest;
  private final StudySources sources;
  private final Map<String, String> textHashes = new TreeMap<>();
  private final Set<String> unscaled = new TreeSet<>();
  private final Map<String, Set<String>> shortText = new TreeMap<>(); // by the size asked for
  private final Map<LanguageScript, OptionalDouble> bytePremiums = new HashMap<>();

  private StudyPlanner(Manifest manifest, StudySources sources) {
    this.manifest = manifest;
    this.sources = sources;
  }

  /// Reads every text once, for its hash.
  static StudyPlan plan(Manifest manifest, StudySources sources) throws IOException {
    StudyPlanner planner = new StudyPlanner(manifest, sources);
    List<CellGroup> lengths = new ArrayList<>();
    List<CellGroup> measured = new ArrayList<>();
    for (EvaluationSet set : sources.evaluation()) {
      lengths.add(planner.lengths(set));
      for (String baseline : manifest.baselines()) {
        measured.add(planner.existing(set, baseline, "baseline"));
      }
      for (String tokenizer : manifest.tokenizers()) {
        measured.add(planner.existing(set, tokenizer, "existing"));
      }
    }
    List<CellGroup> trained = new ArrayList<>();
    for (Map.Entry<LanguageScript, List<Corpus>> text : sources.training().entrySet()) {
      Identity identity = Identity.of(text.getValue());
      planner.textHashes.put("training " + text.getKey(), identity.sha256());
      for (List<Algorithm> alike : manifest.algorithmsByKind()) {
        for (DataChoice data : manifest.dataChoices()) {
          planner.training(text.getKey(), text.getValue(), identity, alike, data, trained);
        }
      }
    }
    return new StudyPlan(lengths, measured, trained, planner.textHashes, planner.notes());
  }

  private static String key(List<String> parts) {
    return Sha256.of(
        "engine " + ENGINE + " " + LibraryVersion.current() + "\n" + String.join("\n", parts));
  }

  /// What an evaluation text is known by: its bytes and which items they are.
  private String textOf(EvaluationSet set, LanguageScript language) {
    String hash =
        textHashes.computeIfAbsent(
            "evaluation " + set.name() + " " + language, name -> set.corpus().sha256(language));
    return "text " + set.name() + " " + language + " " + hash + " " + set.shape(language);
  }

  private List<String> parts(EvaluationSet set, String... first) {
    List<String> parts = new ArrayList<>(List.of(first));
    set.languages().forEach(language -> parts.add(textOf(set, language)));
    return parts;
  }

  private CellMeasures measures() {
    return CellMeasures.of(manifest.measures());
  }

  private String asked() {
    return "measures " + manifest.measures();
  }

  private CellGroup lengths(EvaluationSet set) {
    return new CellGroup(
        key(parts(set, "lengths")),
        "lengths of " + set.name(),
        set.languages().size(),
        new MeasuringWork.Lengths(set));
  }

  private CellGroup existing(EvaluationSet set, String tokenizer, String kind) throws IOException {
    String identity =
        Tokenizers.names().contains(tokenizer)
            ? "named"
            : Sha256.of(Files.readAllBytes(Path.of(tokenizer)));
    return new CellGroup(
        key(parts(set, kind, tokenizer, identity, asked(), "example " + set.example())),
        "measure " + tokenizer + " on " + set.name(),
        set.languages().size(),
        new MeasuringWork.Existing(set, tokenizer, kind, measures()));
  }

  private void training(
      LanguageScript language,
      List<Corpus> text,
      Identity identity,
      List<Algorithm> algorithms,
      DataChoice data,
      List<CellGroup> groups) {
    OptionalDouble premium =
        data.scaled()
            ? bytePremiums.computeIfAbsent(language, this::bytePremium)
            : OptionalDouble.of(1);
    if (premium.isEmpty()) {
      unscaled.add(language.toString());
      return;
    }
    OptionalLong bytes = data.bytes(premium.getAsDouble());
    if (bytes.isPresent() && bytes.getAsLong() > identity.bytes()) {
      shortText
          .computeIfAbsent(data.label(), label -> new TreeSet<>())
          .add(language + " " + identity.bytes() + " of " + bytes.getAsLong());
    }
    List<Integer> sizes = manifest.vocabularySizes();
    switch (algorithms.getFirst().kind()) {
      case BPE, SUPERBPE, BOUNDLESSBPE -> {
        for (SplitPattern pattern : manifest.patterns()) {
          TrainingWork work =
              work(language, text, identity, algorithms, Optional.of(pattern), data, bytes, sizes);
          groups.add(training(work, identity, " " + pattern.id()));
        }
      }
      case UNIGRAM -> {
        for (int size : sizes) {
          TrainingWork work =
              work(
                  language,
                  text,
                  identity,
                  algorithms,
                  Optional.empty(),
                  data,
                  bytes,
                  List.of(size));
          groups.add(training(work, identity, " " + size));
        }
      }
    }
  }

  private TrainingWork work(
      LanguageScript language,
      List<Corpus> text,
      Identity identity,
      List<Algorithm> algorithms,
      Optional<SplitPattern> pattern,
      DataChoice data,
      OptionalLong dataSize,
      List<Integer> sizes) {
    return new TrainingWork(
        language,
        text,
        identity.bytes(),
        algorithms,
        pattern,
        data,
        dataSize,
        sizes,
        algorithms.getFirst().kind() == Algorithm.Kind.BPE ? manifest.tokenTargets() : List.of(),
        manifest.seed() + data.resample() - 1,
        sources.evaluation().stream().filter(set -> set.languages().contains(language)).toList(),
        measures());
  }

  /// By the first evaluation set with text in both languages.
  private OptionalDouble bytePremium(LanguageScript language) {
    LanguageScript reference = LanguageScript.parse(manifest.reference());
    for (EvaluationSet set : sources.evaluation()) {
      if (set.languages().contains(language) && set.languages().contains(reference)) {
        ItemCounts.Shared shared =
            set.length(TextUnit.UTF8_BYTES, language)
                .sharedWith(set.length(TextUnit.UTF8_BYTES, reference));
        OptionalDouble premium = BytePremium.ofParallel(shared.count(), shared.reference());
        if (premium.isPresent() && premium.getAsDouble() > 0) {
          return premium;
        }
      }
    }
    return OptionalDouble.empty();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(sources.notes());
    if (!unscaled.isEmpty()) {
      notes.add(
          "languages not trained on scaled data, since they share no evaluation items with the"
              + " reference ("
              + unscaled.size()
              + "): "
              + String.join(" ", unscaled));
    }
    shortText.forEach((label, languages) ->
        notes.add(
            "languages trained on all their text, since it is less than "
                + label
                + " asks for, in bytes ("
                + languages.size()
                + "): "
                + String.join(", ", languages)));
    return notes;
  }

  /// @param variant what tells the group from others of the same algorithm and data
  private CellGroup training(TrainingWork work, Identity identity, String variant) {
    String data = work.data().label();
    OptionalLong dataSize = work.dataSize();
    List<String> parts = new ArrayList<>();
    parts.add("train " + work.language() + " " + identity.sha256());
    parts.add("algorithms " + work.algorithms().stream().map(Algorithm::id).toList());
    work.pattern()
        .ifPresent(pattern -> parts.add("pattern " + pattern.id() + " " + pattern.regex()));
    parts.add("sizes " + work.vocabularySizes());
    parts.add("targets " + work.tokenTargets());
    parts.add("data " + data);
    parts.add(dataSize.isPresent() ? dataSize.getAsLong() + " " + work.seed() : "whole");
    parts.add(asked());
    for (EvaluationSet set : work.sets()) {
      parts.add(textOf(set, work.language()));
      parts.add("example " + set.example());
    }
    return new CellGroup(
        key(parts),
        "train "
            + work.language()
            + " "
            + work.kind().name().toLowerCase(Locale.ROOT)
            + variant
            + (data.equals(DataChoice.ALL.label()) ? "" : " " + data),
        work.models() * work.sets().size(),
        work);
  }
}
