package org.tokenlab.analysis.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tokenlab.tokenizers.wordpool.CharacterUnits;
import org.tokenlab.tokenizers.wordpool.LayerStack;
import org.tokenlab.tokenizers.wordpool.WordPoolShape;
import org.tokenlab.tokenizers.wordpool.WordRule;
import org.tokenlab.tokenizers.wordpool.WordUnits;
import org.tokenlab.training.wordpool.ModelComparison;
import org.tokenlab.training.wordpool.NeuralSettings;
import picocli.CommandLine.Option;

/// What `train wordpool` takes beyond what all kinds do; `pool-cost` takes the sizes, too.
final class WordPoolOptions {
  /// The sizes of a word-pooled model.
  static final class Sizes {
    @Option(
        names = "--rule",
        paramLabel = "RULE",
        defaultValue = "gpt2",
        description =
            "wordpool: where words end: whitespace, uax29, paper-kept, regex:EXPRESSION, or a pattern's name. Default: ${DEFAULT-VALUE}.")
    private String rule = "gpt2";

    @Option(
        names = "--units",
        paramLabel = "bytes|characters",
        defaultValue = "bytes",
        description = "wordpool: what words are made of. Default: ${DEFAULT-VALUE}.")
    private String units = "bytes";

    @Option(
        names = "--prefixes",
        paramLabel = "P",
        defaultValue = "2",
        description = "wordpool: vectors that a word is pooled into. Default: ${DEFAULT-VALUE}.")
    private int prefixes = 2;

    @Option(
        names = "--width",
        paramLabel = "D",
        defaultValue = "64",
        description = "wordpool: length of every vector. Default: ${DEFAULT-VALUE}.")
    private int width = 64;

    @Option(
        names = "--layers",
        paramLabel = "N",
        defaultValue = "2",
        description = "wordpool: layers of the main model. Default: ${DEFAULT-VALUE}.")
    private int layers = 2;

    @Option(
        names = "--word-layers",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "wordpool: layers of the word encoder, and of the word decoder. Default: ${DEFAULT-VALUE}.")
    private int wordLayers = 1;

    @Option(
        names = "--heads",
        paramLabel = "N",
        defaultValue = "4",
        description = "wordpool: attention heads. Default: ${DEFAULT-VALUE}.")
    private int heads = 4;

    @Option(
        names = "--longest-row",
        paramLabel = "UNITS",
        defaultValue = "24",
        description = "wordpool: longer words take several rows. Default: ${DEFAULT-VALUE}.")
    private int longestRow = 24;

    @Option(
        names = "--window-rows",
        paramLabel = "ROWS",
        defaultValue = "48",
        description =
            "wordpool: words that the main model sees at once. Default: ${DEFAULT-VALUE}.")
    private int window = 48;

    WordRule wordRule() {
      WordRule known = WordRule.byId(rule);
      known.splitter();
      return known;
    }

    WordPoolShape shape() {
      LayerStack words = new LayerStack(wordLayers, heads, 4 * width);
      return new WordPoolShape(
          prefixes,
          width,
          longestRow,
          window,
          words,
          new LayerStack(layers, heads, 4 * width),
          words);
    }

    WordUnits wordUnits(byte[] text) {
      return switch (units) {
        case "bytes" -> WordUnits.bytes();
        case "characters" -> CharacterUnits.mostFrequent(text, 1 << 15, 5);
        default ->
            throw new UsageException(
                "--units: expected bytes or characters; got \"" + units + "\"");
      };
    }
  }

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "wordpool: most steps of training. Default: ${DEFAULT-VALUE}.")
  private int steps = 1000;

  @Option(
      names = "--batch",
      paramLabel = "WINDOWS",
      defaultValue = "8",
      description = "wordpool: windows per step. Default: ${DEFAULT-VALUE}.")
  private int batch = 8;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.003",
      description = "wordpool: highest learning rate. Default: ${DEFAULT-VALUE}.")
  private double learningRate = 0.003;

  @Option(
      names = "--check-every",
      paramLabel = "STEPS",
      defaultValue = "100",
      description = {
        "wordpool: after how many steps held-out text is looked at, and a checkpoint written from which the same command",
        "goes on. Default: ${DEFAULT-VALUE}."
      })
  private int checkEvery = 100;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "wordpool: of the first weights and of the order of the text. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu|auto",
      defaultValue = "cpu",
      description = "wordpool: where to compute. Default: ${DEFAULT-VALUE}.")
  private String device = "cpu";

  @Option(
      names = "--compare",
      paramLabel = "SEEDS",
      description = {
        "wordpool: writes to -o FILE a table (TSV) instead: word-pooled models, and plain ones over bytes, characters and BPE",
        "of -v tokens with as many weights and a main model of as many layers, each trained with so many seeds and measured on text held out."
      })
  private int compare;

  @Option(
      names = "--models",
      paramLabel = "MODEL",
      split = ",",
      description =
          "wordpool: with --compare, which models: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<ModelComparison.Kind> models = List.of(ModelComparison.Kind.values());

  /// The models of a comparison.
  Set<ModelComparison.Kind> models() {
    return EnumSet.copyOf(models);
  }

  /// Number of seeds of a comparison; 0 for none.
  int compare() {
    return compare;
  }

  NeuralSettings settings() {
    return new NeuralSettings(
        steps, batch, learningRate, Math.max(1, steps / 20), 0.1, 1, seed, checkEvery, 8, device);
  }
}
