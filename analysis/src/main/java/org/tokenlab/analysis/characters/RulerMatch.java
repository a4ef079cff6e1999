package org.tokenlab.analysis.characters;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Whether a model's response has the length it was asked for: precise and flexible match on the
/// target length generation task of Ruler (Li et al. 2024, "Ruler: A Model-Agnostic Method to
/// Control Generated Length").
///
/// Lengths are in words, longest runs of letters, numbers and underscores, as the authors count
/// them (Python's `\w+`): no measure for scripts without spaces. A range is over its lower end, up
/// to and including its upper end, as in their code. Short targets have the same range for both
/// matches.
public enum RulerMatch {
  /// About 10 words.
  W10("10", 0, 0, 20, 0, 20),
  /// About 30 words.
  W30("30", 0, 20, 40, 20, 40),
  /// About 50 words.
  W50("50", 0, 40, 60, 40, 60),
  /// About 80 words.
  W80("80", 0, 70, 90, 60, 100),
  /// About 150 words.
  W150("150", 1, 130, 170, 100, 200),
  /// About 300 words.
  W300("300", 1, 280, 320, 200, 400),
  /// About 500 words.
  W500("500", 1, 450, 550, 400, 600),
  /// About 700 words.
  W700("700", 2, 630, 770, 600, 800),
  /// More than 800 words.
  W800(">800", 2, 800, Integer.MAX_VALUE, 800, Integer.MAX_VALUE);

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

  private final String target;
  private final int level;
  private final int preciseOver;
  private final int preciseUpTo;
  private final int flexibleOver;
  private final int flexibleUpTo;

  RulerMatch(
      String target,
      int level,
      int preciseOver,
      int preciseUpTo,
      int flexibleOver,
      int flexibleUpTo) {
    this.target = target;
    this.level = level;
    this.preciseOver = preciseOver;
    this.preciseUpTo = preciseUpTo;
    this.flexibleOver = flexibleOver;
    this.flexibleUpTo = flexibleUpTo;
  }

  /// The target length as the benchmark's files write it: `10`, `>800`.
  public String target() {
    return target;
  }

  /// The level, 0 to 2, by which the paper sums targets up.
  public int level() {
    return level;
  }

  /// The target that is written so.
  public static Optional<RulerMatch> byTarget(String target) {
    return Arrays.stream(values()).filter(m -> m.target.equals(target)).findFirst();
  }

  /// Words of a response.
  public static int words(String response) {
    return (int) WORD.matcher(response).results().count();
  }

  /// Whether a response of so many words is a precise match.
  public boolean isPrecise(int words) {
    return words > preciseOver && words <= preciseUpTo;
  }

  /// Whether a response of so many words is a flexible match.
  public boolean isFlexible(int words) {
    return words > flexibleOver && words <= flexibleUpTo;
  }

  /// Per cent of responses that are precise matches; empty without responses.
  public OptionalDouble precisePercent(int... words) {
    return percent(Arrays.stream(words).filter(this::isPrecise).count(), words.length);
  }

  /// Per cent of responses that are flexible matches; empty without responses.
  public OptionalDouble flexiblePercent(int... words) {
    return percent(Arrays.stream(words).filter(this::isFlexible).count(), words.length);
  }

  private static OptionalDouble percent(long hits, int all) {
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * hits / all);
  }
}
