package org.tokenlab.analysis.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.analysis.report.Example;
import org.tokenlab.analysis.report.HtmlReport;
import org.tokenlab.analysis.report.LatexTests;
import org.tokenlab.analysis.report.ReportData;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.analysis.study.StudyOutcome.Failure;
import org.tokenlab.analysis.study.StudyOutcome.Shortfall;
import org.tokenlab.corpora.LanguageScript;

/// Runs a study: plans the grid of a manifest, does what is not done yet, and writes tables and
/// report.
///
/// Finished cells are kept in the folder as they come ([ResultStore]), so a study that was stopped
/// in whatever way goes on where it was, and ends with the same bytes in `results.csv`,
/// `results.parquet`, `statistics.csv`, `statistics.tex`, `languages.csv`, `summary.tex`,
/// `report.html` and all models as one that was not: they depend on manifest, text and library
/// alone, not on threads, order or time. `provenance.json` also tells of the machine and the time.
///
/// A group of cells that fails does not stop the others; it is told in [StudyOutcome#failures] and
/// in the provenance, and the next run tries it again.
public final class Study {
  private final Manifest manifest;
  private final int threads;
  private final StudyListener listener;

  /// @param threads groups of cells that are worked on at once; from 1
  public Study(Manifest manifest, int threads, StudyListener listener) {
    if (threads < 1) {
      throw new IllegalArgumentException("expected a number of threads from 1 on; got " + threads);
    }
    this.manifest = manifest;
    this.threads = threads;
    this.listener = listener;
  }

  /// Runs the study in `folder`, which is made if it isn't there.
  ///
  /// @throws ManifestException if the manifest asks for text that isn't there, or the folder
  ///   belongs to another manifest
  /// @throws StudyException if the folder is in use or can't be written
  /// @throws IOException if a corpus can't be read
  public StudyOutcome run(Path folder) throws ManifestException, StudyException, IOException {
    try {
      // The text first: a manifest that is wrong about it should not claim the folder.
      StudySources sources = StudySources.open(manifest);
      StudyPlan plan = StudyPlanner.plan(manifest, sources);
      try (ResultStore store = ResultStore.open(folder, manifest)) {
        store.keep(plan);
        return run(store, sources, plan);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private StudyOutcome run(ResultStore store, StudySources sources, StudyPlan plan)
      throws StudyException {
    List<CellGroup> left = new ArrayList<>();
    for (CellGroup group : plan.groups()) {
      if (store.read(group.key()).isEmpty()) {
        left.add(group);
      }
    }
    store.damaged().forEach(file -> listener.note("damaged, so done again: " + file));
    int finished = plan.cells() - left.stream().mapToInt(CellGroup::cells).sum();
    listener.planned(plan.cells(), finished);
    List<Failure> failures =
        new GroupRunner(store, listener).run(left, threads, finished, plan.cells());
    listener.writing();
    return write(store, sources, plan, failures, finished);
  }

  private StudyOutcome write(
      ResultStore store, StudySources sources, StudyPlan plan, List<Failure> failures, int resumed)
      throws StudyException {
    List<Measurement> measurements = new ArrayList<>();
    int models = 0;
    for (CellGroup group : plan.groups()) {
      Optional<Results> results = store.read(group.key());
      if (results.isPresent()) {
        measurements.addAll(results.get().measurements());
        models += results.get().models().size();
      }
    }
    RowBuilder.Table table =
        RowBuilder.table(
            measurements,
            manifest.reference(),
            new RowBuilder.IntervalSettings(manifest.bootstrap(), manifest.seed()));
    List<String> notes = new ArrayList<>(plan.notes());
    notes.addAll(table.notes());
    StudyInference inference = StudyInference.of(table.rows(), sources, manifest.reference());
    notes.addAll(inference.answers().notes());
    Map<String, byte[]> files = new LinkedHashMap<>();
    StudyContext context = new StudyContext(manifest, sources, plan);
    files.put(
        "report.html",
        HtmlReport.render(
                new ReportData(
                    table.rows(),
                    inference.answers().findings(),
                    inference.features(),
                    examples(measurements, sources)),
                context.report())
            .getBytes(StandardCharsets.UTF_8));
    files.put("results.csv", ResultsCsv.write(table.rows()));
    files.put("results.parquet", ResultsParquet.write(table.rows()));
    files.put(
        "summary.tex",
        ResultsLatex.write(
            StudySummary.of(table.rows(), manifest.reference()), manifest.reference()));
    files.put(
        "statistics.tex",
        LatexTests.render(inference.answers().findings(), ResultsLatex::escaped)
            .getBytes(StandardCharsets.UTF_8));
    files.put("statistics.csv", inference.statisticsCsv());
    files.put("languages.csv", inference.languagesCsv());
    files.put("provenance.json", context.provenance(failures, notes, files));
    OutputFiles.write(store.folder(), files);
    return new StudyOutcome(
        table.rows(),
        files.keySet().stream().map(store.folder()::resolve).toList(),
        models,
        plan.cells(),
        resumed,
        failures,
        shortfalls(measurements),
        notes);
  }

  private static List<Example> examples(List<Measurement> measurements, StudySources sources) {
    Map<String, EvaluationSet> sets = new HashMap<>();
    sources.evaluation().forEach(set -> sets.put(set.name(), set));
    List<Example> examples = new ArrayList<>();
    for (Measurement m : measurements) {
      EvaluationSet set = sets.get(m.corpus());
      m.figures()
          .example()
          .ifPresent(cut -> {
            String text = set.corpus().item(LanguageScript.parse(m.language()), cut.item());
            examples.add(
                new Example(
                    m.corpus(), m.language(), m.tokenizer(), text == null ? "" : text, cut));
          });
    }
    return examples;
  }

  private static List<Shortfall> shortfalls(List<Measurement> measurements) {
    return measurements.stream()
        .filter(Measurement::fellShort)
        .map(m -> new Shortfall(m.tokenizer(), m.requestedVocabulary(), m.vocabulary()))
        .distinct()
        .toList();
  }
}
