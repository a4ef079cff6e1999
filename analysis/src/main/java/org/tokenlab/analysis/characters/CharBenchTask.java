package org.tokenlab.analysis.characters;

import java.util.Arrays;
import java.util.Optional;

/// The four tasks of CharBench (Uzan and Pinter 2025, arXiv 2508.02591). Characters are code
/// points, case counts, and places are counted from 0.
public enum CharBenchTask {
  /// How often a character occurs in a word.
  COUNT_CHARACTER_FREQUENCY("count_character_frequency"),
  /// How many different characters a word has.
  COUNT_UNIQUE_CHARS("count_unique_chars"),
  /// Where a character occurs first.
  FIND_FIRST_OCCURRENCE("find_first_occurrence"),
  /// Where a character occurs last.
  FIND_LAST_OCCURRENCE("find_last_occurrence");

  private final String id;

  CharBenchTask(String id) {
    this.id = id;
  }

  /// The task's name in the benchmark's files.
  public String id() {
    return id;
  }

  /// The task of this name.
  public static Optional<CharBenchTask> byId(String id) {
    return Arrays.stream(values()).filter(task -> task.id.equals(id)).findFirst();
  }

  /// Whether the answer is a place in the word, so that some token holds it.
  public boolean asksForAPlace() {
    return this == FIND_FIRST_OCCURRENCE || this == FIND_LAST_OCCURRENCE;
  }

  /// The right answer.
  ///
  /// @param character one code point; not looked at when different characters are counted
  /// @throws IllegalArgumentException for a place asked of a character that the word lacks, or
  ///   anything but one character where one is needed
  public int answer(String word, String character) {
    int[] points = word.codePoints().toArray();
    if (this == COUNT_UNIQUE_CHARS) {
      return (int) Arrays.stream(points).distinct().count();
    }
    if (character.codePointCount(0, character.length()) != 1) {
      throw new IllegalArgumentException("one character wanted; got: \"" + character + "\"");
    }
    int wanted = character.codePointAt(0);
    int count = 0;
    int first = -1;
    int last = -1;
    for (int i = 0; i < points.length; i++) {
      if (points[i] == wanted) {
        count++;
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (this == COUNT_CHARACTER_FREQUENCY) {
      return count;
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "a character of \"" + word + "\" wanted; got: \"" + character + "\"");
    }
    return this == FIND_FIRST_OCCURRENCE ? first : last;
  }
}
