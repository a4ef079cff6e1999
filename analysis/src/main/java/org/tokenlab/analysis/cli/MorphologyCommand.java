package org.tokenlab.analysis.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.tokenlab.analysis.morphology.BoundaryScore;
import org.tokenlab.analysis.morphology.MorphScore;
import org.tokenlab.analysis.morphology.SegmentedWord;
import org.tokenlab.analysis.morphology.SegmentedWords;
import org.tokenlab.analysis.morphology.WeightedMorphScore;
import org.tokenlab.analysis.records.RecordFile;
import org.tokenlab.tokenizers.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `morphology`: whether tokens end where morphemes do.
@Command(
    name = "morphology",
    description = {
      "Compares tokenizers' cuts with morpheme boundaries: MorphScore in both versions, and precision, recall and F1.",
      "Each word is encoded by itself, without a space before it."
    })
final class MorphologyCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private TokenizersOption tokenizers = new TokenizersOption();

  @Option(
      names = "--format",
      paramLabel = "morphscore|sigmorphon|unimorph",
      defaultValue = "morphscore",
      description =
          "Of the files: MorphScore's CSV, SIGMORPHON 2022's words, UniMorph's segmentations. Default:"
              + " ${DEFAULT-VALUE}.")
  private String format = "morphscore";

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Segmented words.")
  private List<String> files = List.of();

  MorphologyCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Map<String, OptionalDouble>> rows = new LinkedHashMap<>();
    List<TokenizerChoice> chosen = tokenizers.chosen();
    for (String file : files) {
      List<SegmentedWord> words = words(Inputs.path(file));
      for (TokenizerChoice choice : chosen) {
        if (choice.tokenizer().vocabulary().size() == 0) {
          throw new UsageException(choice.given() + " only counts: it has no tokens to look at");
        }
        String name = Inputs.path(file).getFileName() + " " + choice.given();
        rows.put(name, figures(choice.tokenizer(), words));
      }
    }
    FigureTable table = new FigureTable("words", rows);
    streams.print(json ? table.json() : table.table());
    return ExitCode.DONE;
  }

  private List<SegmentedWord> words(Path file) throws IOException {
    if (!List.of("morphscore", "sigmorphon", "unimorph").contains(format)) {
      throw new UsageException(
          "--format: expected morphscore, sigmorphon or unimorph; got \"" + format + "\"");
    }
    if (format.equals("morphscore")) {
      return SegmentedWords.morphScore(RecordFile.read(file));
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return format.equals("sigmorphon")
          ? SegmentedWords.sigmorphon(reader, file.toString())
          : SegmentedWords.uniMorph(reader, file.toString());
    }
  }

  private static Map<String, OptionalDouble> figures(
      Tokenizer tokenizer, List<SegmentedWord> words) {
    BoundaryScore boundaries = BoundaryScore.of(tokenizer, words);
    WeightedMorphScore weighted = WeightedMorphScore.of(tokenizer, words, false);
    Map<String, OptionalDouble> figures = new LinkedHashMap<>();
    figures.put("words", OptionalDouble.of(words.size()));
    figures.put("compared", OptionalDouble.of(boundaries.words()));
    figures.put("MorphScore", MorphScore.mean(tokenizer, words));
    figures.put("v2 recall", weighted.recall());
    figures.put("v2 precision", weighted.precision());
    figures.put("precision", boundaries.precision());
    figures.put("recall", boundaries.recall());
    figures.put("F1", boundaries.f1());
    return figures;
  }
}
