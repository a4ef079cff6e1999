package org.tokenlab.analysis.study;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much of a language's training text is trained on, and which part.
///
/// @param bytes UTF-8 bytes asked for; empty for all there is
/// @param scaled whether that many times the language's byte premium are taken, so that all
///   languages get to say as much (Arnett et al. 2025)
/// @param resample which of several samples of this size, from 1
record DataChoice(OptionalLong bytes, boolean scaled, int resample)
    implements Comparable<DataChoice> {
  /// All there is.
  static final DataChoice ALL = new DataChoice(OptionalLong.empty(), false, 1);

  private static final Pattern LABEL = Pattern.compile("(all|([0-9]+)B)(-scaled)?(?:-r([0-9]+))?");
  private static final Comparator<DataChoice> ORDER =
      Comparator.<DataChoice>comparingLong(choice -> choice.bytes.orElse(0))
          .thenComparing(DataChoice::scaled)
          .thenComparingInt(DataChoice::resample);

  /// The choice with this [#label].
  ///
  /// @throws IllegalArgumentException if it is no label
  static DataChoice ofLabel(String label) {
    Matcher parts = LABEL.matcher(label);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no choice of training text: " + label);
    }
    return new DataChoice(
        parts.group(2) == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(parts.group(2))),
        parts.group(3) != null,
        parts.group(4) == null ? 1 : Integer.parseInt(parts.group(4)));
  }

  /// `all`, `1000000B`, `1000000B-scaled`, `1000000B-r2` for the second sample.
  String label() {
    return (bytes.isPresent() ? bytes.getAsLong() + "B" : "all")
        + (scaled ? "-scaled" : "")
        + (resample > 1 ? "-r" + resample : "");
  }

  /// Bytes to take of a language's text.
  ///
  /// @param bytePremium of the language against the reference
  OptionalLong bytes(double bytePremium) {
    return scaled && bytes.isPresent()
        ? OptionalLong.of(Math.round(bytes.getAsLong() * bytePremium))
        : bytes;
  }

  /// All first, then by size.
  @Override
  public int compareTo(DataChoice other) {
    return ORDER.compare(this, other);
  }
}
