package org.tokenlab.training;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.Parallel;

/// The distinct pieces of a corpus and how often each occurs: all that a word-level trainer needs
/// to know of it.
///
/// Counts add up: parts of a corpus may be counted apart, on other threads or machines, saved,
/// loaded and [merged][#merge] in any order, with the same result as counting all at once. Parts
/// that were split by different rules should not be merged; that is not checked.
///
/// Words are in a fixed order, most frequent first, equally frequent ones by their bytes
/// (unsigned), so equal counts are equal bytes in a file. At most 2³¹ bytes of distinct pieces.
/// Immutable and thread-safe.
public final class WordCounts {
  private static final int SHARE = 1 << 14; // words that a thread takes at a time

  private final byte[] arena;
  private final int[] starts;
  private final long[] counts;
  private final long total;
  private final long totalBytes;

  WordCounts(byte[] arena, int[] starts, long[] counts) {
    this.arena = arena;
    this.starts = starts;
    this.counts = counts;
    long words = 0;
    long bytes = 0;
    for (int w = 0; w < counts.length; w++) {
      words = Math.addExact(words, counts[w]);
      bytes = Math.addExact(bytes, Math.multiplyExact(counts[w], (long) length(w)));
    }
    total = words;
    totalBytes = bytes;
  }

  /// Counts the pieces of all texts. Each text is split on its own: no piece spans two.
  ///
  /// @param texts used by one thread at a time; a text must not change after it was handed out.
  ///   What the iterator throws comes out of this call
  /// @param threads how many threads split and count, the calling one included; the result does not
  ///   depend on it
  public static WordCounts of(
      Iterator<? extends CharSequence> texts,
      PreTokenizer preTokenizer,
      int threads,
      TrainingListener listener) {
    return of(texts, Normalizer.none(), preTokenizer, threads, listener);
  }

  /// Counts the pieces of all texts, each of which is rewritten before it is split.
  public static WordCounts of(
      Iterator<? extends CharSequence> texts,
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      int threads,
      TrainingListener listener) {
    return of(texts, normalizer, preTokenizer, threads, listener, CountingSettings.DEFAULT);
  }

  /// Counts the pieces of all texts, each of which is rewritten before it is split, in limited
  /// memory.
  ///
  /// @throws java.io.UncheckedIOException if files are needed and can't be written; the message
  ///   names the folder
  public static WordCounts of(
      Iterator<? extends CharSequence> texts,
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      int threads,
      TrainingListener listener,
      CountingSettings settings) {
    return new WordCounting(normalizer, preTokenizer, settings, threads)
        .count(texts, new PacedListener(listener));
  }

  /// Counts the pieces of all texts, each of which is cut before it is rewritten and split: a
  /// distinct part is rewritten and split once, as a text of its own. Where the rules look no
  /// further than a part, that gives what they give on whole texts, and is much faster.
  ///
  /// @param cut cuts texts into parts
  /// @param settings in how much memory: of parts first, and then of pieces beside the parts; and
  ///   which pieces are kept
  /// @throws java.io.UncheckedIOException if files are needed and can't be written; the message
  ///   names the folder
  public static WordCounts of(
      Iterator<? extends CharSequence> texts,
      Splitter cut,
      Normalizer normalizer,
      PreTokenizer preTokenizer,
      int threads,
      TrainingListener listener,
      CountingSettings settings) {
    return new WordCounting(normalizer, preTokenizer, settings, threads)
        .count(texts, cut, new PacedListener(listener));
  }

  /// Counts the pieces of all texts in limited memory.
  public static WordCounts of(
      Iterator<? extends CharSequence> texts,
      PreTokenizer preTokenizer,
      int threads,
      TrainingListener listener,
      CountingSettings settings) {
    return of(texts, Normalizer.none(), preTokenizer, threads, listener, settings);
  }

  /// Counts the pieces of all texts, and tells nobody about progress.
  public static WordCounts of(
      Iterator<? extends CharSequence> texts, PreTokenizer preTokenizer, int threads) {
    return of(texts, preTokenizer, threads, TrainingListener.NONE);
  }

  /// Counts the pieces of all texts of a stream, which is closed, and tells nobody about progress.
  public static WordCounts of(
      Stream<? extends CharSequence> texts, PreTokenizer preTokenizer, int threads) {
    try (texts) {
      return of(texts.iterator(), preTokenizer, threads);
    }
  }

  /// The sums of all `parts`.
  ///
  /// @throws ArithmeticException if they have more than 2⁶³ − 1 bytes together
  public static WordCounts merge(Collection<WordCounts> parts) {
    WordTable table = new WordTable();
    long bytes = 0;
    for (WordCounts part : parts) {
      bytes = CorpusWeights.sum(bytes, part.totalBytes, 1);
      for (int w = 0; w < part.size(); w++) {
        table.add(part.arena, part.starts[w], part.starts[w + 1], part.counts[w]);
      }
    }
    return table.sorted();
  }

  /// The sums of these counts and `other`.
  public WordCounts merge(WordCounts other) {
    return merge(Arrays.asList(this, other));
  }

  /// Reads what [#save] wrote.
  ///
  /// @param source the file's name, for messages
  /// @throws IOException if it is no file of word counts, of another version, cut short or damaged;
  ///   the message names the source and the byte
  public static WordCounts load(InputStream in, String source) throws IOException {
    return new WordCountsReader(in, source).read();
  }

  /// Writes the counts in a binary form of a few bytes more than the words themselves, with a
  /// checksum; see [WordCountsWriter].
  public void save(OutputStream out) throws IOException {
    new WordCountsWriter(out).write(this);
  }

  /// Reads the lines that [#saveTsv] tells of, in any order; a word on several lines has the sum of
  /// their counts. A line may end in CR LF, the last one in nothing; an empty file has no words.
  ///
  /// @param source the file's name, for messages
  /// @throws IOException if a line is none of that form, or the counts, or counts times bytes, are
  ///   more than 2⁶³ − 1 together; the message names the source, the line, and the byte at which it
  ///   starts
  public static WordCounts loadTsv(InputStream in, String source) throws IOException {
    return new WordCountsTsvReader(in, source).read();
  }

  /// Writes the counts as text, in UTF-8: a line `word TAB count LF` for each word, in their order,
  /// and nothing else.
  ///
  /// Words are bytes. In one, `\t` stands for a tab, `\n` for a line feed, `\r` for a carriage
  /// return, `\\` for a backslash, and `\xHH`, with two upper-case hexadecimal digits, for a byte
  /// that is not part of well-formed UTF-8, and for a byte 0. Other words are what they are, so
  /// that a file of them is also SentencePiece's `--input_format=tsv`.
  public void saveTsv(OutputStream out) throws IOException {
    new WordCountsTsvWriter(out).write(this);
  }

  /// Reads what [#save] or [#saveTsv] wrote, whichever it is by its first bytes: no text of the
  /// latter holds the byte 0 that is one of them.
  ///
  /// @param source the file's name, for messages
  /// @throws IOException as [#load] or [#loadTsv]
  public static WordCounts loadAny(InputStream in, String source) throws IOException {
    int length = WordCountsWriter.MAGIC.length - 1; // any version
    byte[] first = in.readNBytes(length);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), in);
    return Arrays.equals(first, Arrays.copyOf(WordCountsWriter.MAGIC, length))
        ? load(whole, source)
        : loadTsv(whole, source);
  }

  /// The words that occur `minCount` times or more.
  public WordCounts withMinCount(long minCount) {
    int kept = 0;
    int end = counts.length;
    while (kept < end) { // counts fall
      int middle = (kept + end) >>> 1;
      if (counts[middle] >= minCount) {
        kept = middle + 1;
      } else {
        end = middle;
      }
    }
    return kept == counts.length
        ? this
        : new WordCounts(
            Arrays.copyOf(arena, starts[kept]),
            Arrays.copyOf(starts, kept + 1),
            Arrays.copyOf(counts, kept));
  }

  /// Each count times `factor`, rounded up or down at random, so that on average over seeds it is
  /// count · `factor`. Words whose count comes to zero are dropped. For several corpora see
  /// [CorpusWeights].
  ///
  /// A factor below 1 gives what a random sample of so much of the words gives on average, with
  /// less of its chance: each count is one of the two whole numbers next to count · `factor`.
  /// Rounded to the nearest, all words that occur once would vanish below ½ and stay whole above,
  /// and most distinct words of a corpus do.
  ///
  /// A whole `factor` multiplies exactly. How a word is rounded is told by its bytes and `seed`
  /// alone, the same in every corpus and on every machine.
  ///
  /// @param factor finite and above 0
  /// @throws IllegalArgumentException if the factor is out of range
  /// @throws ArithmeticException if counts, or counts times bytes, become more than 2⁶³ − 1
  public WordCounts scaled(double factor, long seed) {
    return CorpusWeights.weighted(Arrays.asList(this), new double[] {factor}, seed);
  }

  /// Number of distinct words.
  public int size() {
    return counts.length;
  }

  /// Number of words in the corpus: the sum of all counts.
  public long total() {
    return total;
  }

  /// Number of bytes in the corpus: the sum of all counts times lengths.
  public long totalBytes() {
    return totalBytes;
  }

  /// The bytes of word `w`; a copy.
  public byte[] word(int w) {
    Objects.checkIndex(w, counts.length);
    return Arrays.copyOfRange(arena, starts[w], starts[w + 1]);
  }

  /// Length of word `w` in bytes.
  public int length(int w) {
    return starts[w + 1] - starts[w];
  }

  /// How often word `w` occurs.
  public long count(int w) {
    return counts[w];
  }

  /// Shows every word to `visitor`, in their order, without copying it.
  public void forEach(WordVisitor visitor) {
    for (int w = 0; w < counts.length; w++) {
      visitor.word(arena, starts[w], starts[w + 1], counts[w]);
    }
  }

  /// The counts of what `rewriting` makes of each word. Words that become the same are counted
  /// together; those that become empty are dropped.
  ///
  /// @param rewriting of one word does not depend on others
  /// @param growth how many times longer a word may become
  /// @param threads how many threads take part, the calling one included; the result does not
  ///   depend on it
  public WordCounts rewritten(WordRewriting rewriting, int growth, int threads) {
    return WordSorter.sorted(
        new ArrayList<>(
            Parallel.run(
                    shares(),
                    threads,
                    Rewritten::new,
                    (rewritten, share) -> rewritten.add(share, rewriting, growth))
                .stream()
                .map(rewritten -> rewritten.table)
                .toList()),
        /* least= */ 1,
        threads);
  }

  /// Rewritten words of one thread.
  private final class Rewritten {
    private final WordTable table = new WordTable();
    private byte[] out = new byte[256];

    void add(int share, WordRewriting rewriting, int growth) {
      forEachOf(
          share,
          (utf8, from, to, count) -> {
            long room = (long) growth * (to - from) + 16; // words are read 16 bytes at a time
            if (room > out.length) {
              out = new byte[Math.toIntExact(room + room / 2)];
            }
            int end = rewriting.rewrite(utf8, from, to, out);
            if (end > 0) {
              table.add(out, 0, end, count);
            }
          });
    }
  }

  /// How many shares of words there are, for several threads.
  int shares() {
    return (counts.length + SHARE - 1) / SHARE;
  }

  /// Shows the words of a share to `visitor`.
  void forEachOf(int share, WordVisitor visitor) {
    for (int w = share * SHARE; w < Math.min(counts.length, (share + 1) * SHARE); w++) {
      visitor.word(arena, starts[w], starts[w + 1], counts[w]);
    }
  }

  /// Sees a word.
  @FunctionalInterface
  public interface WordVisitor {
    /// Sees the word `utf8[from, to)`, which occurs `count` times. The array is not to be changed,
    /// nor to be kept.
    void word(byte[] utf8, int from, int to, long count);
  }

  /// Makes a word of a word.
  @FunctionalInterface
  public interface WordRewriting {
    /// Writes what becomes of `utf8[from, to)` to the start of `out`, and returns its length.
    int rewrite(byte[] utf8, int from, int to, byte[] out);
  }

  byte[] arena() {
    return arena;
  }

  /// Where word `w` starts in the arena; it ends where the next one starts.
  int start(int w) {
    return starts[w];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordCounts that
        && Arrays.equals(arena, that.arena)
        && Arrays.equals(starts, that.starts)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(arena) + Arrays.hashCode(counts);
  }

  /// How many words, distinct and in all.
  @Override
  public String toString() {
    return size() + " distinct words, " + total + " in all, " + totalBytes + " bytes";
  }
}
