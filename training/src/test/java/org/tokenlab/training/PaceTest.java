package org.tokenlab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tokenlab.training.TrainingListener.Phase;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void thePaceIsThatOfTheLastSeconds() {
    long[] now = {-7 * SECOND};
    Pace pace = new Pace(() -> now[0]);
    assertEquals(OptionalDouble.empty(), pace.perSecond());
    pace.mark(0);
    assertEquals(OptionalDouble.empty(), pace.perSecond());
    for (int second = 1; second <= 10; second++) {
      now[0] += SECOND;
      pace.mark(second * 10L);
    }
    assertEquals(10, pace.perSecond().orElseThrow());
    assertEquals(Optional.of(Duration.ofSeconds(20)), pace.left(300));
    assertEquals(Optional.of(Duration.ZERO), pace.left(50));
    assertEquals(Optional.empty(), pace.left(-1));
    for (int second = 1; second <= 6; second++) { // five times as fast from here on
      now[0] += SECOND;
      pace.mark(100 + second * 50L);
    }
    assertEquals(50, pace.perSecond().orElseThrow());
    now[0] += 60 * SECOND;
    pace.mark(400); // it stands still
    now[0] += SECOND;
    pace.mark(400);
    assertEquals(Optional.empty(), pace.left(500));
    pace.mark(3); // other work
    assertEquals(OptionalDouble.empty(), pace.perSecond());
  }

  @Test
  void aTrainingRunTellsItsPhasesInOrderAndEndsEachAtItsTotal() {
    List<TrainingProgress> heard = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      texts.add("word" + i + " another" + i % 700);
    }
    BpeTrainer.builder(1_000).build().train(texts.iterator(), TrainingListener.timed(heard::add));
    List<Phase> phases = heard.stream().map(TrainingProgress::phase).distinct().toList();
    assertEquals(List.of(Phase.COUNTING, Phase.INDEXING, Phase.MERGING), phases);
    TrainingProgress last = heard.getLast();
    assertEquals(1_000, last.done());
    assertEquals(1_000, last.total());
    for (TrainingProgress progress : heard) {
      assertTrue(progress.done() <= progress.total() || progress.total() < 0, progress::toString);
      assertTrue(progress.perSecond().orElse(0) >= 0, progress::toString);
    }
  }
}
