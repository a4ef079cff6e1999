package org.tokenlab.corpora.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// More phrases of the corpus's kinds, from stems that are not held out.
final class TrainingText {
  private static final List<Phrase> PHRASES = phrases();

  private TrainingText() {}

  private static List<Phrase> phrases() {
    List<Phrase> phrases = new ArrayList<>(Inventory.phrases());
    phrases.addAll(Inventory.lists(4_000, 3));
    Inventory.numbers(1_000, 1_500).forEach(number -> phrases.add(Inventory.number(number)));
    for (int number = 1; number <= 300; number++) {
      phrases.add(Inventory.ordinal(number));
    }
    phrases.addAll(Inventory.dates(1_500, 4));
    phrases.addAll(Inventory.relativeTimes(IntStream.rangeClosed(1, 60).boxed().toList()));
    phrases.addAll(Inventory.units(List.of(1, 2, 3, 4, 7, 11, 12, 20, 50, 100)));
    phrases.removeIf(Phrase::isHeldOut);
    return List.copyOf(phrases);
  }

  /// The language's training text: each line once, none of them in `heldOut`.
  static List<String> of(Speech speech, Set<String> heldOut) {
    Set<String> lines = new LinkedHashSet<>();
    for (Phrase phrase : PHRASES) {
      String text = phrase.in().apply(speech);
      if (text != null && !heldOut.contains(text)) {
        lines.add(text);
      }
    }
    return List.copyOf(lines);
  }
}
