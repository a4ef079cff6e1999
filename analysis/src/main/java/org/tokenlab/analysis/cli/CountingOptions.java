package org.tokenlab.analysis.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.CountingSettings;
import picocli.CommandLine.Option;

/// In how much memory `train` and `words` count words, and which they keep.
final class CountingOptions {
  private static final List<String> KINDS =
      List.of("bpe", "unigram", "wordpiece", "paritybpe", "superbpe", "boundlessbpe");
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})([kmg]?)");

  @Option(
      names = "--memory-limit",
      paramLabel = "BYTES",
      description =
          "Most memory for counting words, as 500m or 2g; what doesn't fit goes to files that are merged at the end, with the"
              + " same result. The distinct words, or runs of words for train superbpe and boundlessbpe, must fit in Java's"
              + " memory all the same. train: all but equalinfo and wordpool. Default: no limit.")
  private @Nullable String memory;

  @Option(
      names = "--temp-dir",
      paramLabel = "DIR",
      description =
          "With --memory-limit: where the files go, up to twice the size of the distinct words of all texts. Default: the"
              + " system's folder for temporary files.")
  private @Nullable String folder;

  @Option(
      names = "--min-word-count",
      paramLabel = "N",
      description =
          "Words that come less often in all the texts, after weighting, are left out, which makes large corpora fit and changes"
              + " what is learned somewhat. train: bpe, unigram, wordpiece, paritybpe. Default: 1, all words.")
  private @Nullable Long minCount;

  /// The settings, which are the default's unless an option is there.
  CountingSettings settings(String kind) {
    CountingSettings settings = CountingSettings.DEFAULT;
    if (memory == null && folder == null && minCount == null) {
      return settings;
    }
    if (!KINDS.contains(kind)) {
      throw new UsageException(
          "--memory-limit, --temp-dir, --min-word-count: for "
              + String.join(", ", KINDS)
              + " only; got train "
              + kind);
    }
    if (memory != null) {
      settings = settings.withMemoryBytes(bytes(memory));
    }
    if (folder != null) {
      if (memory == null) {
        throw new UsageException("--temp-dir: nothing is put there without a --memory-limit");
      }
      settings = settings.withSpillFolder(Inputs.path(folder));
    }
    return minCount == null ? settings : settings.withMinCount(minCount);
  }

  private static long bytes(String amount) {
    Matcher matcher = AMOUNT.matcher(amount.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new UsageException(
          "--memory-limit: expected a number of bytes, or one with k, m or g behind it; got \""
              + amount
              + "\"");
    }
    long unit =
        switch (matcher.group(2)) {
          case "k" -> 1L << 10;
          case "m" -> 1L << 20;
          case "g" -> 1L << 30;
          default -> 1;
        };
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    } catch (ArithmeticException e) {
      throw new UsageException("--memory-limit: too much: " + amount);
    }
  }
}
