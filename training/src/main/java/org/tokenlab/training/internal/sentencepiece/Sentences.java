package org.tokenlab.training.internal.sentencepiece;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Utf8;

/// The texts that training takes: all but empty ones, too long ones, and such as hold the character
/// `▅`, which training uses itself. SentencePiece leaves the same ones out.
public final class Sentences implements Iterator<CharSequence> {
  private final Iterator<? extends CharSequence> texts;
  private final int maxBytes;
  private @Nullable CharSequence ahead;
  private long tooLong;
  private long reserved;

  public Sentences(Iterator<? extends CharSequence> texts, int maxBytes) {
    this.texts = texts;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && texts.hasNext()) {
      CharSequence text = texts.next();
      if (text.isEmpty()) {
        continue;
      }
      if (text.length() > maxBytes || Utf8.length(text) > maxBytes) {
        tooLong++;
      } else if (holdsReserved(text)) {
        reserved++;
      } else {
        ahead = text;
      }
    }
    return ahead != null;
  }

  private static boolean holdsReserved(CharSequence text) {
    if (text instanceof String string) {
      return string.indexOf(PieceRules.RARE) >= 0;
    }
    return text.chars().anyMatch(unit -> unit == PieceRules.RARE);
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
