package org.tokenlab.analysis.study;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way of training that a manifest can name.
///
/// @param kind what is trained
/// @param transition share of the vocabulary that SuperBPE's first stage learns, above 0, at most
///   1; 1 for the others
record Algorithm(Kind kind, double transition) {
  /// The names that a manifest may give, for messages.
  static final String NAMES =
      "bpe, unigram, superbpe, superbpe-SHARE as in superbpe-0.8, boundlessbpe";

  private static final double USUAL_TRANSITION = 0.9; // Arnett et al. 2025
  private static final Pattern SUPERBPE = Pattern.compile("superbpe(?:-(0\\.[0-9]{1,3}|1))?");

  /// What is trained.
  enum Kind {
    /// Byte-level BPE. One run gives all vocabulary sizes.
    BPE(true),
    /// Unigram in our own mode, as SentencePiece runs it: characters that are too rare are unknown,
    /// text is not rewritten. It has its own rule for words, so a pattern is none of its settings.
    UNIGRAM(false),
    /// SuperBPE with our own rules. All sizes and transition points share a count of the text and a
    /// first stage.
    SUPERBPE(true),
    /// BoundlessBPE, its words split by the study's patterns. One run gives all vocabulary sizes.
    BOUNDLESSBPE(true);

    private final boolean hasPattern;

    Kind(boolean hasPattern) {
      this.hasPattern = hasPattern;
    }

    /// Whether text is split by the study's patterns before it is trained on.
    boolean hasPattern() {
      return hasPattern;
    }
  }

  /// The algorithm of this name, which may leave out a usual setting; empty if there is none.
  static Optional<Algorithm> parse(String name) {
    return switch (name) {
      case "bpe" -> Optional.of(new Algorithm(Kind.BPE, 1));
      case "unigram" -> Optional.of(new Algorithm(Kind.UNIGRAM, 1));
      case "boundlessbpe" -> Optional.of(new Algorithm(Kind.BOUNDLESSBPE, 1));
      default -> superBpe(name);
    };
  }

  private static Optional<Algorithm> superBpe(String name) {
    Matcher matcher = SUPERBPE.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String share = matcher.group(1);
    double transition = share == null ? USUAL_TRANSITION : Double.parseDouble(share);
    return transition > 0
        ? Optional.of(new Algorithm(Kind.SUPERBPE, transition))
        : Optional.empty();
  }

  /// The name in full, which is also the kind in a table: `bpe`, `unigram`, `superbpe-0.9`,
  /// `boundlessbpe`.
  String id() {
    return switch (kind) {
      case BPE -> "bpe";
      case UNIGRAM -> "unigram";
      case BOUNDLESSBPE -> "boundlessbpe";
      case SUPERBPE -> "superbpe-" + (transition == 1 ? "1" : Double.toString(transition));
    };
  }
}
