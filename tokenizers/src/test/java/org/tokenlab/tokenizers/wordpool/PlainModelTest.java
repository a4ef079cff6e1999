package org.tokenlab.tokenizers.wordpool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;

/// The plain model's windows and scores. That its forward pass is the engine's is tested in
/// training; that its layers are PyTorch's, by [WordPoolModelTest].
final class PlainModelTest {
  private static final WordRule RULE = WordRule.byId("gpt2");
  private static final PlainShape SHAPE = new PlainShape(8, 3, 10, new LayerStack(1, 2, 8));

  private static Map<String, Tensor> tensors(double scale) {
    SplittableRandom random = TestSeed.random("plain");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    SHAPE
        .tensors(256)
        .forEach((name, size) -> {
          float[] values = new float[(int) Tensor.size(size)];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian());
          }
          tensors.put(name, new Tensor(size, values));
        });
    return tensors;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void windowsEndWithWordsUnlessOneAloneIsTooLong() {
    // Words: a, " b", " c" | " d", " longer" | " e", " " of "f"…: at most 3 words, 10 units.
    WordBatch batch =
        WordBatch.of(
            RULE, WordUnits.bytes(), Integer.MAX_VALUE, text("a b c d longer evenlongest f"));
    assertArrayEquals(new int[] {0, 5, 14, 24, 28}, SHAPE.windows(batch));
    assertArrayEquals(
        new int[] {0},
        SHAPE.windows(WordBatch.of(RULE, WordUnits.bytes(), Integer.MAX_VALUE, new byte[0])));
  }

  @Test
  void earlierWordsDontDependOnLaterOnesNorOnOtherWindows() {
    PlainModel model = new PlainModel(RULE, WordUnits.bytes(), SHAPE, new Tensors(tensors(1)));
    double[] whole = model.score(model.batch(text("a b c d longer"))).bits();
    double[] shorter = model.score(model.batch(text("a b"))).bits();
    assertArrayEquals(shorter, Arrays.copyOf(whole, 2), 1e-5);
    double[] alone = model.score(model.batch(text(" d longer"))).bits();
    assertArrayEquals(alone, Arrays.copyOfRange(whole, 3, 5), 1e-5);
  }

  @Test
  void unitsHaveProbabilityOneTogether() {
    PlainModel model = new PlainModel(RULE, WordUnits.bytes(), SHAPE, new Tensors(tensors(1)));
    double sum = 0;
    for (int b = 0; b < 256; b++) {
      double[] bits = model.score(model.batch(new byte[] {(byte) b})).bits();
      sum += Math.pow(2, -bits[0]);
    }
    assertEquals(1, sum, 1e-4);
  }

  @Test
  void aWordIsRightOnlyIfItAlsoEnds() {
    // A model that always says one byte, whatever was before.
    for (String said : new String[] {"a", " "}) {
      Map<String, Tensor> tensors = tensors(0);
      float[] bias = new float[8];
      bias[0] = 1;
      tensors.put("main.norm.bias", new Tensor(new int[] {8}, bias));
      float[] head = new float[256 * 8];
      head[said.charAt(0) * 8] = 5;
      tensors.put("head.weight", new Tensor(new int[] {256, 8}, head));
      PlainModel model = new PlainModel(RULE, WordUnits.bytes(), SHAPE, new Tensors(tensors));
      boolean[] right = model.score(model.batch(text("aa aa"))).right();
      // After "aa" it says "a", and the word would go on.
      assertFalse(right[0], said);
      assertFalse(right[1], said);
    }
  }

  @Test
  void whatIsSaidBehindAWordMayBeginAnother() {
    // Says "b" first and then, at every later place, a comma: the word "b" ends there.
    Map<String, Tensor> tensors = tensors(0);
    float[] position = new float[10 * 8];
    position[0] = 4;
    for (int i = 1; i < 10; i++) {
      position[i * 8 + 1] = 4;
    }
    tensors.put("units.position", new Tensor(new int[] {10, 8}, position));
    float[] ones = new float[8];
    Arrays.fill(ones, 1);
    tensors.put("main.norm.weight", new Tensor(new int[] {8}, ones));
    float[] head = new float[256 * 8];
    head['b' * 8] = 5;
    head[',' * 8 + 1] = 5;
    tensors.put("head.weight", new Tensor(new int[] {256, 8}, head));
    PlainModel model = new PlainModel(RULE, WordUnits.bytes(), SHAPE, new Tensors(tensors));
    assertTrue(model.score(model.batch(text("b cat"))).right()[0]);
    assertFalse(model.score(model.batch(text("b, cat"))).right()[1]); // ",," is one word
    assertFalse(model.score(model.batch(text("bc"))).right()[0]);
  }

  @Test
  void weightsOfAnotherShapeAreNamed() {
    Map<String, Tensor> tensors = tensors(1);
    tensors.put("head.weight", new Tensor(new int[] {2, 8}, new float[16]));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PlainModel(RULE, WordUnits.bytes(), SHAPE, new Tensors(tensors)));
    assertTrue(String.valueOf(e.getMessage()).contains("head.weight"));
  }
}
