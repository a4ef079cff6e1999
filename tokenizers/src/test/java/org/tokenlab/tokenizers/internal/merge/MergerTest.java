package org.tokenlab.tokenizers.internal.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenlab.tokenizers.TestSeed;
import org.tokenlab.tokenizers.Vocabulary;

final class MergerTest {
  @Test
  void scanAndQueueGiveTheSameSymbolsAndOrigins() {
    SplittableRandom random = TestSeed.random("merger");
    for (int round = 0; round < 200; round++) {
      int letters = 1 + random.nextInt(4);
      PairRanks ranks = new PairRanks(4);
      int[] merged = new int[30];
      for (int rank = 0; rank < merged.length; rank++) {
        ranks.put(random.nextInt(letters + rank), random.nextInt(letters + rank), rank);
        merged[rank] = letters + rank;
      }
      MergeTable table = MergeTable.ofMerges(ranks, merged, false);
      Merger scan = new Merger(table);
      Merger queue = Merger.byQueue(table);
      for (int i = 0; i < 20; i++) {
        int length = random.nextInt(Merger.LONGEST_SCANNED + 1);
        int[] symbols = random.ints(length, 0, letters).toArray();
        int[][] scanned = merge(scan, symbols);
        int[][] queued = merge(queue, symbols);
        assertArrayEquals(scanned[0], queued[0], TestSeed::replayLine);
        assertArrayEquals(scanned[1], queued[1], TestSeed::replayLine);
      }
    }
  }

  @Test
  void pairsThatAreSpelledMergeLikeListedOnes() {
    SplittableRandom random = TestSeed.random("spelling");
    for (int round = 0; round < 50; round++) {
      Set<String> tokens = new LinkedHashSet<>(List.of("a", "b", "c"));
      while (tokens.size() < 40) {
        StringBuilder token = new StringBuilder();
        for (int length = 2 + random.nextInt(5); length > 0; length--) {
          token.append((char) ('a' + random.nextInt(3)));
        }
        tokens.add(token.toString());
      }
      Vocabulary vocabulary =
          Vocabulary.of(
              tokens.stream()
                  .map(token -> token.getBytes(StandardCharsets.US_ASCII))
                  .toArray(byte[][]::new));
      Merger listed = new Merger(MergeTable.ofSymbols(new Concatenations(vocabulary).ranks()));
      Merger spelled = new Merger(MergeTable.ofSpelling(vocabulary));
      for (int i = 0; i < 20; i++) {
        int[] symbols = random.ints(random.nextInt(400), 0, 3).toArray();
        int[][] wanted = merge(listed, symbols);
        int[][] found = merge(spelled, symbols);
        assertArrayEquals(wanted[0], found[0], TestSeed::replayLine);
        assertArrayEquals(wanted[1], found[1], TestSeed::replayLine);
      }
    }
  }

  private static int[][] merge(Merger merger, int[] symbols) {
    System.arraycopy(symbols, 0, merger.room(symbols.length), 0, symbols.length);
    int plain = merger.merge(symbols.length);
    int[] without = Arrays.copyOf(merger.room(plain), plain);
    System.arraycopy(symbols, 0, merger.room(symbols.length), 0, symbols.length);
    int left = merger.mergeWithOrigins(symbols.length);
    int[] with = Arrays.copyOf(merger.room(left), left);
    assertArrayEquals(without, with);
    return new int[][] {with, Arrays.copyOf(merger.origins(), left)};
  }

  @Test
  void theLastRankOfAPairCounts() {
    PairRanks ranks = new PairRanks(1);
    ranks.put(1, 2, 3);
    ranks.put(1, 2, 9);
    ranks.put(1, 2, 5);
    assertEquals(5, ranks.get(1, 2));
    assertEquals(1, ranks.size());
    assertEquals(PairRanks.NONE, ranks.get(2, 1));
  }

  @Test
  void aFilterNeverDeniesAMember() {
    SplittableRandom random = TestSeed.random("bigrams");
    BigramFilter.Builder builder = new BigramFilter.Builder();
    int[] members = random.ints(6000, 0, 0x110000).toArray();
    for (int i = 0; i < members.length; i += 2) {
      builder.add(members[i], members[i + 1]);
    }
    builder.addAll("a🙂b");
    BigramFilter filter = builder.build();
    for (int i = 0; i < members.length; i += 2) {
      assertTrue(filter.mayContain(members[i], members[i + 1]), TestSeed::replayLine);
    }
    assertTrue(filter.mayContain('a', 0x1F642));
    assertTrue(filter.mayContain(0x1F642, 'b'));
    long wrong =
        random
            .ints(20_000, 0, 0x110000)
            .filter(left -> filter.mayContain(left, left ^ 0x55))
            .count();
    assertTrue(wrong < 2_000, () -> wrong + " of 20,000; " + TestSeed.replayLine());
    assertFalse(new BigramFilter.Builder().build().mayContain('a', 'b'));
  }

  @Test
  void aMapOfCodePointsKeepsWhatWasPut() {
    CodePointMap map = new CodePointMap(-1);
    map.put('a', 3);
    map.put(0x10FFFF, 4);
    assertEquals(3, map.get('a'));
    assertEquals(4, map.get(0x10FFFF));
    assertEquals(-1, map.get('b'));
    assertFalse(map.contains(0x10FFFE));
  }
}
