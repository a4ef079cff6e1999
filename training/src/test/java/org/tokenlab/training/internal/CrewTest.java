package org.tokenlab.training.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CrewTest {
  @Test
  void everyTaskIsDoneOnceAndSeenByTheOwner() {
    for (int size = 1; size <= 4; size++) {
      try (Crew crew = new Crew(size)) {
        assertEquals(size, crew.size());
        int[] done = new int[9]; // no atomics: the job's end must show them
        for (int job = 1; job <= 3000; job++) {
          int tasks = job % 10;
          crew.run(tasks, number -> done[number]++);
          if (job % 1000 == 0) {
            LockSupport.parkNanos(20_000_000); // the others go to sleep meanwhile
          }
        }
        int[] expected = new int[9];
        for (int job = 1; job <= 3000; job++) {
          for (int i = 0; i < job % 10; i++) {
            expected[i]++;
          }
        }
        assertArrayEquals(expected, done);
      }
    }
  }

  @Test
  void theOwnerHearsOfAFailureWhenAllIsDone() {
    try (Crew crew = new Crew(2)) {
      for (int round = 0; round < 100; round++) {
        AtomicInteger done = new AtomicInteger();
        int bad = round % 8;
        IllegalStateException e =
            assertThrows(
                IllegalStateException.class,
                () ->
                    crew.run(
                        8,
                        number -> {
                          done.getAndIncrement();
                          if (number == bad) {
                            throw new IllegalStateException("no. " + number);
                          }
                        }));
        assertEquals("no. " + bad, e.getMessage());
        assertEquals(8, done.get());
      }
    }
  }
}
