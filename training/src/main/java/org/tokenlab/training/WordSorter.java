package org.tokenlab.training;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.training.internal.Parallel;

/// Adds up the words of one or more [WordTable]s and puts them in order: most frequent first,
/// equally frequent ones by their bytes (unsigned).
///
/// In pieces that fit the cache, on several threads. A table lies in the order of its words'
/// hashes, so that all words whose hashes begin alike can be taken out of all tables and added up
/// in a small one. From there each goes to one of many buckets, between bounds that a sample has
/// told; then each bucket is sorted by itself, and written where it belongs.
final class WordSorter {
  /// About as many bytes as it takes for a word, beside the tables.
  static final int WORD_BYTES = 80;

  private static final int ENTRY = 4; // two keys, the count, and which, for a long word
  private static final int PER_BUCKET = 1 << 10;
  private static final int MOST_BUCKETS = 1 << 12;
  private static final int SAMPLED = 16; // words a bucket
  private static final int MOST_IN_PREFIX = 0xFFFF;

  private final WordTables tables;
  private final LongWords longWords; // those of the first table, and then all
  private final long least;
  private final int threads;
  private final long[] bounds; // buckets' first prefixes, but for the first one's
  private final int room; // for so many words that a thread puts in a bucket, and more if need be

  private WordSorter(WordTables tables, long least, int threads) {
    this.tables = tables;
    this.least = least;
    this.threads = threads;
    longWords = tables.all().getFirst().longWords();
    long words = tables.words();
    int buckets = Math.min(MOST_BUCKETS, 1 << WordTables.log2(words / PER_BUCKET));
    bounds = bounds(words, buckets);
    room = Math.toIntExact(words / buckets / threads) + 1;
  }

  /// The words that were added `least` times or more to all tables together. The tables are not to
  /// be asked for their words after that.
  ///
  /// @param tables one or more; the list is emptied, so that they may go as soon as can be
  static WordCounts sorted(List<WordTable> tables, long least, int threads) {
    WordSorter sorter = new WordSorter(new WordTables(tables), least, threads);
    tables.clear();
    return sorter.sorted();
  }

  private WordCounts sorted() {
    List<Share> shares =
        Parallel.run(
            1 + tables.parts(),
            threads,
            Share::new,
            (share, number) -> {
              if (number == 0) { // first, since it takes longest
                share.takeLongWords();
              } else {
                share.takePart(number - 1);
              }
            });
    tables.clear();
    Ordered ordered = new Ordered(shares);
    Parallel.run(ordered.buckets(), threads, Bucket::new, ordered::fill);
    return ordered.counts();
  }

  private long[] bounds(long words, int buckets) {
    int stride = Math.toIntExact(Math.max(1, words / ((long) SAMPLED * buckets)));
    LongArrayList sample = new LongArrayList();
    for (WordTable table : tables.all()) {
      table.forEach(
          stride, (first, second, count) -> sample.add(prefix(first, count) ^ Long.MIN_VALUE));
      LongWords longs = table.longWords();
      for (int word = 0; word < longs.size(); word += stride) {
        sample.add(prefix(longs.firstKey(word), longs.count(word)) ^ Long.MIN_VALUE);
      }
    }
    sample.sort(null);
    long[] found = new long[sample.isEmpty() ? 0 : buckets - 1];
    for (int i = 0; i < found.length; i++) {
      found[i] = sample.getLong((int) ((i + 1L) * sample.size() / buckets));
    }
    return found;
  }

  /// A number that rises, as an unsigned one, along the order of words: two bytes of the count and
  /// the word's first six.
  private static long prefix(long firstKey, long count) {
    return count >= MOST_IN_PREFIX ? 0 : (MOST_IN_PREFIX - count) << 48 | firstKey >>> 16;
  }

  private int bucket(long firstKey, long count) {
    long prefix = prefix(firstKey, count) ^ Long.MIN_VALUE;
    int bucket = 0;
    for (int step = (bounds.length + 1) >>> 1; step > 0; step >>>= 1) {
      bucket += bounds[bucket + step - 1] <= prefix ? step : 0;
    }
    return bucket;
  }

  /// The words that one thread has added up, in buckets.
  private final class Share {
    private final long[][] entries = new long[bounds.length + 1][0];
    private final int[] sizes = new int[entries.length]; // in longs
    private final long[] bytes = new long[entries.length];
    private final WordTable sums = tables.newSums();

    void takePart(int number) {
      tables.forEachOf(number, sums, this::take);
    }

    private void take(long first, long second, long count) {
      if (count >= least) {
        put(first, second, count, 0, (int) second & 0xFF);
      }
    }

    void takeLongWords() {
      for (WordTable table : tables.all().subList(1, tables.all().size())) {
        longWords.addAll(table.longWords());
      }
      for (int word = 0; word < longWords.size(); word++) {
        if (longWords.count(word) >= least) {
          put(
              longWords.firstKey(word),
              longWords.secondKey(word) | (WordTable.INLINE + 1),
              longWords.count(word),
              word,
              longWords.length(word));
        }
      }
    }

    private void put(long first, long second, long count, int longWord, int length) {
      int bucket = bucket(first, count);
      int at = sizes[bucket];
      long[] into = entries[bucket];
      if (at == into.length) {
        into = Arrays.copyOf(into, at == 0 ? room * ENTRY : (at / ENTRY * 3 / 2 + 1) * ENTRY);
        entries[bucket] = into;
      }
      into[at] = first;
      into[at + 1] = second;
      into[at + 2] = count;
      into[at + 3] = longWord;
      sizes[bucket] = at + ENTRY;
      bytes[bucket] += length;
    }
  }

  /// The words in their order, bucket by bucket.
  private final class Ordered {
    private final List<Share> shares;
    private final int[] firstWords; // of buckets
    private final int[] starts;
    private final byte[] arena;
    private final long[] counts;

    Ordered(List<Share> shares) {
      this.shares = shares;
      firstWords = new int[buckets() + 1];
      long[] firstBytes = new long[buckets() + 1];
      for (int bucket = 0; bucket < buckets(); bucket++) {
        int longs = 0;
        long bytes = 0;
        for (Share share : shares) {
          longs = Math.addExact(longs, share.sizes[bucket]);
          bytes += share.bytes[bucket];
        }
        firstWords[bucket + 1] = firstWords[bucket] + longs / ENTRY;
        firstBytes[bucket + 1] = firstBytes[bucket] + bytes;
      }
      if (firstBytes[buckets()] > Integer.MAX_VALUE - 16) {
        throw new IllegalStateException(
            "the distinct pieces are longer than 2^31 bytes together; count in several parts, or"
                + " split more finely");
      }
      starts = new int[firstWords[buckets()] + 1];
      for (int bucket = 0; bucket <= buckets(); bucket++) {
        starts[firstWords[bucket]] = (int) firstBytes[bucket];
      }
      arena = new byte[(int) firstBytes[buckets()]];
      counts = new long[firstWords[buckets()]];
    }

    int buckets() {
      return bounds.length + 1;
    }

    void fill(Bucket words, int number) {
      words.clear();
      for (Share share : shares) {
        words.add(share.entries[number], share.sizes[number]);
        share.entries[number] = new long[0]; // its room is wanted elsewhere
      }
      words.sort();
      words.write(arena, starts, counts, firstWords[number]);
    }

    WordCounts counts() {
      return new WordCounts(arena, starts, counts);
    }
  }

  /// Words that are put in order.
  private final class Bucket {
    private long[] entries = new long[2 * PER_BUCKET * ENTRY];
    private int size;
    private int[] order = new int[2 * PER_BUCKET]; // where the words lie
    private int[] merged = new int[2 * PER_BUCKET];
    private final byte[] inline = new byte[16];

    void clear() {
      size = 0;
    }

    void add(long[] more, int longs) {
      if (size + longs > entries.length) {
        entries = Arrays.copyOf(entries, Math.max(size + longs, 2 * entries.length));
      }
      System.arraycopy(more, 0, entries, size, longs);
      size += longs;
    }

    /// Merges runs of one, two, four … words. Its code is small: a bucket is sorted long before the
    /// compiler would be done with a library's quicksort.
    void sort() {
      int words = size / ENTRY;
      if (order.length < words) {
        order = new int[2 * words];
        merged = new int[2 * words];
      }
      for (int word = 0; word < words; word++) {
        order[word] = word * ENTRY;
      }
      for (int run = 1; run < words; run = 2 * run) {
        for (int from = 0; from < words; from += 2 * run) {
          merge(from, Math.min(from + run, words), Math.min(from + 2 * run, words));
        }
        int[] sorted = merged;
        merged = order;
        order = sorted;
      }
    }

    private void merge(int from, int middle, int to) {
      int left = from;
      int right = middle;
      for (int at = from; at < to; at++) {
        boolean takesLeft = right == to || (left < middle && isBefore(order[left], order[right]));
        merged[at] = takesLeft ? order[left++] : order[right++];
      }
    }

    private boolean isBefore(int a, int b) {
      if (entries[a + 2] != entries[b + 2]) {
        return entries[a + 2] > entries[b + 2];
      }
      if (entries[a] != entries[b]) {
        return Long.compareUnsigned(entries[a], entries[b]) < 0;
      }
      if (entries[a + 1] != entries[b + 1]) {
        return Long.compareUnsigned(entries[a + 1], entries[b + 1]) < 0;
      }
      return isLong(a) && longWords.compare((int) entries[a + 3], (int) entries[b + 3]) < 0;
    }

    private boolean isLong(int at) {
      return (entries[at + 1] & 0xFF) > WordTable.INLINE;
    }

    void write(byte[] arena, int[] starts, long[] counts, int firstWord) {
      int end = starts[firstWord];
      for (int i = 0; i < size / ENTRY; i++) {
        int at = order[i];
        starts[firstWord + i] = end;
        counts[firstWord + i] = entries[at + 2];
        if (isLong(at)) {
          int longWord = (int) entries[at + 3];
          int length = longWords.length(longWord);
          System.arraycopy(longWords.arena(), longWords.start(longWord), arena, end, length);
          end += length;
        } else {
          int length = WordTable.spell(entries[at], entries[at + 1], inline);
          System.arraycopy(inline, 0, arena, end, length);
          end += length;
        }
      }
    }
  }
}
