package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenlab.training.BpeTrainer;
import org.tokenlab.training.Trainer;
import org.tokenlab.training.TrainingCheckpoint;
import org.tokenlab.training.TrainingListener;
import org.tokenlab.training.TrainingResult;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.WordTrainer;
import org.tokenlab.training.superword.BoundlessBpeTrainer;
import org.tokenlab.training.superword.SuperBpeTrainer;
import org.tokenlab.training.unigram.UnigramTrainer;
import picocli.CommandLine.Option;

/// From where `train` goes on when it is begun again.
final class CheckpointOption {
  static final String KINDS =
      "--checkpoint: for bpe without a --mode, unigram, superbpe and boundlessbpe only";

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = {
        "bpe (without a --mode), unigram, superbpe, boundlessbpe: leaves in this folder, about twice a minute, what has been",
        "done; the same command, begun again after it was stopped, goes on from there and ends with the same model. A",
        "checkpoint of other settings or of inputs that have changed is refused. Delete the folder when the model is there;",
        "with a larger -v bpe goes on from it, too, and superbpe with another --transition takes over what can be shared."
      })
  private @Nullable String folder;

  boolean isGiven() {
    return folder != null;
  }

  /// Checks that this can be done.
  void require(Trainer<?> trainer, List<String> inputs) {
    if (folder == null) {
      return;
    }
    if (!(trainer instanceof BpeTrainer
        || trainer instanceof UnigramTrainer
        || trainer instanceof SuperBpeTrainer
        || trainer instanceof BoundlessBpeTrainer)) {
      throw new UsageException(KINDS);
    }
    if (inputs.contains("-")) {
      throw new UsageException(
          "--checkpoint: standard input (-) can't be told from another; give files");
    }
  }

  /// Checks that words may be trained on.
  void requireForWords(Trainer<?> trainer) {
    if (folder != null && !(trainer instanceof BpeTrainer)) {
      throw new UsageException(
          "--checkpoint with --from-counts, --weights or --balance: for bpe without a --mode only");
    }
  }

  /// Trains on words, with a checkpoint if there is to be one.
  ///
  /// @param reading how inputs are read
  TrainingResult<?> train(
      WordTrainer<?> trainer,
      WordCounts words,
      List<String> inputs,
      String reading,
      TrainingListener listener)
      throws IOException {
    if (folder == null) {
      return trainer.train(words, listener);
    }
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(Inputs.path(folder), corpus(inputs, reading));
    return ((BpeTrainer) trainer).train(words, checkpoint, listener);
  }

  /// Trains on texts, with a checkpoint if there is to be one.
  ///
  /// @param reading how inputs are read
  TrainingResult<?> train(
      Trainer<?> trainer,
      DocumentBlocks texts,
      List<String> inputs,
      String reading,
      TrainingListener listener)
      throws IOException {
    if (folder == null) {
      return trainer.train(texts, listener);
    }
    TrainingCheckpoint checkpoint =
        new TrainingCheckpoint(Inputs.path(folder), corpus(inputs, reading));
    return switch (trainer) {
      case BpeTrainer bpe -> bpe.train(texts, checkpoint, listener);
      case UnigramTrainer unigram -> unigram.train(texts, checkpoint, listener);
      case SuperBpeTrainer superBpe -> superBpe.train(texts, checkpoint, listener);
      case BoundlessBpeTrainer boundlessBpe -> boundlessBpe.train(texts, checkpoint, listener);
      default -> throw new AssertionError(trainer);
    };
  }

  /// Names, sizes and times of all files, of which there may be many: their number, their bytes,
  /// and a sum.
  private static String corpus(List<String> inputs, String reading) throws IOException {
    MessageDigest sum = sha256();
    long[] files = new long[2];
    for (String input : inputs) {
      try (Stream<Path> found = Files.walk(Inputs.path(input).toAbsolutePath())) {
        for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
          BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
          files[0]++;
          files[1] += about.size();
          sum.update(
              (file + "\n" + about.size() + " " + about.lastModifiedTime() + "\n")
                  .getBytes(StandardCharsets.UTF_8));
        }
      } catch (UncheckedIOException e) {
        throw new IOException(e.getCause());
      }
    }
    return "%d files, %d bytes, sum %s, read by %s"
        .formatted(files[0], files[1], HexFormat.of().formatHex(sum.digest(), 0, 8), reading);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has it
    }
  }
}
