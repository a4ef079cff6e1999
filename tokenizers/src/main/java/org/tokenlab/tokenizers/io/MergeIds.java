package org.tokenlab.tokenizers.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.bpe.Merges;

/// A stretch of a file's list of merges, from texts to ids.
///
/// Stretches are independent of each other, so that long lists are read by several threads. What
/// comes out, the message for the first wrong merge included, is the same for any number of them.
final class MergeIds {
  /// Below this many merges another thread does not pay.
  private static final int STRETCH = 1 << 14;

  private static final int BATCH = 512;
  private static final byte[] VERSION = "#version".getBytes(StandardCharsets.UTF_8);

  private final TextList texts;
  private final boolean lines;
  private final byte[] prefix;
  private final VocabularyTexts vocabulary;
  private final String source;

  private final TextBatch batch;
  private final int[] entryOf = new int[BATCH]; // of the list
  private final int[] found = new int[2 * BATCH];
  private byte[] both = new byte[64];
  private int guess;

  private final int[] triples;
  private int size;
  private @Nullable ModelFileException failure;

  private MergeIds(
      TextList texts,
      boolean lines,
      byte[] prefix,
      VocabularyTexts vocabulary,
      String source,
      int most) {
    this.texts = texts;
    this.lines = lines;
    this.prefix = prefix;
    this.vocabulary = vocabulary;
    this.source = source;
    batch = new TextBatch(texts.bytes(), 2 * BATCH);
    triples = new int[3 * most];
  }

  /// The merges of a list.
  ///
  /// @param lines whether an entry is a line with a space between two tokens; else two entries are
  ///   a merge
  /// @param prefix what the right token of a merge loses
  /// @param source file and field, for messages
  static Merges of(
      TextList texts, boolean lines, String prefix, VocabularyTexts vocabulary, String source)
      throws ModelFileException {
    int step = lines ? 1 : 2;
    int count = texts.size() / step;
    int stretches = Math.clamp(count / STRETCH, 1, Runtime.getRuntime().availableProcessors());
    byte[] lost = prefix.getBytes(StandardCharsets.UTF_8);
    List<ForkJoinTask<MergeIds>> tasks = new ArrayList<>();
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) count * i / stretches);
      int to = (int) ((long) count * (i + 1) / stretches);
      tasks.add(
          ForkJoinTask.adapt(() -> {
            MergeIds ids = new MergeIds(texts, lines, lost, vocabulary, source, to - from);
            ids.read(step * from, step * to);
            return ids;
          }));
    }
    ForkJoinTask.invokeAll(tasks);
    int size = 0;
    int[] triples = new int[3 * count];
    for (ForkJoinTask<MergeIds> task : tasks) {
      MergeIds ids = task.join();
      if (ids.failure != null) {
        throw ids.failure;
      }
      System.arraycopy(ids.triples, 0, triples, size, ids.size);
      size += ids.size;
    }
    return Merges.of(size == triples.length ? triples : Arrays.copyOf(triples, size));
  }

  private void read(int from, int to) {
    try {
      for (int entry = from; entry < to; ) {
        entry = readBatch(entry, to);
      }
    } catch (ModelFileException e) {
      failure = e;
    }
  }

  /// Reads merges from entry `from` on; returns the entry after them.
  private int readBatch(int from, int to) throws ModelFileException {
    batch.clear();
    int merges = 0;
    int entry = from;
    boolean wellFormed = true;
    for (; entry < to && merges < BATCH && wellFormed; entry += lines ? 1 : 2) {
      if (!lines) {
        batch.add(texts.start(entry), texts.end(entry));
        batch.add(texts.start(entry + 1), texts.end(entry + 1));
      } else if (isVersion(entry)) {
        continue;
      } else {
        wellFormed = addLine(entry);
      }
      entryOf[merges] = entry;
      merges += wellFormed ? 1 : 0;
    }
    batch.find(vocabulary.index(), found);
    for (int i = 0; i < merges; i++) {
      put(i);
    }
    if (!wellFormed) { // only now: merges before may be wrong, too
      int wrong = entry - 1;
      throw new ModelFileException(
          source
              + "["
              + wrong
              + "]: expected two tokens with one space between; found \""
              + texts.text(wrong)
              + "\"");
    }
    return entry;
  }

  private boolean isVersion(int line) {
    int start = texts.start(line);
    return texts.end(line) - start >= VERSION.length
        && Arrays.equals(texts.bytes(), start, start + VERSION.length, VERSION, 0, VERSION.length);
  }

  private boolean addLine(int line) {
    int start = texts.start(line);
    int end = texts.end(line);
    int space = space(start, end);
    if (space == end || space(space + 1, end) < end) {
      return false;
    }
    batch.add(start, space);
    batch.add(space + 1, end);
    return true;
  }

  private int space(int from, int to) {
    byte[] bytes = texts.bytes();
    int at = from;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  /// Puts down merge `i` of the batch.
  private void put(int i) throws ModelFileException {
    int left = 2 * i;
    int right = left + 1;
    int leftId = id(found[left], batch.from(left), batch.to(left), entryOf[i]);
    int rightId = id(found[right], batch.from(right), batch.to(right), entryOf[i]);
    int rightFrom = batch.from(right) + prefix.length;
    if (rightFrom > batch.to(right)) {
      throw new ModelFileException(
          source
              + "["
              + entryOf[i]
              + "]: expected a right token that begins with \""
              + new String(prefix, StandardCharsets.UTF_8)
              + "\"");
    }
    byte[] bytes = texts.bytes();
    int from = batch.from(left);
    int to = batch.to(right);
    if (rightFrom != batch.to(left)) { // else the two stand side by side
      int leftLength = batch.to(left) - from;
      int length = leftLength + to - rightFrom;
      if (both.length < length) {
        both = new byte[2 * length];
      }
      System.arraycopy(bytes, from, both, 0, leftLength);
      System.arraycopy(bytes, rightFrom, both, leftLength, length - leftLength);
      bytes = both;
      from = 0;
      to = length;
    }
    // Most lists of tokens are in the order in which merges make them.
    int made = vocabulary.entry(bytes, from, to, guess);
    guess = made + 1;
    triples[size++] = leftId;
    triples[size++] = rightId;
    triples[size++] = made == TextIndex.NONE ? missing(bytes, from, to, entryOf[i]) : idOf(made);
  }

  private int idOf(int token) {
    return vocabulary.idOfEntry(token);
  }

  private int id(int token, int from, int to, int entry) throws ModelFileException {
    return token == TextIndex.NONE ? missing(texts.bytes(), from, to, entry) : idOf(token);
  }

  private int missing(byte[] bytes, int from, int to, int entry) throws ModelFileException {
    throw new ModelFileException(
        source
            + ": merge "
            + entry
            + " names the token \""
            + new String(bytes, from, to - from, StandardCharsets.UTF_8)
            + "\", which is not in the vocabulary");
  }
}
