package org.tokenlab.training.internal.sentencepiece;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.training.TextBlocks;

/// The texts that training takes: all but empty ones, too long ones, and such as hold the character
/// `▅`, which training uses itself. SentencePiece leaves the same ones out.
public final class Sentences implements TextBlocks {
  private final Iterator<? extends CharSequence> texts;
  private final int maxBytes;
  private @Nullable CharSequence ahead;
  private long tooLong;
  private long reserved;
  private int[] starts = new int[0]; // of those that are taken of many texts
  private int[] ends = new int[0];

  public Sentences(Iterator<? extends CharSequence> texts, int maxBytes) {
    this.texts = texts;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && texts.hasNext()) {
      CharSequence text = texts.next();
      if (takes(text)) {
        ahead = text;
      }
    }
    return ahead != null;
  }

  @Override
  public CharSequence next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    CharSequence text = ahead;
    ahead = null;
    return text;
  }

  @Override
  public boolean next(Sink sink) {
    if (ahead == null && texts instanceof TextBlocks blocks) {
      return blocks.next(new Taken(sink));
    }
    if (!hasNext()) {
      return false;
    }
    sink.text(next());
    return true;
  }

  /// Passes on what training takes.
  private final class Taken implements Sink {
    private final Sink to;

    Taken(Sink to) {
      this.to = to;
    }

    @Override
    public void text(CharSequence text) {
      if (takes(text)) {
        to.text(text);
      }
    }

    @Override
    public void texts(byte[] utf8, int[] from, int[] end, int count) {
      if (starts.length < count) {
        starts = new int[count];
        ends = new int[count];
      }
      int taken = 0;
      for (int i = 0; i < count; i++) {
        if (takes(utf8, from[i], end[i])) {
          starts[taken] = from[i];
          ends[taken++] = end[i];
        }
      }
      if (taken > 0) {
        to.texts(utf8, starts, ends, taken);
      }
    }
  }

  private boolean takes(CharSequence text) {
    if (text.length() > maxBytes || Utf8.length(text) > maxBytes) {
      tooLong++;
      return false;
    }
    if (holdsReserved(text)) {
      reserved++;
      return false;
    }
    return !text.isEmpty();
  }

  private static boolean holdsReserved(CharSequence text) {
    if (text instanceof String string) {
      return string.indexOf(PieceRules.RARE) >= 0;
    }
    return text.chars().anyMatch(unit -> unit == PieceRules.RARE);
  }

  private boolean takes(byte[] utf8, int from, int to) {
    if (to - from > maxBytes) {
      tooLong++;
      return false;
    }
    for (int i = from; i < to - 2; i++) {
      if (utf8[i] == (byte) 0xE2 && utf8[i + 1] == (byte) 0x96 && utf8[i + 2] == (byte) 0x85) {
        reserved++;
        return false;
      }
    }
    return from < to;
  }

  /// How many texts were left out for their length.
  public long tooLong() {
    return tooLong;
  }

  /// What there is to say where nothing was taken.
  public String whyNothing() {
    return "there is no text to train on"
        + (tooLong > 0
            ? ": " + tooLong + " texts are longer than " + maxBytes + " bytes and were left out"
            : "")
        + (reserved > 0 ? "; " + reserved + " hold the reserved character U+2585" : "");
  }
}
