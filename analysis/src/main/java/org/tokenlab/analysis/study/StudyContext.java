package org.tokenlab.analysis.study;

import com.ibm.icu.util.VersionInfo;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tokenlab.analysis.report.CorpusNote;
import org.tokenlab.analysis.report.ProvenanceEntry;
import org.tokenlab.analysis.report.ReportContext;
import org.tokenlab.analysis.study.StudyOutcome.Failure;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Where the figures of a study come from: for readers of the report, and, in full, as
/// `provenance.json`.
///
/// What differs from run to run or machine to machine stands in `provenance.json` only.
///
/// @param manifest of the study
/// @param sources its text
/// @param plan its cells
record StudyContext(Manifest manifest, StudySources sources, StudyPlan plan) {
  ReportContext report() {
    List<CorpusNote> notes = new ArrayList<>();
    List<ProvenanceEntry> entries = new ArrayList<>();
    for (EvaluationSet set : sources.evaluation()) {
      notes.add(
          new CorpusNote(
              set.name(), set.name(), set.corpus().description().replaceFirst("\\.$", "")));
      entries.add(
          new ProvenanceEntry(
              "Text",
              set.name(),
              set.languages().size()
                  + " languages, "
                  + set.corpus().items()
                  + " items; SHA-256 over all languages "
                  + textHash("evaluation " + set.name() + " ")));
    }
    if (!sources.training().isEmpty()) {
      entries.add(
          new ProvenanceEntry(
              "Text",
              "Training text",
              sources.training().size()
                  + " languages; SHA-256 over all languages "
                  + textHash("training ")));
    }
    entries.add(
        new ProvenanceEntry(
            "Method",
            "Premium",
            "tokens of a language over tokens of "
                + manifest.reference()
                + " on the items that both have; for tokenizers trained on one language each,"
                + " tokens by the language's own tokenizer over tokens of the reference by the"
                + " reference's own tokenizer of the same kind and size"));
    if (!plan.notes().isEmpty()) {
      entries.add(new ProvenanceEntry("Method", "Left out", String.join("; ", plan.notes())));
    }
    entries.add(new ProvenanceEntry("Software", "Tokenlab", LibraryVersion.current()));
    entries.add(new ProvenanceEntry("Software", "ICU4J", icuVersion()));
    entries.add(new ProvenanceEntry("Study", "SHA-256 of the manifest", manifestHash()));
    entries.add(new ProvenanceEntry("Study", "Seed", Long.toString(manifest.seed())));
    return new ReportContext(manifest.name(), manifest.reference(), notes, entries);
  }

  private String textHash(String prefix) {
    StringBuilder hashes = new StringBuilder();
    plan.textHashes()
        .forEach((text, hash) -> {
          if (text.startsWith(prefix)) {
            hashes.append(text.substring(prefix.length())).append(' ').append(hash).append('\n');
          }
        });
    return Sha256.of(hashes.toString());
  }

  private String manifestHash() {
    return Sha256.of(manifest.toYaml());
  }

  private static String icuVersion() {
    return VersionInfo.ICU_VERSION.getMajor() + "." + VersionInfo.ICU_VERSION.getMinor();
  }

  /// `provenance.json`.
  ///
  /// @param files the study's other files, by name
  byte[] provenance(List<Failure> failures, List<String> notes, Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(new Indented(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("study", manifest.name());
      json.writeStringProperty(
          "finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      software(json);
      json.writeObjectPropertyStart("manifest");
      json.writeStringProperty("file", manifest.source().file());
      json.writeStringProperty("sha256_of_settings", manifestHash());
      json.writeObjectPropertyStart("settings");
      manifest.settings().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeStringProperty("text", manifest.source().text());
      json.writeEndObject();
      json.writeNumberProperty("seed", manifest.seed());
      hashes(json, "files_sha256", files);
      json.writeObjectPropertyStart("text_sha256");
      plan.textHashes().forEach(json::writeStringProperty);
      json.writeEndObject();
      cells(json, failures);
      json.writeArrayPropertyStart("notes");
      notes.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void software(JsonGenerator json) {
    json.writeObjectPropertyStart("software");
    json.writeStringProperty("tokenlab", LibraryVersion.current());
    json.writeStringProperty("icu4j", icuVersion());
    json.writeStringProperty("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    json.writeStringProperty(
        "os",
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
    json.writeNumberProperty("processors", Runtime.getRuntime().availableProcessors());
    json.writeEndObject();
  }

  private static void hashes(JsonGenerator json, String name, Map<String, byte[]> files) {
    json.writeObjectPropertyStart(name);
    files.forEach((file, content) -> json.writeStringProperty(file, Sha256.of(content)));
    json.writeEndObject();
  }

  private void cells(JsonGenerator json, List<Failure> failures) {
    json.writeArrayPropertyStart("cell_groups");
    for (CellGroup group : plan.groups()) {
      json.writeStartObject();
      json.writeStringProperty("title", group.title());
      json.writeStringProperty("key", group.key());
      json.writeNumberProperty("cells", group.cells());
      String reason =
          failures.stream()
              .filter(failure -> failure.group().equals(group.title()))
              .map(Failure::reason)
              .findFirst()
              .orElse("");
      json.writeStringProperty("state", reason.isEmpty() ? "done" : "failed");
      if (!reason.isEmpty()) {
        json.writeStringProperty("reason", reason);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }
  }
}
