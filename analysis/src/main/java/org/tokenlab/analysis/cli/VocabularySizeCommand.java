package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.vocabularysize.FlopsDerivative;
import org.tokenlab.analysis.vocabularysize.IsoFlops;
import org.tokenlab.analysis.vocabularysize.OptimalVocabulary;
import org.tokenlab.analysis.vocabularysize.ParametricLoss;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `vocab-size`: which size of vocabulary to train, for a compute budget or for an equal token
/// count.
@Command(
    name = "vocab-size",
    description = {
      "Predicts vocabulary sizes.",
      "--params: compute-optimal, by the three approaches of \"Scaling Laws with Vocabulary\".",
      "--fit: for an equal token count, from power laws fitted to measured ones, per language."
    })
final class VocabularySizeCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Option(
      names = "--params",
      paramLabel = "N",
      split = ",",
      description = "Non-vocabulary parameters of a model, as 3e9; may be given several times.")
  private List<Double> parameters = List.of();

  @Option(
      names = "--constants",
      paramLabel = "published|corrected",
      defaultValue = "published",
      description = {
        "Constants of the third approach. The published come from a fit in which the tokens per character were asked",
        "for V/1000; corrected is the refit on the authors' data with V itself. Default: ${DEFAULT-VALUE}."
      })
  private String constants = "published";

  @Option(
      names = "--flops",
      paramLabel = "C",
      description =
          "Compute budget for the third approach. Default: the best for the parameters, by the first.")
  private @Nullable Double flops;

  @Option(
      names = "--fit",
      paramLabel = "FILE",
      description =
          "CSV, TSV or JSON lines with language, vocab_size and tokens: measured corpus token counts.")
  private @Nullable String fit;

  @Option(
      names = "--target",
      paramLabel = "TOKENS",
      split = ",",
      description =
          "Corpus token counts to aim at. Default: the one of 101 between the extremes of the largest"
              + " and smallest vocabularies that brings the languages nearest to each other.")
  private List<Double> targets = List.of();

  @Option(
      names = "--form",
      paramLabel = "2|3",
      defaultValue = "3",
      description =
          "Parameters of the power law: a·V^(−b), or that plus an asymptote c. Default: ${DEFAULT-VALUE}.")
  private int form = 3;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  VocabularySizeCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    if (parameters.isEmpty() == (fit == null)) {
      throw new UsageException("give either --params or --fit");
    }
    if (fit != null) {
      if (form != 2 && form != 3) {
        throw new UsageException("--form: expected 2 or 3; got " + form);
      }
      VocabularySizeTargets table = VocabularySizeTargets.read(Inputs.path(fit), form, targets);
      streams.print(json ? table.json() : table.table());
      return ExitCode.DONE;
    }
    List<Row> rows = rows();
    streams.print(json ? json(rows) : table(rows));
    return ExitCode.DONE;
  }

  /// @param flops of the third approach
  private record Row(
      double parameters,
      double flops,
      OptimalVocabulary first,
      OptimalVocabulary second,
      OptimalVocabulary third) {}

  private List<Row> rows() {
    ParametricLoss loss =
        switch (constants) {
          case "published" -> ParametricLoss.PUBLISHED;
          case "corrected" -> ParametricLoss.CORRECTED;
          default ->
              throw new UsageException(
                  "--constants: expected published or corrected; got \"" + constants + "\"");
        };
    List<Row> rows = new ArrayList<>();
    for (double n : parameters) {
      if (!(n > 0) || Double.isInfinite(n) || (flops != null && !(flops > 0))) {
        throw new UsageException(
            "--params, --flops: expected finite numbers over 0; got " + n + ", " + flops);
      }
      double budget = flops == null ? IsoFlops.PUBLISHED.flops(n) : flops;
      rows.add(
          new Row(
              n,
              budget,
              IsoFlops.PUBLISHED.vocabulary(n),
              FlopsDerivative.PUBLISHED.vocabulary(n),
              loss.vocabulary(n, budget)));
    }
    return rows;
  }

  private String table(List<Row> rows) {
    TextTable table = new TextTable("rrrrrr");
    table.row("parameters", "width", "FLOPs", "1 IsoFLOPs", "2 derivative", "3 loss");
    for (Row row : rows) {
      table.row(
          String.format(java.util.Locale.ROOT, "%.4g", row.parameters),
          String.valueOf(row.first.embeddingWidth()),
          String.format(java.util.Locale.ROOT, "%.4g", row.flops),
          String.format(java.util.Locale.ROOT, "%,d", row.first.vocabularySize()),
          String.format(java.util.Locale.ROOT, "%,d", row.second.vocabularySize()),
          String.format(java.util.Locale.ROOT, "%,d", row.third.vocabularySize()));
    }
    return "Compute-optimal vocabulary sizes by the three approaches of \"Scaling Laws with Vocabulary\";"
        + " the third with its "
        + constants
        + " constants.\n\n"
        + table;
  }

  private String json(List<Row> rows) {
    return Json.text(json -> {
      json.writeStartObject();
      json.writeStringProperty("constants", constants);
      json.writeArrayPropertyStart("rows");
      for (Row row : rows) {
        json.writeStartObject();
        json.writeNumberProperty("parameters", row.parameters);
        json.writeNumberProperty("width", row.first.embeddingWidth());
        json.writeNumberProperty("flops", row.flops);
        write(json, "isoflops", row.first);
        write(json, "derivative", row.second);
        write(json, "parametric_loss", row.third);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void write(
      tools.jackson.core.JsonGenerator json, String name, OptimalVocabulary vocabulary) {
    json.writeNumberProperty(name + "_vocabulary", vocabulary.vocabularySize());
    json.writeNumberProperty(name + "_vocabulary_parameters", vocabulary.vocabularyParameters());
  }
}
