package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.study.EarlierResults;
import org.tokenlab.analysis.study.Manifest;
import org.tokenlab.analysis.study.ManifestException;
import org.tokenlab.analysis.study.Study;
import org.tokenlab.analysis.study.StudyException;
import org.tokenlab.analysis.study.StudyOutcome;
import org.tokenlab.analysis.study.StudyProgress;
import org.tokenlab.analysis.study.StudySummary;
import tools.jackson.core.JsonGenerator;

/// Runs a study for the command line, and says how it ended.
final class StudyRun {
  private static final int SHOWN = 5;
  private static final int DIFFERENCES_SHOWN = 20;
  private static final int NOTE_WIDTH = 150; // characters of a note on the terminal

  private StudyRun() {}

  /// Runs the study in `folder` and prints its summary. Returns the exit code.
  ///
  /// @param earlier what to compare the table with, if anything
  static int run(
      StandardStreams streams,
      Manifest manifest,
      Path folder,
      int threads,
      boolean json,
      @Nullable Path earlier)
      throws IOException, ManifestException, StudyException {
    EarlierResults before = earlier == null ? null : EarlierResults.read(earlier);
    StudyProgress progress = new StudyProgress(streams.err(), streams.watched());
    StudyOutcome outcome = new Study(manifest, threads, progress).run(folder);
    List<StudySummary> lines = StudySummary.of(outcome.rows(), manifest.reference());
    streams.print(
        json ? json(manifest, folder, outcome, lines) : text(manifest, folder, outcome, lines));
    if (!outcome.failures().isEmpty()) {
      return ExitCode.FAILED;
    }
    return before == null ? ExitCode.DONE : check(streams, before, outcome);
  }

  private static int check(StandardStreams streams, EarlierResults before, StudyOutcome outcome)
      throws StudyException {
    List<String> differences = before.differences(outcome.rows());
    differences.stream().limit(DIFFERENCES_SHOWN).forEach(streams::note);
    streams.note(
        differences.isEmpty()
            ? grouped(before.size()) + " figures, all as before"
            : grouped(differences.size()) + " differences");
    return differences.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  private static String text(
      Manifest manifest, Path folder, StudyOutcome outcome, List<StudySummary> lines) {
    StringBuilder text = new StringBuilder();
    for (String corpus : lines.stream().map(StudySummary::corpus).distinct().toList()) {
      TextTable table = new TextTable("lrrrrrlrrr");
      table.row(
          "tokenizer",
          "vocabulary",
          "languages",
          "median",
          "mean",
          "most",
          "",
          "Gini",
          "tokens",
          manifest.reference());
      for (StudySummary line : lines) {
        if (line.corpus().equals(corpus)) {
          table.row(
              line.tokenizer(),
              vocabulary(line),
              String.valueOf(line.languages()),
              shown(line.median(), "%.2f"),
              shown(line.mean(), "%.2f"),
              shown(line.max(), "%.2f"),
              line.dearest(),
              shown(line.gini(), "%.3f"),
              grouped(line.tokens()),
              grouped(line.referenceTokens()));
        }
      }
      text.append("Token premiums on ")
          .append(corpus)
          .append(", reference ")
          .append(manifest.reference())
          .append(".\n\n")
          .append(table)
          .append('\n');
    }
    text.append(
        """
        Premium: tokens over the reference's tokens, on the items that both languages have. A row "mono" stands for
        tokenizers trained on one language each; there, the reference is encoded by its own.
        """);
    remarks(text, outcome);
    text.append('\n');
    outcome.files().forEach(path -> text.append(path).append('\n'));
    if (outcome.models() > 0) {
      text.append(folder.resolve("models"))
          .append(" (")
          .append(grouped(outcome.models()))
          .append(" models)\n");
    }
    return text.toString();
  }

  private static void remarks(StringBuilder text, StudyOutcome outcome) {
    if (!outcome.shortfalls().isEmpty()) {
      text.append("* ")
          .append(grouped(outcome.shortfalls().size()))
          .append(" of ")
          .append(grouped(outcome.models()))
          .append(
              " trained tokenizers stay below the size asked for: their text holds no more to learn."
                  + " The table has both sizes.\n");
    }
    outcome
        .failures()
        .forEach(failure ->
            text.append("Failed: ")
                .append(failure.group())
                .append(": ")
                .append(failure.reason())
                .append('\n'));
    outcome.notes().stream()
        .limit(SHOWN)
        .forEach(note -> text.append("Note: ").append(shortened(note)).append('\n'));
    if (outcome.notes().size() > SHOWN) {
      text.append("Note: ")
          .append(grouped(outcome.notes().size() - SHOWN))
          .append(" more notes in provenance.json\n");
    }
  }

  private static String shortened(String note) {
    int end = note.lastIndexOf(' ', NOTE_WIDTH);
    return note.length() <= NOTE_WIDTH
        ? note
        : note.substring(0, end) + " … (all in provenance.json)";
  }

  /// With `*` where some languages' text did not carry the size.
  private static String vocabulary(StudySummary line) {
    int size = line.requestedVocabulary() > 0 ? line.requestedVocabulary() : line.vocabulary();
    return size == 0 ? "open" : grouped(size) + (line.shortOf() > 0 ? "*" : "");
  }

  private static String shown(OptionalDouble value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String json(
      Manifest manifest, Path folder, StudyOutcome outcome, List<StudySummary> lines) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringProperty("study", manifest.name());
      json.writeStringProperty("reference", manifest.reference());
      json.writeStringProperty("folder", folder.toString());
      json.writeNumberProperty("cells", outcome.cells());
      json.writeNumberProperty("cells_done_before", outcome.resumed());
      json.writeNumberProperty("models", outcome.models());
      strings(json, "files", outcome.files().stream().map(Path::toString).toList());
      json.writeArrayPropertyStart("tokenizers");
      lines.forEach(line -> json(json, line));
      json.writeEndArray();
      json.writeArrayPropertyStart("shortfalls");
      for (StudyOutcome.Shortfall shortfall : outcome.shortfalls()) {
        json.writeStartObject();
        json.writeStringProperty("tokenizer", shortfall.tokenizer());
        json.writeNumberProperty("requested", shortfall.requested());
        json.writeNumberProperty("actual", shortfall.actual());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("failures");
      for (StudyOutcome.Failure failure : outcome.failures()) {
        json.writeStartObject();
        json.writeStringProperty("group", failure.group());
        json.writeStringProperty("reason", failure.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      strings(json, "notes", outcome.notes());
      json.writeEndObject();
    });
  }

  private static void strings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void json(JsonGenerator json, StudySummary line) {
    json.writeStartObject();
    json.writeStringProperty("corpus", line.corpus());
    json.writeStringProperty("tokenizer", line.tokenizer());
    json.writeStringProperty("kind", line.kind());
    json.writeNumberProperty("requested_vocabulary", line.requestedVocabulary());
    json.writeNumberProperty("vocabulary", line.vocabulary());
    json.writeNumberProperty("languages_short_of_vocabulary", line.shortOf());
    json.writeNumberProperty("languages", line.languages());
    Json.figure(json, "median_premium", line.median());
    Json.figure(json, "mean_premium", line.mean());
    Json.figure(json, "max_premium", line.max());
    json.writeStringProperty("max_premium_language", line.dearest());
    Json.figure(json, "gini", line.gini());
    json.writeNumberProperty("tokens", line.tokens());
    json.writeNumberProperty("reference_tokens", line.referenceTokens());
    json.writeEndObject();
  }
}
