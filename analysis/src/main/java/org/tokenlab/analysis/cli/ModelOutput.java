package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.training.TrainingResult;
import picocli.CommandLine.Option;

/// Where `train` puts a model, and in which format.
final class ModelOutput {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = {
        "The model file; its ending tells the format. bpe, paritybpe: .json (tokenizer.json) or .tiktoken;",
        "unigram and bpe --mode sentencepiece: .model; bpe in other modes: .json; wordpiece: .json or vocab.txt; superbpe: .json;",
        "boundlessbpe: .boundless.json, or fastboundlessbpe's .boundless.model; equalinfo: .equalinfo; wordpool: a folder."
      })
  private String output = "";

  @Option(
      names = "--format",
      paramLabel = "json|tiktoken|model|txt",
      description = "The model file's format, where its ending doesn't tell it.")
  private @Nullable String format;

  /// As written on the command line.
  String name() {
    return output;
  }

  /// A file that can be written.
  record Target(Path file, ModelFormat format) {}

  /// Checked before the work begins.
  Target target(String kind, String mode) throws IOException {
    ModelFormat chosen = modelFormat(kind, mode);
    return new Target(OutputFile.writable(output), chosen);
  }

  void save(TrainingResult<?> training, Target target) throws IOException {
    Path file = target.file();
    try {
      Tokenizers.save(training.tokenizer(file.getFileName().toString()), file, target.format());
    } catch (IOException e) {
      String reason = Failures.describe(e);
      throw new IOException(
          reason.contains(output) ? reason : output + ": can't be written: " + reason, e);
    }
  }

  private ModelFormat modelFormat(String kind, String mode) {
    List<ModelFormat> formats = formats(kind, mode);
    String endings = formats.stream().map(ModelFormat::ending).collect(Collectors.joining(", "));
    if (format == null) {
      return ModelFormat.ofName(Path.of(output))
          .filter(formats::contains)
          .orElseThrow(() ->
              new UsageException(
                  "-o "
                      + output
                      + ": what train "
                      + kind
                      + " makes is written to a file whose name ends in one of "
                      + endings
                      + ", or say --format"));
    }
    return formats.stream()
        .filter(f -> f.ending().endsWith("." + format))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--format: expected one of "
                    + endings
                    + " without the dot; got \""
                    + format
                    + "\""));
  }

  private static List<ModelFormat> formats(String kind, String mode) {
    return switch (kind) {
      case "unigram" -> List.of(ModelFormat.SENTENCEPIECE);
      case "wordpiece" -> List.of(ModelFormat.JSON, ModelFormat.WORDPIECE);
      case "superbpe" -> List.of(ModelFormat.JSON);
      case "boundlessbpe" -> List.of(ModelFormat.BOUNDLESS, ModelFormat.FAST_BOUNDLESS);
      case "bpe" ->
          switch (mode) {
            case "best" -> List.of(ModelFormat.JSON, ModelFormat.TIKTOKEN);
            case "sentencepiece" -> List.of(ModelFormat.SENTENCEPIECE);
            default -> List.of(ModelFormat.JSON);
          };
      case "equalinfo" -> List.of(ModelFormat.EQUAL_INFO);
      default -> List.of(ModelFormat.JSON, ModelFormat.TIKTOKEN);
    };
  }
}
