package org.tokenlab.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Merges sorted runs into one sequence of words, each with the sum of its counts. A heap of the
/// runs by their present words.
final class WordRunMerge implements AutoCloseable {
  private final List<WordRunReader> all = new ArrayList<>();
  private final WordRunReader[] heap;
  private int size;

  /// Takes a word.
  @FunctionalInterface
  interface Sink {
    void word(byte[] utf8, int from, int to, long count) throws IOException;
  }

  WordRunMerge(List<Path> runs) throws IOException {
    heap = new WordRunReader[runs.size()];
    try {
      for (Path run : runs) {
        WordRunReader reader = new WordRunReader(run);
        all.add(reader);
        if (reader.next()) {
          heap[size++] = reader;
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  /// Shows every word once, in the order of their bytes (unsigned).
  void run(Sink to) throws IOException {
    byte[] word = new byte[64];
    while (size > 0) {
      int length = heap[0].length();
      if (length > word.length) {
        word = new byte[length + length / 2];
      }
      System.arraycopy(heap[0].word(), 0, word, 0, length);
      long count = 0;
      do {
        count = Math.addExact(count, heap[0].count());
        if (!heap[0].next()) {
          heap[0] = heap[--size];
        }
        sink(0);
      } while (size > 0 && isNext(word, length));
      to.word(word, 0, length, count);
    }
  }

  private boolean isNext(byte[] word, int length) {
    return java.util.Arrays.equals(word, 0, length, heap[0].word(), 0, heap[0].length());
  }

  private void sink(int from) {
    int i = from;
    WordRunReader moved = heap[i];
    while (2 * i + 1 < size) {
      int child = 2 * i + 1;
      if (child + 1 < size && heap[child + 1].compareTo(heap[child]) < 0) {
        child++;
      }
      if (heap[child].compareTo(moved) >= 0) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = moved;
  }

  @Override
  public void close() throws IOException {
    for (WordRunReader reader : all) {
      reader.close();
    }
  }
}
