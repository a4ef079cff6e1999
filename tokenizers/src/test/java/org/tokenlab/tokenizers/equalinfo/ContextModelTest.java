package org.tokenlab.tokenizers.equalinfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;

/// Frequencies against the definition.
final class ContextModelTest {
  /// The definition: contexts sought as strings, from the shortest on.
  private static int[] naive(ContextModel model, byte[] window) {
    double[] p = new double[256];
    Arrays.fill(p, 1.0 / 256);
    Map<String, Integer> suffixes = strings(model.suffixes(), true);
    Map<String, Integer> starts = strings(model.starts(), false);
    String text = new String(window, java.nio.charset.StandardCharsets.ISO_8859_1);
    for (int length = 0; length <= text.length(); length++) {
      refine(model.suffixes(), suffixes.get(text.substring(text.length() - length)), p);
    }
    refine(model.starts(), starts.get(text), p);
    int total = 1 << model.precision();
    int[] frequencies = new int[256];
    int best = 0;
    for (int i = 0; i < 256; i++) {
      frequencies[i] = 1 + (int) Math.floor(p[i] * (total - 256));
      best = frequencies[i] > frequencies[best] ? i : best;
    }
    frequencies[best] += total - IntStream.of(frequencies).sum();
    return frequencies;
  }

  private static void refine(ContextTree tree, Integer node, double[] p) {
    if (node == null) {
      return;
    }
    double left = 65_536;
    for (int i = tree.firstEntry(node); i < tree.firstEntry(node + 1); i++) {
      left -= tree.weight(i);
    }
    for (int i = 0; i < 256; i++) {
      p[i] = p[i] * (left / 65_536);
    }
    for (int i = tree.firstEntry(node); i < tree.firstEntry(node + 1); i++) {
      p[tree.symbol(i)] += tree.weight(i) / 65_536.0;
    }
  }

  private static Map<String, Integer> strings(ContextTree tree, boolean olderFirst) {
    String[] of = new String[tree.size()];
    Map<String, Integer> nodes = new HashMap<>();
    of[0] = "";
    nodes.put("", 0);
    for (int node = 0; node < tree.size(); node++) {
      for (int i = 0; i < tree.children(node); i++) {
        int child = tree.firstChild(node) + i;
        char label = (char) tree.label(child);
        of[child] = olderFirst ? label + of[node] : of[node] + label;
        nodes.put(of[child], child);
      }
    }
    return nodes;
  }

  @Test
  void frequenciesAreThoseOfTheDefinition() {
    SplittableRandom random = TestSeed.random("frequencies");
    int[] frequencies = new int[256];
    for (int round = 0; round < 60; round++) {
      ContextModel model = RandomPredictors.ofContexts(random);
      BytePredictor.Context context = model.newContext();
      Map<Long, int[]> byKey = new HashMap<>();
      byte[] window = new byte[0];
      for (int i = 0; i < 40; i++) {
        context.frequencies(frequencies);
        assertArrayEquals(naive(model, window), frequencies, TestSeed::replayLine);
        assertEquals(1 << model.precision(), IntStream.of(frequencies).sum());
        int[] before = byKey.putIfAbsent(context.key(), frequencies.clone());
        assertTrue(before == null || Arrays.equals(before, frequencies), TestSeed::replayLine);
        if (random.nextInt(8) == 0) {
          context.reset();
          window = new byte[0];
        } else {
          // Mostly a label, so that contexts are met.
          ContextTree tree = random.nextBoolean() ? model.suffixes() : model.starts();
          int value = tree.label(random.nextInt(tree.size()));
          context.append(value);
          window = Arrays.copyOf(window, window.length + 1);
          window[window.length - 1] = (byte) value;
        }
      }
    }
  }

  @Test
  void childrenAndParentsFindEachOther() {
    ContextTree tree = RandomPredictors.ofContexts(TestSeed.random("children")).suffixes();
    int found = 0;
    for (int node = 0; node < tree.size(); node++) {
      for (int label = 0; label < 256; label++) {
        int child = tree.child(node, label);
        if (child != ContextTree.NONE) {
          assertEquals(label, tree.label(child));
          assertEquals(node, tree.parent(child));
          found++;
        }
      }
    }
    assertEquals(tree.size() - 1, found, TestSeed::replayLine);
  }

  @Test
  void aTreeOutOfOrderIsRefused() {
    ContextTree.Builder tree = new ContextTree.Builder();
    assertThrows(IllegalStateException.class, tree::build);
    assertThrows(IllegalArgumentException.class, () -> tree.entry(0, 1));
    assertThrows(IllegalArgumentException.class, () -> tree.add(0, 5));
    tree.add(-1, 0);
    tree.add(0, 5);
    assertThrows(IllegalArgumentException.class, () -> tree.add(0, 5));
    assertThrows(IllegalArgumentException.class, () -> tree.add(2, 5));
    tree.add(1, 5);
    assertThrows(IllegalArgumentException.class, () -> tree.add(0, 6));
    tree.entry(7, 65_000);
    assertThrows(IllegalArgumentException.class, () -> tree.entry(7, 1));
    assertThrows(IllegalArgumentException.class, () -> tree.entry(8, 536));
    assertThrows(IllegalArgumentException.class, () -> tree.entry(8, 0));
    tree.entry(8, 535);
    assertEquals(2, tree.build().depth());
  }
}
