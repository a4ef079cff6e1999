package org.tokenlab.analysis.study;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.tokenlab.corpora.Corpus;
import org.tokenlab.corpora.DocumentReader;
import org.tokenlab.tokenizers.TextUnit;

/// The documents of a text, or a random part of them of a given size, in their order.
///
/// Each document has a pseudo-random number, from the seed and its place in the text; a sample
/// takes the documents with the least numbers, as many as fit. So a smaller sample is part of a
/// larger one, and nothing depends on how the text is sorted. Two passes over the text; 12 bytes of
/// memory a document in the first.
///
/// Immutable.
///
/// @param text corpora, read one after the other
/// @param seed for the numbers
/// @param limit documents with numbers up to this belong to the sample
/// @param bytes UTF-8 bytes of the sample's documents, line ends not counted
record TextSample(List<Corpus> text, long seed, long limit, long bytes) {
  /// What a text is: the hash that results are filed under, and its size.
  ///
  /// @param sha256 of the corpora's own hashes
  /// @param bytes UTF-8 bytes of its documents, line ends not counted
  record Identity(String sha256, long bytes) {
    /// Reads the text once.
    static Identity of(List<Corpus> text) throws IOException {
      StringBuilder hashes = new StringBuilder();
      long bytes = 0;
      for (Corpus corpus : text) {
        try (DocumentReader reader = corpus.open()) {
          for (String document = reader.next(); document != null; document = reader.next()) {
            bytes += TextUnit.UTF8_BYTES.length(document);
          }
          hashes.append(reader.sha256()).append('\n');
        }
      }
      return new Identity(Sha256.of(hashes.toString()), bytes);
    }
  }

  /// The whole text, or a part of it with at most `wanted` bytes.
  ///
  /// @param size of the whole text, as [Identity] says
  static TextSample of(List<Corpus> text, long size, OptionalLong wanted, long seed)
      throws IOException {
    if (wanted.isEmpty() || wanted.getAsLong() >= size) {
      return new TextSample(text, seed, Long.MAX_VALUE, size);
    }
    long[] numbers = new long[1024];
    int[] lengths = new int[1024];
    int documents = 0;
    for (Corpus corpus : text) {
      try (DocumentReader reader = corpus.openUnhashed()) {
        for (String document = reader.next(); document != null; document = reader.next()) {
          if (documents == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * documents);
            lengths = Arrays.copyOf(lengths, 2 * documents);
          }
          numbers[documents] = number(seed, documents);
          lengths[documents++] = TextUnit.UTF8_BYTES.length(document);
        }
      }
    }
    return upTo(wanted.getAsLong(), text, seed, Arrays.copyOf(numbers, documents), lengths);
  }

  private static TextSample upTo(
      long wanted, List<Corpus> text, long seed, long[] numbers, int[] lengths) {
    long[] ascending = numbers.clone();
    Arrays.sort(ascending);
    int[] lengthByRank = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      lengthByRank[Arrays.binarySearch(ascending, numbers[i])] = lengths[i];
    }
    long limit = Long.MIN_VALUE;
    long bytes = 0;
    for (int rank = 0; rank < ascending.length && bytes + lengthByRank[rank] <= wanted; rank++) {
      bytes += lengthByRank[rank];
      limit = ascending[rank];
    }
    return new TextSample(text, seed, limit, bytes);
  }

  /// The documents of the sample, in order.
  SampleReader open() {
    return new SampleReader(this);
  }

  /// Whether document `index` of the text belongs to the sample.
  boolean holds(long index) {
    return number(seed, index) <= limit;
  }

  /// SplitMix64 of seed and index: a different number for every index.
  private static long number(long seed, long index) {
    long z = seed * 0xD1342543DE82EF95L + (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
