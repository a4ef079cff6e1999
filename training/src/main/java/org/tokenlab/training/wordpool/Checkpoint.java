package org.tokenlab.training.wordpool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.tokenizers.io.SafeTensors;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

/// All that a training run needs to go on as if it had never stopped; kept in one file of tensors,
/// which appears whole or not at all.
///
/// @param step steps done
/// @param weights all weights
/// @param first AdamW's first moments
/// @param second its second moments
/// @param best the weights that were best on the held-out text
/// @param bestStep after how many steps
/// @param bestBits their bits per byte
/// @param worse looks at the held-out text since then
@SuppressWarnings("ArrayRecordComponent") // weights, millions of them
record Checkpoint(
    int step,
    float[] weights,
    float[] first,
    float[] second,
    float[] best,
    int bestStep,
    float bestBits,
    int worse) {
  private static final String FINGERPRINT = "fingerprint";
  private static final String STATE = "state";

  /// Reads one, if there is one.
  ///
  /// @param fingerprint what the run is: [#fingerprint]
  /// @throws IOException if the file is damaged or of another run
  static Optional<Checkpoint> read(Path file, float[] fingerprint) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Tensors tensors = SafeTensors.read(file);
    try {
      if (!Arrays.equals(tensors.get(FINGERPRINT).values(), fingerprint)) {
        throw new IOException(
            file
                + ": the checkpoint of a training with other settings, or on another text; remove"
                + " it to begin anew");
      }
      float[] state = tensors.get(STATE).values();
      return Optional.of(
          new Checkpoint(
              (int) state[0],
              tensors.get("weights").values(),
              tensors.get("first").values(),
              tensors.get("second").values(),
              tensors.get("best").values(),
              (int) state[1],
              state[2],
              (int) state[3]));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": no checkpoint: " + e.getMessage(), e);
    }
  }

  /// Writes it.
  void write(Path file, float[] fingerprint) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(FINGERPRINT, vector(fingerprint));
    tensors.put(STATE, vector(new float[] {step, bestStep, bestBits, worse}));
    tensors.put("weights", vector(weights));
    tensors.put("first", vector(first));
    tensors.put("second", vector(second));
    tensors.put("best", vector(best));
    SafeTensors.write(new Tensors(tensors), file);
  }

  private static Tensor vector(float[] values) {
    return new Tensor(new int[] {values.length}, values);
  }

  /// A digest of what makes a run what it is, as whole numbers that floats hold exactly.
  static float[] fingerprint(String settings, byte[] text, byte[] heldOut) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(settings.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      sha256.update(text);
      sha256.update((byte) 0);
      byte[] digest = sha256.digest(heldOut);
      float[] numbers = new float[digest.length];
      for (int i = 0; i < digest.length; i++) {
        numbers[i] = digest[i] & 0xFF;
      }
      return numbers;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
