package org.tokenlab.tokenizers.wordpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ModelCostTest {
  private static final LayerStack TWO = new LayerStack(2, 2, 32);
  private static final LayerStack THREE = new LayerStack(3, 2, 16);
  private static final WordPoolShape SHAPE = new WordPoolShape(2, 8, 6, 4, TWO, THREE, TWO);
  private static final byte[] TEXT = "a bb a bb unbelievable".getBytes(StandardCharsets.UTF_8);

  @Test
  void aWordPooledModelCostsWhatItsSequencesCost() {
    WordBatch batch = WordBatch.of(WordRule.byId("gpt2"), WordUnits.bytes(), 6, TEXT);
    // Rows: a, " bb", " a", " bb", " unbel", "ievabl", "e"; the second and fourth are one.
    ModelCost cost = ModelCost.wordPooled(SHAPE, batch, true);
    double encoder = 0;
    for (int length : new int[] {3, 5, 4, 9, 9, 3}) {
      encoder += 2 * (length * (4.0 * 64 + 2 * 8 * 32) + 2.0 * 8 * length * length);
    }
    assertEquals(encoder, cost.encoder().multiplyAdds(), 1e-6);
    double main = 3 * (14 * (4.0 * 64 + 2 * 8 * 16) + 2.0 * 8 * (8 * 8 + 6 * 6));
    assertEquals(main, cost.main().multiplyAdds(), 1e-6);
    double decoder = 0;
    for (int length : new int[] {3, 5, 4, 5, 8, 8, 3}) {
      decoder += 2 * (length * (4.0 * 64 + 2 * 8 * 32) + 2.0 * 8 * length * length);
      decoder += (length - 1) * 8.0 * 258;
    }
    assertEquals(decoder, cost.decoder().multiplyAdds(), 1e-6);
    assertEquals(14, cost.positions());
    double all = ModelCost.wordPooled(SHAPE, batch, false).encoder().multiplyAdds();
    assertEquals(2 * (5 * (4.0 * 64 + 2 * 8 * 32) + 2.0 * 8 * 25), all - encoder, 1e-6);
  }

  @Test
  void parametersAreThoseOfTheModelsTensors() {
    WordBatch batch = WordBatch.of(WordRule.byId("gpt2"), WordUnits.bytes(), 6, TEXT);
    assertEquals(
        SHAPE.parameters(256), ModelCost.wordPooled(SHAPE, batch, true).total().parameters());
  }

  @Test
  void aPlainModelCostsItsWindowsAndItsHead() {
    ModelCost cost = ModelCost.plain("bytes", THREE, 8, 256, 10, 4);
    double main = 3 * (10 * (4.0 * 64 + 2 * 8 * 16) + 2.0 * 8 * (16 + 16 + 4));
    assertEquals(main, cost.main().multiplyAdds(), 1e-6);
    assertEquals(10.0 * 8 * 256, cost.decoder().multiplyAdds(), 1e-6);
    assertEquals(0, cost.encoder().multiplyAdds(), 0);
  }

  @Test
  void aBatchForOtherRowsIsRefused() {
    WordBatch batch = WordBatch.of(WordRule.byId("gpt2"), WordUnits.bytes(), 7, TEXT);
    assertThrows(IllegalArgumentException.class, () -> ModelCost.wordPooled(SHAPE, batch, true));
  }
}
