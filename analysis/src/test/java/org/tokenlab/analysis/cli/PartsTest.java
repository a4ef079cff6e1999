package org.tokenlab.analysis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.analysis.concurrent.InOrder;

/// The parts that commands share.
final class PartsTest {
  @TempDir Path folder;

  @Test
  void resultsComeInTheOrderOfTheWorkAndFewAreUnderWay() throws IOException {
    for (int threads : new int[] {1, 3, 8}) {
      Iterator<Integer> numbers = IntStream.range(0, 500).iterator();
      AtomicInteger underWay = new AtomicInteger();
      List<Integer> results = new ArrayList<>();
      InOrder.<Integer, Integer>run(
          () -> {
            underWay.incrementAndGet();
            return numbers.hasNext() ? numbers.next() : null;
          },
          n -> IntStream.range(0, (n * 37) % 1000).sum() >= 0 ? n : -1,
          n -> {
            assertTrue(underWay.getAndDecrement() <= 2 * threads + 1);
            results.add(n);
          },
          threads);
      assertEquals(IntStream.range(0, 500).boxed().toList(), results);
    }
  }

  @Test
  void theFirstExceptionEndsTheWork() {
    AtomicInteger begun = new AtomicInteger();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                InOrder.<Integer, Integer>run(
                    begun::incrementAndGet,
                    n -> {
                      if (n == 10) {
                        throw new IllegalStateException("at ten");
                      }
                      return n;
                    },
                    n -> {},
                    2));
    assertEquals("at ten", thrown.getMessage());
    assertTrue(begun.get() < 20);
  }

  @Test
  void tablesAlign() {
    TextTable table = new TextTable("lr");
    table.row("ab", "1");
    table.row("ü", "10");
    table.gap();
    table.row("", "7");
    assertEquals("ab   1\nü   10\n\n     7\n", table.toString());
    assertThrows(IllegalArgumentException.class, () -> table.row("a"));
  }

  @Test
  void cellsAreQuotedOnlyWhereNeeded() {
    assertEquals(
        "a,1,\"b,c\",\"d\"\"e\",\"f\ng\",\n", Separated.csv("a", 1, "b,c", "d\"e", "f\ng", ""));
    assertEquals("a\t1\tb c\n", Separated.tsv("a", 1, "b\tc"));
  }

  @Test
  void idsAreReadInAnyUsualSpelling() {
    assertEquals(List.of(1, 22, 333), ids("1 22\t333 "));
    assertEquals(List.of(1, 22), ids("[1, 22]"));
    assertEquals(List.of(), ids(""));
    assertEquals(List.of(Integer.MAX_VALUE), ids("2147483647"));
    for (String wrong : List.of("-1", "2147483648", "1.5", "a", "+7", "١")) {
      assertThrows(IllegalArgumentException.class, () -> IdLines.parse("1 " + wrong), wrong);
    }
  }

  private static List<Integer> ids(String line) {
    return IntStream.of(IdLines.parse(line)).boxed().toList();
  }
}
