package org.tokenlab.tokenizers.equalinfo;

import java.util.Arrays;
import org.tokenlab.tokenizers.internal.simd.FloatKernels;
import org.tokenlab.tokenizers.wordpool.Tensors;

/// A small neural network that predicts bytes (Bengio et al. 2003, "A Neural Probabilistic Language
/// Model"): vectors of the last k bytes since the reset, one hidden layer of rectified units, a
/// softmax. Run in plain Java; trained in `org.tokenlab.training.wordpool`.
///
/// **The same numbers everywhere.** Sums of floats have one order on scalar and vector kernels, the
/// exponential is [StrictMath]'s, and all else is IEEE 754 in Java's strict terms, so that what one
/// machine wrote another reads. The order: a byte's part of a hidden unit is the sum over its
/// vector, in order; parts are added to the bias, the nearest byte's first; a logit is the head's
/// bias and the sum over hidden units, in order.
///
/// The parts of all bytes at all places are made beforehand: `k × 257 × hidden` floats, 3.7 MB by
/// default. A byte then takes `(k + 256) × hidden` multiply-adds, about 20 µs.
///
/// Immutable and thread-safe.
public final class NeuralByteModel implements BytePredictor {
  private static final FloatKernels KERNELS = FloatKernels.best();
  private static final int BYTES = NeuralByteShape.NOTHING + 1;
  private static final int KEY_ORDER = 7; // nine bits each, in a long that is not negative
  private static final int KEY_BITS = 9;

  private final NeuralByteShape shape;
  private final Tensors tensors;
  private final int precision;
  private final float[] parts; // places × bytes × hidden
  private final float[] head; // hidden × 256

  /// A model from its weights.
  ///
  /// @param precision bits of a frequency, from 10 to 15
  /// @throws IllegalArgumentException for another precision, or if a tensor is missing or of
  ///   another shape
  public NeuralByteModel(NeuralByteShape shape, Tensors tensors, int precision) {
    if (precision < LEAST_PRECISION || precision > MOST_PRECISION) {
      throw new IllegalArgumentException(
          "a precision is from "
              + LEAST_PRECISION
              + " to "
              + MOST_PRECISION
              + " bits; got "
              + precision);
    }
    tensors.require(shape.tensors());
    this.shape = shape;
    this.tensors = tensors;
    this.precision = precision;
    int width = shape.width();
    int hidden = shape.hidden();
    float[] embedding = tensors.get("bytes.embedding").values();
    float[] weight = tensors.get("hidden.weight").values();
    parts = new float[Math.multiplyExact(shape.order() * BYTES, hidden)];
    float[] place = new float[width * hidden];
    for (int k = 0; k < shape.order(); k++) {
      for (int unit = 0; unit < hidden; unit++) {
        for (int i = 0; i < width; i++) {
          place[i * hidden + unit] = weight[(unit * shape.order() + k) * width + i];
        }
      }
      KERNELS.multiplyAdd(
          embedding,
          0,
          width,
          place,
          0,
          hidden,
          parts,
          k * BYTES * hidden,
          hidden,
          BYTES,
          width,
          hidden);
    }
    float[] rows = tensors.get("head.weight").values();
    head = new float[hidden * 256];
    for (int i = 0; i < rows.length; i++) {
      head[i % hidden * 256 + i / hidden] = rows[i];
    }
  }

  /// The sizes.
  public NeuralByteShape shape() {
    return shape;
  }

  /// The weights.
  public Tensors tensors() {
    return tensors;
  }

  @Override
  public int precision() {
    return precision;
  }

  @Override
  public Context newContext() {
    return new Walk();
  }

  /// The logits of the 256 bytes.
  ///
  /// @param last the bytes before, the nearest first, [NeuralByteShape#NOTHING] before the start:
  ///   as many as [NeuralByteShape#order]
  public float[] logits(int... last) {
    float[] logits = new float[256];
    logits(last, new float[shape.hidden()], logits);
    return logits;
  }

  private void logits(int[] last, float[] units, float[] logits) {
    int hidden = shape.hidden();
    System.arraycopy(tensors.get("hidden.bias").values(), 0, units, 0, hidden);
    for (int k = 0; k < shape.order(); k++) {
      KERNELS.add(parts, (k * BYTES + last[k]) * hidden, units, 0, hidden);
    }
    for (int i = 0; i < hidden; i++) {
      units[i] = Math.max(0, units[i]);
    }
    System.arraycopy(tensors.get("head.bias").values(), 0, logits, 0, 256);
    KERNELS.multiplyAdd(units, 0, hidden, head, 0, 256, logits, 0, 256, 1, hidden, 256);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NeuralByteModel model
        && precision == model.precision
        && shape.equals(model.shape)
        && shape.tensors().keySet().stream()
            .allMatch(name ->
                Arrays.equals(tensors.get(name).values(), model.tensors.get(name).values()));
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(tensors.get("head.bias").values());
  }

  /// The sizes and the number of weights.
  @Override
  public String toString() {
    return "neural, order " + shape.order() + ": " + shape.parameters() + " weights";
  }

  private final class Walk implements Context {
    private final int[] last = new int[shape.order()];
    private final float[] units = new float[shape.hidden()];
    private final float[] logits = new float[256];
    private final double[] probabilities = new double[256];

    Walk() {
      reset();
    }

    @Override
    public void reset() {
      Arrays.fill(last, NeuralByteShape.NOTHING);
    }

    @Override
    public void append(int value) {
      System.arraycopy(last, 0, last, 1, last.length - 1);
      last[0] = value;
    }

    @Override
    public long key() {
      if (last.length > KEY_ORDER) {
        return NO_KEY;
      }
      long key = 0;
      for (int value : last) {
        key = key << KEY_BITS | value;
      }
      return key;
    }

    @Override
    public void frequencies(int[] into) {
      NeuralByteModel.this.logits(last, units, logits);
      float largest = logits[0];
      for (float logit : logits) {
        largest = Math.max(largest, logit);
      }
      double sum = 0;
      for (int i = 0; i < 256; i++) {
        probabilities[i] = StrictMath.exp((double) logits[i] - largest);
        sum += probabilities[i];
      }
      for (int i = 0; i < 256; i++) {
        probabilities[i] /= sum;
      }
      Frequencies.share(probabilities, 1 << precision, into);
    }
  }
}
