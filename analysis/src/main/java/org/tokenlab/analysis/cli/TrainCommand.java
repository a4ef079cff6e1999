package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.Documents;
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
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.WordTrainer;
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

  @Mixin private ModelOutput model = new ModelOutput();
  @Mixin private WeightOptions weights = new WeightOptions();
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
  @Mixin private TrainingTextOptions reading = new TrainingTextOptions();
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
    weights.requireKind(kind);
    weights.requireFor(reading, requireCounting());
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
    WordTrainer<?> ofWords = null;
    if (trainer != null) {
      checkpoint.require(trainer, inputs);
      if (weights.isGiven()) {
        ofWords = weights.ofWords(kind, trainer);
        checkpoint.requireForWords(trainer);
      }
    }
    ModelOutput.Target target = model.target(kind, unigram.mode());
    Outcome outcome;
    try (Progress progress = new Progress(streams, "training", "")) {
      TrainingListener listener =
          (phase, done, total) -> progress.at(phaseName(phase), done, total);
      outcome =
          ofWords != null
              ? trainOnWords(ofWords, listener)
              : trainer != null ? trainOnTexts(trainer, listener) : trainForParity(listener);
    }
    TrainingResult<?> training = outcome.training();
    model.save(training, target);
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
            model.name(),
            training.vocabularySize(),
            outcome.source(),
            encodedIn(training)));
    return ExitCode.DONE;
  }

  /// What came out, and what it was trained on.
  private record Outcome(TrainingResult<?> training, String source) {}

  private Outcome trainOnTexts(Trainer<?> trainer, TrainingListener listener) throws IOException {
    try (Documents texts = new Documents(corpora())) {
      TrainingResult<?> training =
          checkpoint.train(trainer, new DocumentBlocks(texts), inputs, reading.text(), listener);
      boolean resumed = checkpoint.isGiven() && texts.bytes() == 0; // need not read the text
      return new Outcome(training, resumed ? "the words of its checkpoint" : ofText(texts.bytes()));
    }
  }

  private Outcome trainOnWords(WordTrainer<?> trainer, TrainingListener listener)
      throws IOException {
    WordInputs opened = new WordInputs(inputs, weights, reading.options(), streams);
    WordCounts words =
        opened.read(texts -> trainer.count(texts, listener), counting.settings(kind).minCount());
    String source =
        weights.fromCounts()
            ? words.totalBytes() + " bytes of counted words"
            : ofText(opened.textBytes())
                + ", weighted to "
                + words.totalBytes()
                + " bytes of words";
    if (words.size() == 0) {
      throw new IOException("there are no words to train on in " + String.join(", ", inputs));
    }
    return new Outcome(
        checkpoint.train(trainer, words, inputs, reading.text() + weights.text(), listener),
        source);
  }

  private Outcome trainForParity(TrainingListener listener) throws IOException {
    try {
      ParityBpeOptions.Outcome outcome =
          parityBpe.train(
              size(),
              pattern == null ? null : TokenizerChoice.splitter(pattern),
              special,
              minFrequency,
              threads.count(),
              counting.settings(kind),
              inputs,
              corpora(),
              names -> new Inputs(names, reading.options(), streams).corpora(),
              listener);
      return new Outcome(outcome.training(), ofText(outcome.textBytes()));
    } catch (IllegalArgumentException e) {
      throw wrongUse(e);
    }
  }

  private List<Corpus> corpora() throws IOException {
    return new Inputs(inputs, reading.options(), streams).corpora();
  }

  private String ofText(long bytes) throws IOException {
    if (bytes == 0) {
      throw new IOException("there is no text to train on in " + String.join(", ", inputs));
    }
    return bytes + " bytes of text";
  }

  private static UsageException wrongUse(IllegalArgumentException e) {
    return new UsageException(e.getMessage() == null ? e.toString() : e.getMessage());
  }

  private int wordPool() throws IOException {
    try (Documents texts = new Documents(corpora())) {
      new WordPoolTraining(wordPool, wordPoolSizes, streams)
          .run(texts, Inputs.path(model.name()), size == null ? 1000 : size);
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
    ModelOutput.Target target = model.target(kind, unigram.mode());
    try (Documents texts = new Documents(corpora())) {
      new NeuralEqualInfoTraining(streams, wordPool.settings(), equalInfo.windowBits(), tokenBits)
          .run(texts, target.file());
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

  /// With weights, rare words are left out when all inputs have been put together.
  private CountingSettings countingSettings() {
    CountingSettings settings = counting.settings(kind);
    return weights.isGiven() ? settings.withMinCount(1) : settings;
  }

  private Trainer<?> trainer() {
    unigram.requireFor(kind);
    try {
      if (kind.equals(EQUALINFO)) {
        return equalInfo.trainer(
            size == null ? 65_536 : size, special, reading.isLines(), threads.count());
      }
      return switch (kind) {
        case "unigram" -> unigram.trainer(size(), special, threads.count(), countingSettings());
        case "wordpiece" ->
            wordPiece.trainer(size(), special, leastCount(), threads.count(), countingSettings());
        case "superbpe" ->
            superBpe.trainer(
                size(),
                pattern == null ? null : TokenizerChoice.splitter(pattern),
                ties == null ? null : tieOrder(ties),
                special,
                leastCount(),
                threads.count(),
                countingSettings());
        case "boundlessbpe" ->
            boundlessBpe.trainer(
                size(),
                pattern == null ? null : TokenizerChoice.pattern(pattern),
                special,
                leastCount(),
                threads.count(),
                countingSettings());
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
            .counting(countingSettings())
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
          unigram.bpeTrainer(size(), special, threads.count(), countingSettings());
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
            .counting(countingSettings())
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
}
