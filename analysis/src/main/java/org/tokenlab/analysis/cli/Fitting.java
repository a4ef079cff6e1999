package org.tokenlab.analysis.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.Tokenizer;

/// Cuts and pads ids to a length, where that was asked for.
///
/// @param maxTokens the most ids a unit keeps, from its start; 0 for all
/// @param padId what shorter units are filled up with to `maxTokens`; −1 for no padding
record Fitting(int maxTokens, int padId) {
  private static final List<String> PADDING_NAMES =
      List.of("<pad>", "[PAD]", "<|pad|>", "<PAD>", "<|padding|>");

  /// From the options.
  ///
  /// @param pad whether `--pad` was given
  /// @param padId `--pad-id`, null if not given
  static Fitting of(int maxTokens, boolean pad, @Nullable Integer padId, TokenizerChoice choice) {
    if (maxTokens < 0) {
      throw new UsageException("--max-tokens: expected a number from 1 on; got " + maxTokens);
    }
    if (!pad && padId == null) {
      return new Fitting(maxTokens, -1);
    }
    if (maxTokens == 0) {
      throw new UsageException("--pad fills units up to --max-tokens; give --max-tokens too");
    }
    if (padId != null && padId < 0) {
      throw new UsageException("--pad-id: expected an id from 0 on; got " + padId);
    }
    return new Fitting(
        maxTokens,
        padId != null
            ? padId
            : ownPadding(choice.tokenizer())
                .orElseThrow(() ->
                    new UsageException(
                        "--pad: "
                            + choice.given()
                            + " has no padding token; name an id with --pad-id")));
  }

  private static Optional<Integer> ownPadding(Tokenizer tokenizer) {
    AddedTokens specials = tokenizer.addedTokens();
    return PADDING_NAMES.stream().flatMap(name -> specials.id(name).stream()).findFirst();
  }

  boolean pads() {
    return padId >= 0;
  }

  /// The ids, cut and padded.
  int[] apply(int[] ids) {
    if (maxTokens == 0 || ids.length == maxTokens || (ids.length < maxTokens && !pads())) {
      return ids;
    }
    int[] fitted = Arrays.copyOf(ids, maxTokens);
    if (ids.length < maxTokens) {
      Arrays.fill(fitted, ids.length, maxTokens, padId);
    }
    return fitted;
  }
}
