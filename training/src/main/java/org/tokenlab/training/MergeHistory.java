package org.tokenlab.training;

import java.util.Arrays;

/// For which language each merge was learned, and how many tokens each language took after it.
final class MergeHistory {
  private final int languages;
  private long[] lengths; // of all languages, for each number of merges
  private int[] choices = new int[256];
  private int size;

  MergeHistory(long[] first) {
    languages = first.length;
    lengths = Arrays.copyOf(first, 257 * languages);
  }

  void add(int language, long[] after) {
    if (size == choices.length) {
      choices = Arrays.copyOf(choices, 2 * size);
      lengths = Arrays.copyOf(lengths, Math.multiplyExact(2 * size + 1, languages));
    }
    choices[size++] = language;
    System.arraycopy(after, 0, lengths, size * languages, languages);
  }

  int choice(int rank) {
    return choices[rank];
  }

  long length(int language, int merges) {
    return lengths[merges * languages + language];
  }
}
