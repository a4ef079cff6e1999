package org.tokenlab.analysis.length;

import java.util.Arrays;
import java.util.OptionalDouble;

/// What padding with a cycle of distinct tokens costs and changes ("Rainbow Padding", Kim et al.
/// 2025, for diffusion language models; seven tokens are enough there).
///
/// After a response comes one end-of-text token, then the cycle's tokens in order, over and over,
/// each response starting with the first of them, up to the context's end. Padding with end-of-text
/// alone makes that token the most frequent of all, and a model ends early; the cycle divides its
/// share. The price is the cycle's embeddings, and a few more logits at each position.
///
/// @param tokens of all responses, end-of-text tokens and padding not included
/// @param ends end-of-text tokens that end a response: none where it fills its context
/// @param padding positions filled by the cycle
/// @param mostFrequent occurrences of the cycle's first token, the most frequent
/// @param cycle number of distinct padding tokens
public record RainbowPadding(long tokens, long ends, long padding, long mostFrequent, int cycle) {
  /// Counts for responses that each have a context.
  ///
  /// @param contextLength positions for each response, at least 1
  /// @param cycle distinct padding tokens, at least 1
  /// @param lengths of the responses in tokens, 0 to `contextLength`
  /// @throws IllegalArgumentException for an argument out of range
  public static RainbowPadding of(int contextLength, int cycle, int... lengths) {
    if (contextLength < 1 || cycle < 1) {
      throw new IllegalArgumentException(
          "a context and a cycle of 1 token and more wanted; got: "
              + contextLength
              + " and "
              + cycle);
    }
    long ends = 0;
    long padding = 0;
    long most = 0;
    for (int length : lengths) {
      if (length < 0 || length > contextLength) {
        throw new IllegalArgumentException(
            "a response of 0 to " + contextLength + " tokens wanted; got: " + length);
      }
      if (length < contextLength) {
        ends++;
        int filled = contextLength - length - 1;
        padding += filled;
        most += (filled + cycle - 1) / cycle;
      }
    }
    return new RainbowPadding(
        Arrays.stream(lengths).asLongStream().sum(), ends, padding, most, cycle);
  }

  /// Share of all positions that end-of-text would have if it were the padding, too; empty without
  /// positions.
  public OptionalDouble endShareWithoutCycle() {
    return share(ends + padding);
  }

  /// Largest share of all positions that end-of-text or a token of the cycle has; empty without
  /// positions.
  public OptionalDouble largestShare() {
    return share(Math.max(ends, mostFrequent));
  }

  private OptionalDouble share(long part) {
    long all = tokens + ends + padding;
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / all);
  }

  /// Parameters that the cycle adds: a row of embeddings for each token, and a row of the output
  /// layer if that is not tied to them.
  ///
  /// @param width of the embeddings, at least 1
  public long addedParameters(int width, boolean tied) {
    if (width < 1) {
      throw new IllegalArgumentException("a width of 1 and more wanted; got: " + width);
    }
    return (tied ? 1L : 2L) * cycle * width;
  }
}
