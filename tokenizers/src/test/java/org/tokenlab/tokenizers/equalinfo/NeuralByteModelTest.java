package org.tokenlab.tokenizers.equalinfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

/// The neural model of bytes, in this process's mode (scalar, 128, 256 or 512 bits), against plain
/// loops in the documented order: every frequency is the same.
final class NeuralByteModelTest {
  @Test
  void frequenciesAreThoseOfPlainLoops() {
    SplittableRandom random = TestSeed.random("plain");
    for (int round = 0; round < 40; round++) {
      NeuralByteModel model = RandomPredictors.ofNeurons(random);
      BytePredictor.Context context = model.newContext();
      int[] found = new int[256];
      int[] last = new int[model.shape().order()];
      Arrays.fill(last, NeuralByteShape.NOTHING);
      for (int i = 0; i < 20; i++) {
        context.frequencies(found);
        assertArrayEquals(plain(model, last), found, TestSeed::replayLine);
        assertEquals(1 << model.precision(), Arrays.stream(found).sum());
        if (random.nextInt(8) == 0) {
          context.reset();
          Arrays.fill(last, NeuralByteShape.NOTHING);
        } else {
          int value = random.nextInt(256);
          context.append(value);
          System.arraycopy(last, 0, last, 1, last.length - 1);
          last[0] = value;
        }
      }
    }
  }

  private static int[] plain(NeuralByteModel model, int[] last) {
    NeuralByteShape shape = model.shape();
    float[] embedding = model.tensors().get("bytes.embedding").values();
    float[] weight = model.tensors().get("hidden.weight").values();
    float[] units = model.tensors().get("hidden.bias").values().clone();
    for (int unit = 0; unit < units.length; unit++) {
      for (int k = 0; k < last.length; k++) {
        float part = 0;
        for (int i = 0; i < shape.width(); i++) {
          part +=
              embedding[last[k] * shape.width() + i]
                  * weight[(unit * last.length + k) * shape.width() + i];
        }
        units[unit] += part;
      }
      units[unit] = units[unit] > 0 ? units[unit] : 0;
    }
    float[] head = model.tensors().get("head.weight").values();
    float[] logits = model.tensors().get("head.bias").values().clone();
    float largest = Float.NEGATIVE_INFINITY;
    for (int value = 0; value < 256; value++) {
      for (int unit = 0; unit < units.length; unit++) {
        logits[value] += units[unit] * head[value * units.length + unit];
      }
      largest = Math.max(largest, logits[value]);
    }
    assertArrayEquals(logits, model.logits(last), TestSeed::replayLine);
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp((double) logit - largest);
    }
    int total = 1 << model.precision();
    int[] frequencies = new int[256];
    int likeliest = 0;
    int left = total;
    for (int value = 0; value < 256; value++) {
      double probability = StrictMath.exp((double) logits[value] - largest) / sum;
      frequencies[value] = 1 + (int) Math.floor(probability * (total - 256));
      left -= frequencies[value];
      likeliest = frequencies[value] > frequencies[likeliest] ? value : likeliest;
    }
    frequencies[likeliest] += left;
    return frequencies;
  }

  @Test
  void textComesBackFromWindowsOfEverySize() {
    SplittableRandom random = TestSeed.random("windows");
    byte[] text = new byte[2_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextInt(9) == 0 ? random.nextInt() : 'a' + random.nextInt(3));
    }
    NeuralByteModel model = RandomPredictors.ofNeurons(random);
    for (int bits : new int[] {16, 32, 64, 128}) {
      Tokenizer tokenizer = new EqualInfoModel(model, bits, 16).tokenizer("x");
      assertArrayEquals(
          text, tokenizer.decodeToBytes(tokenizer.encodeOrdinary(text)), TestSeed::replayLine);
    }
  }

  @Test
  void aKeyIsOnePlaces() {
    SplittableRandom random = TestSeed.random("keys");
    NeuralByteModel model = neurons(random, new NeuralByteShape(3, 2, 4));
    BytePredictor.Context context = model.newContext();
    Map<Long, String> places = new HashMap<>();
    String place = "";
    for (int i = 0; i < 2_000; i++) {
      String last = place.substring(Math.max(0, place.length() - 3));
      assertEquals(last, places.computeIfAbsent(context.key(), k -> last), TestSeed::replayLine);
      assertTrue(context.key() >= 0);
      if (random.nextInt(5) == 0) {
        context.reset();
        place = "";
      } else {
        char value = (char) (random.nextInt(3) * 127);
        context.append(value);
        place += value;
      }
    }
    BytePredictor.Context longer = neurons(random, new NeuralByteShape(8, 1, 1)).newContext();
    assertEquals(BytePredictor.Context.NO_KEY, longer.key());
  }

  private static NeuralByteModel neurons(SplittableRandom random, NeuralByteShape shape) {
    return RandomPredictors.ofNeurons(random, shape, 12);
  }

  @Test
  void hugeWeightsStillShareEverythingOut() {
    NeuralByteShape shape = new NeuralByteShape(1, 2, 3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shape
        .tensors()
        .forEach((name, size) -> {
          float[] values = new float[(int) Tensor.size(size)];
          Arrays.fill(values, Float.MAX_VALUE);
          tensors.put(name, new Tensor(size, values));
        });
    BytePredictor.Context context =
        new NeuralByteModel(shape, new Tensors(tensors), 10).newContext();
    int[] frequencies = new int[256];
    context.frequencies(frequencies);
    assertEquals(1 << 10, Arrays.stream(frequencies).sum());
    assertTrue(Arrays.stream(frequencies).min().orElse(0) >= 1);
  }

  @Test
  void whatIsOutOfRangeOrOfAnotherShapeIsRefused() {
    SplittableRandom random = TestSeed.random("refused");
    NeuralByteModel model = neurons(random, new NeuralByteShape(2, 3, 4));
    assertThrows(IllegalArgumentException.class, () -> new NeuralByteShape(0, 3, 4));
    assertThrows(IllegalArgumentException.class, () -> new NeuralByteShape(33, 3, 4));
    assertThrows(
        IllegalArgumentException.class,
        () -> new NeuralByteModel(model.shape(), model.tensors(), 16));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new NeuralByteModel(new NeuralByteShape(2, 3, 5), model.tensors(), 12));
    assertTrue(String.valueOf(e.getMessage()).contains("hidden.weight"), e::getMessage);
    assertEquals(model, new NeuralByteModel(model.shape(), model.tensors(), 12));
    assertNotEquals(model, new NeuralByteModel(model.shape(), model.tensors(), 13));
  }
}
