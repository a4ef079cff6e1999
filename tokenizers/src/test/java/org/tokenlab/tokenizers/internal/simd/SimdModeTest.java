package org.tokenlab.tokenizers.internal.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.Test;

/// Each run of the test suite has the mode that the build gave it the name of (`-Dtests.simd`), so
/// that four green runs are four modes tested and not one mode four times.
class SimdModeTest {
  private static final String MODE = System.getProperty("tests.simd", "");
  private static final boolean X86 = System.getProperty("os.arch").matches("amd64|x86_64");

  @Test
  void theSuiteRunsInTheModeThatTheBuildNames() {
    assumeTrue(!MODE.isEmpty(), "no -Dtests.simd: not run by the build");
    assertEquals(expectedName(), Simd.implementationName());
  }

  private static String expectedName() {
    return switch (MODE) {
      case "scalar" -> new ScalarKernels().name();
      case "128", "256", "512" -> {
        int width = VectorShape.preferredShape().vectorBitSize();
        int named = Integer.parseInt(MODE);
        // Not every processor has 512 bits, nor any but x86 a sure 256: such a run repeats a
        // narrower one, never a
        // wider.
        boolean sure = MODE.equals("128") || (MODE.equals("256") && X86);
        assertTrue(sure ? width == named : width <= named, () -> "vectors of " + width + " bits");
        yield "vector, " + width + " bits";
      }
      default -> throw new AssertionError("-Dtests.simd must be scalar, 128, 256 or 512: " + MODE);
    };
  }

  @Test
  void scalarIsHadByAskingInEveryMode() {
    assertEquals("scalar", Simd.choose("scalar").name());
  }

  @Test
  void vectorIsHadByAskingOrRefusedWithTheFlagThatIsMissing() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      assertTrue(Simd.choose("vector").name().startsWith("vector"));
    } else {
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> Simd.choose("vector"));
      assertTrue(
          refusal.getMessage().contains("--add-modules jdk.incubator.vector"),
          refusal.getMessage());
    }
  }

  @Test
  void anUnknownModeIsRefusedByName() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Simd.choose("avx"));
    assertTrue(refusal.getMessage().contains("avx"), refusal.getMessage());
  }
}
