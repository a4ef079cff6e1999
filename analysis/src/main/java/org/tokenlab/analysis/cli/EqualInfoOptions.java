package org.tokenlab.analysis.cli;

import java.util.List;
import org.tokenlab.training.equalinfo.EqualInfoTrainer;
import picocli.CommandLine.Option;

/// What `train equalinfo` takes beyond what all kinds do.
final class EqualInfoOptions {
  @Option(
      names = "--window-bits",
      paramLabel = "BITS",
      defaultValue = "16",
      description =
          "equalinfo: bits of a window, a multiple of a token's 8 or 16. Default: ${DEFAULT-VALUE}.")
  private int window = 16;

  @Option(
      names = "--order",
      paramLabel = "BYTES",
      defaultValue = "7",
      description =
          "equalinfo: longest context of the model of bytes, 0 to 250. Default: ${DEFAULT-VALUE}.")
  private int order = 7;

  @Option(
      names = "--min-gain",
      paramLabel = "BITS",
      defaultValue = "8",
      description = {
        "equalinfo: bits that a context must save in the text to be kept; more makes a smaller",
        "model. Default: ${DEFAULT-VALUE}."
      })
  private double gain = 8;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "equalinfo: how often windows are cut to learn how they begin. Default: ${DEFAULT-VALUE}.")
  private int rounds = 2;

  @Option(
      names = "--text-limit",
      paramLabel = "BYTES",
      defaultValue = "268435456",
      description = {
        "equalinfo: most text to train on; of more, texts are taken evenly. Takes six times as much",
        "memory. Default: ${DEFAULT-VALUE}."
      })
  private int textLimit = 1 << 28;

  @Option(
      names = "--neural",
      description = {
        "equalinfo: bytes are predicted by a small neural network instead of counted contexts. It takes --steps, --batch (of 256",
        "bytes), --learning-rate, --check-every, --seed and --device, and DJL's PyTorch engine, which is fetched then."
      })
  private boolean neural;

  /// Whether the model of bytes is a neural one.
  boolean neural() {
    return neural;
  }

  /// Bits of a window.
  int windowBits() {
    return window;
  }

  /// Bits of a token.
  ///
  /// @param size of the vocabulary
  static int tokenBits(int size) {
    return switch (size) {
      case 256 -> 8;
      case 65_536 -> 16;
      default -> throw new UsageException("train equalinfo: expected -v 256 or 65536; got " + size);
    };
  }

  EqualInfoTrainer trainer(int size, List<String> special, boolean lines, int threads) {
    return EqualInfoTrainer.builder(window, tokenBits(size))
        .order(order)
        .minimumGain(gain)
        .rounds(rounds)
        .textLimit(textLimit)
        .lines(lines)
        .specialTokens(special)
        .threads(threads)
        .build();
  }
}
