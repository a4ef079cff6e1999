package org.tokenlab.training.unigram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tokenlab.training.TestSeed;

/// Nodes found by sorting against those found by looking at every substring.
class RepeatedStringsTest {
  private static final int MAX_LENGTH = 5;
  private static final List<String> LETTERS = List.of("a", "b", "b", "é", "è", "中", "串", "😀");

  @Test
  void nodesAreTheStringsThatDifferentBytesFollow() {
    Random random = TestSeed.random("nodes");
    for (int round = 0; round < 300; round++) {
      byte[] text = text(random, 1 + random.nextInt(12), 1 + random.nextInt(30));
      assertEquals(naive(text), found(text, 1 + random.nextInt(3)), () -> Arrays.toString(text));
    }
  }

  @Test
  void oneLetterOverAndOverIsNoTrouble() {
    byte[] text = ("a".repeat(20_000) + "\0").getBytes(StandardCharsets.UTF_8);
    Map<String, Long> nodes = found(text, 2);
    for (int length = 2; length <= MAX_LENGTH; length++) {
      assertEquals(20_000L - length + 1, nodes.get("a".repeat(length)));
    }
  }

  private static byte[] text(Random random, int sentences, int letters) {
    StringBuilder text = new StringBuilder();
    for (int s = 0; s < sentences; s++) {
      text.append('▁');
      for (int i = random.nextInt(letters); i >= 0; i--) {
        text.append(LETTERS.get(random.nextInt(LETTERS.size())));
      }
      text.append('\0');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Long> found(byte[] text, int threads) {
    byte[] padded = Arrays.copyOf(text, text.length + RepeatedStrings.PADDING);
    RepeatedStrings strings =
        new RepeatedStrings(
            padded, text.length, new RepeatedStrings.Limits(MAX_LENGTH, /* stopsAtZero= */ false));
    Map<String, Long> nodes = new TreeMap<>();
    List<Map<String, Long>> parts =
        strings.forEachBucket(
            threads,
            TreeMap::new,
            (part, suffixes, size, common) ->
                new StringNodes()
                    .scan(
                        size,
                        common,
                        (from, to, depth, parentDepth, carried) -> {
                          put(part, padded, suffixes[from], depth, to - from);
                          return 0;
                        }));
    parts.forEach(nodes::putAll);
    return nodes;
  }

  private static void put(Map<String, Long> nodes, byte[] text, int start, int length, long count) {
    int inside = text[start + length - 1] == 0 ? length - 1 : length;
    if (inside < 2 || (text[start + length] & 0xC0) == 0x80) {
      return; // one byte is no string, and nor is what ends within a character
    }
    String node = new String(text, start, length, StandardCharsets.UTF_8);
    String inner = node.endsWith("\0") ? node.substring(0, node.length() - 1) : node;
    if (inner.indexOf('\0') < 0
        && inner.lastIndexOf('▁') <= 0
        && inner.codePointCount(0, inner.length()) <= MAX_LENGTH) {
      nodes.put(node, count);
    }
  }

  private static Map<String, Long> naive(byte[] text) {
    byte[] padded = Arrays.copyOf(text, text.length + 1);
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Set<Integer>> following = new TreeMap<>();
    for (int start = 0; start < text.length; start++) {
      if (text[start] == 0 || (text[start] & 0xC0) == 0x80) {
        continue;
      }
      for (int end = start + 1; end <= Math.min(text.length, start + 30); end++) {
        String string = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
        counts.merge(string, 1L, Long::sum);
        following
            .computeIfAbsent(string, s -> new HashSet<>())
            .add(end < text.length ? text[end] & 0xFF : -1);
      }
    }
    Map<String, Long> nodes = new TreeMap<>();
    for (int start = 0; start < text.length; start++) {
      for (int end = start + 1; end <= Math.min(text.length, start + 30); end++) {
        String string = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
        if (following.getOrDefault(string, Set.of()).size() > 1) {
          put(nodes, padded, start, end - start, counts.get(string));
        }
      }
    }
    return nodes;
  }
}
