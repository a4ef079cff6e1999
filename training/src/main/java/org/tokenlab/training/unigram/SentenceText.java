package org.tokenlab.training.unigram;

import java.util.Arrays;
import java.util.Iterator;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.TrainingListener.Phase;
import org.tokenlab.training.WordCounter;
import org.tokenlab.training.WordCounts;
import org.tokenlab.training.internal.PacedListener;
import org.tokenlab.training.internal.sentencepiece.Alphabet;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;

/// Normalized sentences in one array, each with a zero byte after it, in the order in which
/// SentencePiece would have them: where one became empty, the last one takes its place.
final class SentenceText {
  private byte[] text = new byte[1 << 16];
  private int[] ends = new int[1 << 10]; // of each sentence's zero byte, exclusive
  private int size;

  /// Reads and normalizes all sentences, on one thread.
  ///
  /// @throws IllegalArgumentException if there are more than 2³¹ bytes of them
  static SentenceText read(
      Iterator<? extends CharSequence> sentences, Normalizer normalizer, PacedListener listener) {
    SentenceText all = new SentenceText();
    AlignedText aligned = new AlignedText();
    byte[] utf8 = new byte[1 << 10];
    long bytes = 0;
    listener.mark(Phase.COUNTING, 0, -1);
    while (sentences.hasNext()) {
      CharSequence sentence = sentences.next();
      if (3L * sentence.length() > utf8.length) {
        utf8 = new byte[Math.toIntExact(3L * sentence.length() + 1024)];
      }
      int length = Utf8.encode(sentence, utf8, 0);
      aligned.set(utf8, 0, length, 0);
      normalizer.apply(aligned);
      all.add(aligned.bytes(), aligned.length());
      bytes += length;
      listener.tick(Phase.COUNTING, bytes, -1);
    }
    listener.mark(Phase.COUNTING, bytes, bytes);
    return all.withoutEmpty();
  }

  private void add(byte[] utf8, int length) {
    int start = length();
    makeRoom(start + (long) length);
    System.arraycopy(utf8, 0, text, start, length);
    text[start + length] = 0;
    end(start + length + 1);
  }

  private void makeRoom(long needed) {
    long room = needed + 1 + RepeatedStrings.PADDING;
    if (room > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "the text has more than 2^31 bytes, which SentencePiece's seeds can't be found in; train"
              + " in the best mode, or on a sample");
    }
    if (room > text.length) {
      text = Arrays.copyOf(text, (int) Math.min(Integer.MAX_VALUE - 16L, room + room / 2));
    }
  }

  private void end(int end) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, Math.toIntExact(size * 3L / 2));
    }
    ends[size++] = end;
  }

  private SentenceText withoutEmpty() {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    int count = size;
    for (int i = 0; i < count; ) {
      if (ends[order[i]] - start(order[i]) == 1) {
        order[i] = order[--count];
      } else {
        i++;
      }
    }
    if (count == size) {
      return this;
    }
    SentenceText kept = new SentenceText();
    for (int i = 0; i < count; i++) {
      byte[] one = Arrays.copyOfRange(text, start(order[i]), ends[order[i]] - 1);
      kept.add(one, one.length);
    }
    return kept;
  }

  private int start(int sentence) {
    return sentence == 0 ? 0 : ends[sentence - 1];
  }

  /// The bytes, zeros after each sentence included, with [RepeatedStrings#PADDING] more.
  byte[] bytes() {
    makeRoom(length());
    Arrays.fill(text, length(), length() + RepeatedStrings.PADDING, (byte) 0);
    return text;
  }

  /// Number of bytes, zeros after each sentence included.
  int length() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /// The words and how often each occurs.
  WordCounts words() {
    WordCounter counter = new WordCounter(MarkedWords.UNCUT);
    for (int i = 0; i < size; i++) {
      counter.add(text, start(i), ends[i] - 1);
    }
    return counter.counts();
  }

  /// The same with `▅` for rare characters.
  SentenceText withoutRare(Alphabet alphabet) {
    SentenceText replaced = new SentenceText();
    byte[] out = new byte[1 << 10];
    for (int i = 0; i < size; i++) {
      long room = 3L * (ends[i] - start(i));
      if (room > out.length) {
        out = new byte[Math.toIntExact(room + 1024)];
      }
      replaced.add(out, alphabet.replaceRare(text, start(i), ends[i] - 1, out));
    }
    return replaced;
  }
}
