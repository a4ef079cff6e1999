package org.tokenlab.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Scales, swarms, label space, numbers and markup: what pictures are built from.
class DrawingPartsTest {
  @Test
  void dotsOfASwarmNeverOverlap() {
    Random random = new Random(StudyRows.seed());
    double[] x = new double[300];
    Arrays.setAll(x, i -> 400 + 80 * random.nextGaussian());
    x[1] = x[0];
    Arrays.sort(x);
    double[] y = Swarm.offsets(x, 10);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = Math.hypot(x[i] - x[j], y[i] - y[j]);
        assertTrue(distance >= 10 - 1e-6, i + " and " + j + ": " + distance);
      }
    }
  }

  @Test
  void aLoneDotStaysOnTheLine() {
    assertEquals(0, Swarm.offsets(new double[] {1, 50, 99}, 10)[1]);
  }

  @Test
  void takenSpaceIsNotGivenTwice() {
    LabelSpace space = new LabelSpace(0, 0, 100, 100);
    space.take(10, 10, 20, 20);
    assertFalse(space.tryTake(15, 15, 30, 30));
    assertTrue(space.tryTake(20, 20, 30, 30));
    assertFalse(space.tryTake(29, 29, 40, 40));
    assertFalse(space.tryTake(95, 50, 101, 60));
  }

  @Test
  void logarithmicTicksAreOneTwoFive() {
    assertEquals(List.of(0.5, 1.0, 2.0, 5.0, 10.0), Scale.logarithmic(0.4, 19.9, 0, 1).ticks(5));
  }

  @Test
  void linearTicksReachTheEnds() {
    assertEquals(List.of(0.0, 20.0, 40.0, 60.0), Scale.linear(0, 60, 0, 1).ticks(4));
  }

  @Test
  void scalesTurnEqualFactorsIntoEqualDistances() {
    Scale scale = Scale.logarithmic(1, 100, 10, 30);
    assertEquals(20, scale.at(10), 1e-9);
    assertEquals(5, Scale.linear(0, 2, 10, 0).at(1), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> Scale.logarithmic(0, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Scale.linear(1, 1, 0, 1));
  }

  @Test
  void numbersCarryTheirUnitAndAbsenceIsADash() {
    assertEquals("1.58×", Numbers.times(1.579));
    assertEquals("10.0×", Numbers.times(9.999));
    assertEquals("12,345", Numbers.count(12_345.4));
    assertEquals("–", Numbers.times(Double.NaN));
    assertEquals("–", Numbers.count(Double.POSITIVE_INFINITY));
    assertEquals("-0.3", Numbers.coordinate(-0.26));
    assertEquals("7", Numbers.coordinate(6.98));
    assertEquals("0", Numbers.coordinate(-0.01));
  }

  @Test
  void markupRefusesWhatIsNotClosed() {
    assertThrows(IllegalStateException.class, () -> new Markup().open("p").finish());
    assertThrows(IllegalArgumentException.class, () -> new Markup().leaf("br", "class"));
    assertThrows(
        IllegalArgumentException.class, () -> new Markup().verbatim("style", "a</style>b"));
  }

  @Test
  void markupEscapesTextAndAttributes() {
    assertEquals(
        "<p title=\"&quot;&#39;&lt;&amp;&gt;\">&lt;b&gt; \uFFFD\uFFFD 😀</p>",
        new Markup().element("p", "<b> \u0007\u2066 😀", "title", "\"'<&>").finish());
  }
}
