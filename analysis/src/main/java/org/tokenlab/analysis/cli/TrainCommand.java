package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.Documents;
import org.tokenlab.corpora.ReadOptions;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.BpeTraining;
import org.tokenlab.training.CharacterBpeRules;
import org.tokenlab.training.CharacterBpeTrainer;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.ParityBpeTraining;
import org.tokenlab.training.TieOrder;
import org.tokenlab.training.Trainer;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingResult;
import org.tokenlab.training.equalinfo.EqualInfoTraining;
import org.tokenlab.training.superword.BoundlessBpeTraining;
import org.tokenlab.training.superword.SuperBpeTraining;
import org.tokenlab.training.wordpool.MissingEngineException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train`: a tokenizer from text.
@Command(
    name = "train",
    description = {
      "Trains a tokenizer and writes its model file, which appears whole or not at all.",
      "The result is the same at any number of threads."
    })
final class TrainCommand implements Callable<Integer> {
  private static final String PARITY = "paritybpe";
  private static final String WORDPOOL = "wordpool";
  private static final String EQUALINFO = "equalinfo";
  private static final List<String> KINDS =
      List.of(
          "bpe", "unigram", "wordpiece", "superbpe", "boundlessbpe", PARITY, EQUALINFO, WORDPOOL);

  private final StandardStreams streams;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description =
          "bpe, unigram, wordpiece, superbpe, boundlessbpe, paritybpe, equalinfo or wordpool.")
  private String kind = "";

  @Option(
      names = {"-v", "--vocab-size"},
      paramLabel = "SIZE",
      description = {
        "Number of tokens, wanted by all kinds but equalinfo and wordpool. bpe, superbpe, boundlessbpe and paritybpe: the",
        "bytes included, special tokens not; unigram, wordpiece and bpe with a --mode: all tokens. equalinfo: 256 or 65536",
        "(default), special tokens not. wordpool: of the BPE that --compare trains; default 1000."
      })
  private @Nullable Integer size;

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

  @Option(
      names = "--pattern",
      paramLabel = "NAME|REGEX",
      description =
          "bpe, superbpe, boundlessbpe, paritybpe: how text is split into words: gpt2, cl100k, o200k, llama3, qwen2, or a regular"
              + " expression as Oniguruma reads it; what lies between its matches are words, too (boundlessbpe: one of the patterns only)."
              + " Default: cl100k; superbpe and boundlessbpe: o200k, or with --rules original its authors'.")
  private @Nullable String pattern;

  @Option(
      names = "--ties",
      paramLabel = "best|hf|minbpe",
      description = {
        "bpe, superbpe: which of several pairs with one count is merged first: best takes the smaller token ids, bytes in the order of",
        "their values, as rustbpe; hf does with bytes in the order of GPT-2's alphabet, as Hugging Face's trainer; minbpe,",
        "with bpe only, the pair that comes first in the text. Default: best; with --rules original hf."
      })
  private @Nullable String ties;

  @Option(
      names = "--unit",
      paramLabel = "line|file",
      defaultValue = "line",
      description =
          "What is split by itself: each line without its line end, or each file. Default: ${DEFAULT-VALUE}.")
  private String unit = "line";

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "Reads JSON lines; the string in this field is the text.")
  private @Nullable String field;

  @Option(
      names = "--min-frequency",
      paramLabel = "N",
      description =
          "all but unigram and --mode sentencepiece: a pair that occurs less often is not merged. Default: 1; paritybpe and"
              + " --mode subword-nmt: 2.")
  private @Nullable Long minFrequency;

  @Option(
      names = "--max-token-length",
      paramLabel = "BYTES",
      description = "bpe: longest token. Default: no limit.")
  private @Nullable Integer maxTokenLength;

  @Option(
      names = "--special",
      paramLabel = "TOKEN",
      description = "A special token, such as <|endoftext|>; may be given several times.")
  private List<String> special = List.of();

  @Mixin private UnigramOptions unigram = new UnigramOptions();
  @Mixin private WordPieceOptions wordPiece = new WordPieceOptions();
  @Mixin private SuperBpeOptions superBpe = new SuperBpeOptions();
  @Mixin private BoundlessBpeOptions boundlessBpe = new BoundlessBpeOptions();
  @Mixin private ParityBpeOptions parityBpe = new ParityBpeOptions();
  @Mixin private EqualInfoOptions equalInfo = new EqualInfoOptions();
  @Mixin private WordPoolOptions wordPool = new WordPoolOptions();
  @Mixin private WordPoolOptions.Sizes wordPoolSizes = new WordPoolOptions.Sizes();
  @Mixin private CheckpointOption checkpoint = new CheckpointOption();
  @Mixin private CountingOptions counting = new CountingOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private ThreadOption threads = new ThreadOption();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Files, folders, archives; - is standard input.")
  private List<String> inputs = List.of();

  TrainCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    requireKnownKind();
    requireCounting();
    if (checkpoint.isGiven() && (kind.equals(WORDPOOL) || kind.equals(PARITY))) {
      throw new UsageException(CheckpointOption.KINDS);
    }
    if (kind.equals(WORDPOOL)) {
      return wordPool();
    }
    if (kind.equals(EQUALINFO) && equalInfo.neural()) {
      return neuralEqualInfo();
    }
    Trainer<?> trainer = kind.equals(PARITY) ? null : trainer();
    if (trainer != null) {
      checkpoint.require(trainer, inputs);
    }
    Path file = writableFile();
    List<Corpus> corpora = new Inputs(inputs, options(), streams).corpora();
    TrainingResult<?> training;
    long textBytes;
    try (Progress progress = new Progress(streams, "training", "")) {
      TrainingListener listener =
          (phase, done, total) -> progress.at(phaseName(phase), done, total);
      if (trainer == null) {
        ParityBpeOptions.Outcome outcome = trainForParity(corpora, listener);
        training = outcome.training();
        textBytes = outcome.textBytes();
      } else {
        try (Documents texts = new Documents(corpora)) {
          training =
              checkpoint.train(trainer, new DocumentBlocks(texts), inputs, readingText(), listener);
          textBytes = texts.bytes();
        }
      }
    }
    if (textBytes == 0 && !checkpoint.isGiven()) { // a run that goes on need not read the text
      throw new IOException("there is no text to train on in " + String.join(", ", inputs));
    }
    save(training, file);
    if (training.vocabularySize() < training.requestedSize()) {
      streams.note(
          "the text holds no more to learn than "
              + training.vocabularySize()
              + " tokens; "
              + training.requestedSize()
              + " were asked for");
    }
    streams.print(
        String.format(
            Locale.ROOT,
            "%s: %d tokens, trained on %s%s\n",
            output,
            training.vocabularySize(),
            checkpoint.isGiven() && textBytes == 0
                ? "the words of its checkpoint"
                : textBytes + " bytes of text",
            encodedIn(training)));
    return ExitCode.DONE;
  }

  private ParityBpeOptions.Outcome trainForParity(List<Corpus> corpora, TrainingListener listener)
      throws IOException {
    try {
      return parityBpe.train(
          size(),
          pattern == null ? null : TokenizerChoice.splitter(pattern),
          special,
          minFrequency,
          threads.count(),
          counting.settings(kind),
          inputs,
          corpora,
          names -> new Inputs(names, options(), streams).corpora(),
          listener);
    } catch (IllegalArgumentException e) {
      throw wrongUse(e);
    }
  }

  private static UsageException wrongUse(IllegalArgumentException e) {
    return new UsageException(e.getMessage() == null ? e.toString() : e.getMessage());
  }

  private int wordPool() throws IOException {
    List<Corpus> corpora = new Inputs(inputs, options(), streams).corpora();
    try (Documents texts = new Documents(corpora)) {
      new WordPoolTraining(wordPool, wordPoolSizes, streams)
          .run(texts, Inputs.path(output), size == null ? 1000 : size);
    } catch (IllegalArgumentException e) {
      throw wrongUse(e);
    } catch (MissingEngineException | ArithmeticException e) { // no engine, or it diverged
      throw new IOException(e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  private int neuralEqualInfo() throws IOException {
    if (checkpoint.isGiven() || !special.isEmpty()) {
      throw new UsageException("equalinfo --neural takes neither --checkpoint nor --special");
    }
    int tokenBits = EqualInfoOptions.tokenBits(size == null ? 65_536 : size);
    Path file = writableFile();
    List<Corpus> corpora = new Inputs(inputs, options(), streams).corpora();
    try (Documents texts = new Documents(corpora)) {
      new NeuralEqualInfoTraining(streams, wordPool.settings(), equalInfo.windowBits(), tokenBits)
          .run(texts, file);
    } catch (IllegalArgumentException e) {
      throw wrongUse(e);
    } catch (MissingEngineException | ArithmeticException e) { // no engine, or it diverged
      throw new IOException(e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  private static String encodedIn(TrainingResult<?> training) {
    return switch (training) {
      case BpeTraining bpe -> ", which it encodes in " + bpe.corpusTokens() + " tokens";
      case ParityBpeTraining bpe ->
          ", which it encodes in " + bpe.corpusTokens() + " tokens" + ParityBpeOptions.lengths(bpe);
      case SuperBpeTraining bpe -> ", which it encodes in " + bpe.corpusTokens() + " tokens";
      case BoundlessBpeTraining bpe ->
          ", which it encodes in "
              + bpe.corpusTokens()
              + " tokens; "
              + bpe.superwords()
              + " are superwords";
      case EqualInfoTraining equalInfo -> "; " + equalInfo;
      default -> "";
    };
  }

  private void save(TrainingResult<?> training, Path file) throws IOException {
    try {
      Tokenizers.save(training.tokenizer(file.getFileName().toString()), file, modelFormat());
    } catch (IOException e) {
      String reason = Failures.describe(e);
      throw new IOException(
          reason.contains(output) ? reason : output + ": can't be written: " + reason, e);
    }
  }

  private static String phaseName(TrainingListener.Phase phase) {
    return switch (phase) {
      case COUNTING -> "counting pieces, bytes";
      case INDEXING -> "indexing, pieces";
      case MERGING -> "merging, tokens";
      case SEEDING -> "finding strings, bytes";
      case PRUNING -> "pruning, pieces";
    };
  }

  private void requireKnownKind() {
    if (!KINDS.contains(kind)) {
      throw new UsageException(
          "unknown kind of tokenizer \"" + kind + "\"; there are " + String.join(", ", KINDS));
    }
  }

  /// Also for kinds that have no use for it, which then refuse it.
  private CountingSettings requireCounting() {
    try {
      return counting.settings(kind);
    } catch (IllegalArgumentException e) {
      throw wrongUse(e);
    }
  }

  private Trainer<?> trainer() {
    unigram.requireFor(kind);
    try {
      if (kind.equals(EQUALINFO)) {
        boolean lines = field == null && unit.equals("line");
        return equalInfo.trainer(size == null ? 65_536 : size, special, lines, threads.count());
      }
      return switch (kind) {
        case "unigram" ->
            unigram.trainer(size(), special, threads.count(), counting.settings(kind));
        case "wordpiece" ->
            wordPiece.trainer(
                size(), special, leastCount(), threads.count(), counting.settings(kind));
        case "superbpe" ->
            superBpe.trainer(
                size(),
                pattern == null ? null : TokenizerChoice.splitter(pattern),
                ties == null ? null : tieOrder(ties),
                special,
                leastCount(),
                threads.count(),
                counting.settings(kind));
        case "boundlessbpe" ->
            boundlessBpe.trainer(
                size(),
                pattern == null ? null : TokenizerChoice.pattern(pattern),
                special,
                leastCount(),
                threads.count(),
                counting.settings(kind));
        default -> unigram.mode().equals("best") ? bpeTrainer() : bpeTrainerLike(unigram.mode());
      };
    } catch (IllegalArgumentException e) {
      throw wrongUse(e);
    }
  }

  private int size() {
    if (size == null) {
      throw new UsageException(
          "train " + kind + ": expected a size, -v SIZE (--vocab-size); got none");
    }
    return size;
  }

  private BpeTrainer bpeTrainer() {
    BpeTrainer.Builder builder =
        BpeTrainer.builder(size())
            .preTokenizer(TokenizerChoice.splitter(pattern == null ? "cl100k" : pattern))
            .tieOrder(ties == null ? TieOrder.BEST : tieOrder(ties))
            .minFrequency(leastCount())
            .specialTokens(special)
            .counting(counting.settings(kind))
            .threads(threads.count());
    return (maxTokenLength == null ? builder : builder.maxTokenLength(maxTokenLength)).build();
  }

  private long leastCount() {
    return minFrequency == null ? 1 : minFrequency;
  }

  /// A trainer that follows a peer in all, and not in ties alone.
  private Trainer<?> bpeTrainerLike(String mode) {
    if (pattern != null || ties != null || maxTokenLength != null) {
      throw new UsageException(
          "--mode "
              + mode
              + " has its own way of splitting, ties and lengths: leave out --pattern, --ties and"
              + " --max-token-length");
    }
    return switch (mode) {
      case "sentencepiece" ->
          unigram.bpeTrainer(size(), special, threads.count(), counting.settings(kind));
      case "subword-nmt" -> characterTrainer(CharacterBpeRules.SUBWORD_NMT);
      case "youtokentome" -> characterTrainer(CharacterBpeRules.YOUTOKENTOME);
      default ->
          throw new UsageException(
              "--mode: for bpe expected best, sentencepiece, subword-nmt or youtokentome; got \""
                  + mode
                  + "\"");
    };
  }

  private CharacterBpeTrainer characterTrainer(CharacterBpeRules rules) {
    CharacterBpeTrainer.Builder builder =
        CharacterBpeTrainer.builder(rules, size())
            .counting(counting.settings(kind))
            .threads(threads.count());
    if (minFrequency != null) {
      builder.minFrequency(minFrequency);
    }
    if (!special.isEmpty()) {
      builder.specialTokens(special, special.contains("<unk>") ? "<unk>" : null);
    }
    return builder.build();
  }

  private static TieOrder tieOrder(String ties) {
    return switch (ties) {
      case "best" -> TieOrder.BEST;
      case "hf" -> TieOrder.HF;
      case "minbpe" -> TieOrder.MINBPE;
      default ->
          throw new UsageException(
              "--ties: expected best, hf or minbpe (for SentencePiece's, subword-nmt's and"
                  + " YouTokenToMe's see --mode); got \""
                  + ties
                  + "\"");
    };
  }

  private String readingText() {
    return (field == null ? unit : "field " + field) + ", " + reading.text();
  }

  private ReadOptions options() {
    return field == null && unit.equals("line")
        ? reading.apply(ReadOptions.lines())
        : reading.units(unit, field);
  }

  private ModelFormat modelFormat() {
    List<ModelFormat> formats =
        switch (kind) {
          case "unigram" -> List.of(ModelFormat.SENTENCEPIECE);
          case "wordpiece" -> List.of(ModelFormat.JSON, ModelFormat.WORDPIECE);
          case "superbpe" -> List.of(ModelFormat.JSON);
          case "boundlessbpe" -> List.of(ModelFormat.BOUNDLESS, ModelFormat.FAST_BOUNDLESS);
          case "bpe" ->
              switch (unigram.mode()) {
                case "best" -> List.of(ModelFormat.JSON, ModelFormat.TIKTOKEN);
                case "sentencepiece" -> List.of(ModelFormat.SENTENCEPIECE);
                default -> List.of(ModelFormat.JSON);
              };
          case EQUALINFO -> List.of(ModelFormat.EQUAL_INFO);
          default -> List.of(ModelFormat.JSON, ModelFormat.TIKTOKEN);
        };
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

  /// Checked before the work begins: an hour of training must not end with a misspelt folder.
  private Path writableFile() throws IOException {
    modelFormat();
    Path file = Inputs.path(output);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(output + ": the folder " + folder + " does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(output + ": a file is wanted, and this is a folder");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(output + ": no permission to write in the folder " + folder);
    }
    return file;
  }
}
