package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.vocabulary.BytePremiumTable;
import org.tokenlab.corpora.LanguageScript;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.CorpusWeights;
import org.tokenlab.training.CountingSettings;
import org.tokenlab.training.TieOrder;
import org.tokenlab.training.Trainer;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.WordTrainer;
import org.tokenlab.training.unigram.UnigramMode;
import org.tokenlab.training.unigram.UnigramTrainer;
import picocli.CommandLine.Option;

/// How much each INPUT counts, and whether it is words that have been counted before.
final class WeightOptions {
  private static final List<String> KINDS = List.of("bpe", "unigram", "wordpiece");
  private static final String BYTE_PREMIUM = "byte-premium";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]*)?|\\.[0-9]+");
  private static final Pattern CODE = Pattern.compile("([a-z]{3}_[a-z]{4})(?![a-z]).*");
  private static final long SEED = 1; // of how counts are rounded

  @Option(
      names = "--from-counts",
      description =
          "The INPUTs are files of counted words, of either form that the command words writes, told apart by their first"
              + " bytes; they are added up. train: bpe without a --mode, with the --pattern that they were counted by.")
  private boolean fromCounts;

  @Option(
      names = "--weights",
      paramLabel = "W,...|byte-premium",
      split = ",",
      hideParamSyntax = true,
      description =
          "How often the words of each INPUT count: decimal numbers above 0, one for each INPUT, in their order; counts that"
              + " don't come out whole are rounded up or down by a fixed hash of the word. byte-premium: the byte premium of the"
              + " language whose code the INPUT's file name begins with, as mya_mymr. train: bpe, unigram, wordpiece, but not"
              + " unigram --mode sentencepiece or bpe --ties minbpe.")
  private List<String> weights = List.of();

  @Option(
      names = "--balance",
      description =
          "First brings all INPUTs to the same number of bytes of words, of as many together as before; so weights are shares,"
              + " and with --weights byte-premium each INPUT says as much.")
  private boolean balance;

  @Option(
      names = "--premium-table",
      paramLabel = "FILE",
      description = "With --weights byte-premium: the table that the command byte-premium takes.")
  private @Nullable String table;

  /// Whether words are wanted, and not texts.
  boolean isGiven() {
    return fromCounts || isWeighted() || table != null;
  }

  boolean fromCounts() {
    return fromCounts;
  }

  /// Whether inputs have to be counted one by one.
  boolean isWeighted() {
    return balance || !weights.isEmpty();
  }

  /// The options in words; empty if there are none.
  String text() {
    return (fromCounts ? ", counted before" : "")
        + (weights.isEmpty() ? "" : ", weights " + String.join(",", weights))
        + (balance ? ", balanced" : "");
  }

  /// Refuses what can't be done when `train` makes this kind.
  void requireKind(String kind) {
    if (isGiven() && !KINDS.contains(kind)) {
      throw refusal(kind);
    }
  }

  private static UsageException refusal(String kind) {
    return new UsageException(
        "--from-counts, --weights, --balance: for bpe (without --ties minbpe), unigram (without"
            + " --mode sentencepiece) and wordpiece only, which learn from words; got train "
            + kind);
  }

  /// Refuses what would be passed over.
  void requireFor(TrainingTextOptions text, CountingSettings counting) {
    if (fromCounts && (text.isGiven() || counting.isLimited())) {
      throw new UsageException(
          "--from-counts: no text is read and nothing counted; leave out --unit, --field, --encoding,"
              + " --invalid, --memory-limit and --temp-dir");
    }
    if (table != null && !isBytePremium()) {
      throw new UsageException("--premium-table: for --weights byte-premium only");
    }
  }

  /// The trainer as one that takes words.
  WordTrainer<?> ofWords(String kind, Trainer<?> trainer) {
    boolean takesWords =
        switch (trainer) {
          case BpeTrainer bpe -> bpe.tieOrder() != TieOrder.MINBPE;
          case UnigramTrainer unigram -> unigram.mode() == UnigramMode.BEST;
          default -> true;
        };
    if (!takesWords || !(trainer instanceof WordTrainer<?> ofWords)) {
      throw refusal(kind);
    }
    if (fromCounts && !(trainer instanceof BpeTrainer)) {
      throw new UsageException(
          "--from-counts: for bpe without a --mode only, since others normalize, mark or split words"
              + " in ways of their own; give train "
              + kind
              + " texts, with or without --weights");
    }
    return ofWords;
  }

  private boolean isBytePremium() {
    return weights.equals(List.of(BYTE_PREMIUM));
  }

  /// The weights as they are given, one for each input.
  double[] numbers(List<String> inputs) throws IOException {
    if (isBytePremium()) {
      return premiums(inputs);
    }
    if (weights.isEmpty()) {
      double[] ones = new double[inputs.size()];
      Arrays.fill(ones, 1);
      return ones;
    }
    if (weights.size() != inputs.size()) {
      throw new UsageException(
          "--weights: one for each INPUT: " + inputs.size() + " are wanted, got " + weights.size());
    }
    return weights.stream().mapToDouble(WeightOptions::number).toArray();
  }

  private static double number(String text) {
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : 0;
    if (number > 0 && number < Double.POSITIVE_INFINITY) {
      return number;
    }
    throw new UsageException(
        "--weights: expected decimal numbers above 0, or byte-premium alone; got \"" + text + "\"");
  }

  private double[] premiums(List<String> inputs) throws IOException {
    if (table == null) {
      throw new UsageException(
          "--weights byte-premium: --premium-table is wanted, too, the table of the byte-premium-tool");
    }
    BytePremiumTable published = BytePremiumCommand.read(table);
    double[] premiums = new double[inputs.size()];
    for (int i = 0; i < premiums.length; i++) {
      premiums[i] = premium(published, inputs.get(i));
    }
    return premiums;
  }

  private double premium(BytePremiumTable published, String input) {
    String name = String.valueOf(Inputs.path(input).getFileName());
    OptionalDouble premium =
        languageCode(name).map(published::premium).orElse(OptionalDouble.empty());
    return premium.orElseThrow(() ->
        new UsageException(
            "--weights byte-premium: expected a file name that begins with the code of one of the "
                + published.size()
                + " languages in "
                + table
                + ", as mya_mymr; got \""
                + name
                + "\""));
  }

  /// `mya_mymr` of `mya_Mymr.dev.txt`, of `my.txt` too.
  private static Optional<String> languageCode(String name) {
    Matcher code = CODE.matcher(name.toLowerCase(Locale.ROOT));
    if (code.matches()) {
      return Optional.of(code.group(1));
    }
    return LanguageScript.ofTag(name.split("\\.", 2)[0])
        .map(language -> language.withVariant("").toString().toLowerCase(Locale.ROOT));
  }

  /// The words of all inputs together.
  ///
  /// @param numbers as [#numbers] gives them
  WordCounts together(List<WordCounts> parts, List<String> inputs, double[] numbers)
      throws IOException {
    try {
      if (!isWeighted()) {
        return WordCounts.merge(parts);
      }
      for (int p = 0; p < parts.size(); p++) {
        if (balance && parts.get(p).size() == 0) {
          throw new IOException(inputs.get(p) + ": there are no words to balance with others");
        }
      }
      double[] factors = balance ? CorpusWeights.balanced(parts, numbers) : numbers;
      return CorpusWeights.weighted(parts, factors, SEED);
    } catch (ArithmeticException e) { // too many to count
      throw new IOException(
          String.join(", ", inputs) + ": can't be added up: " + e.getMessage(), e);
    }
  }
}
