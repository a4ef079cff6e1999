package org.tokenlab.training;

import java.util.Iterator;

/// Texts that can be had as UTF-8, many at once, as well as one by one.
///
/// A trainer counts bytes. Given an iterator that is one of these it takes them as they are, and no
/// `String` is made of what a file holds as bytes already. For short texts, the lines of a file,
/// that is most of what reading takes. Not thread-safe; used by one thread at a time.
public interface TextBlocks extends Iterator<CharSequence> {
  /// Hands the next few texts to `sink`. False after the last one.
  boolean next(Sink sink);

  /// Takes texts.
  interface Sink {
    /// Takes a text, which must not change after the call.
    void text(CharSequence text);

    /// Takes `count` texts: the `i`-th is the UTF-8 in `utf8[starts[i], ends[i])`. They lie one
    /// behind the other, with anything in between. The arrays may change after the call.
    ///
    /// A text that is not well-formed ends the training with an [IllegalArgumentException].
    void texts(byte[] utf8, int[] starts, int[] ends, int count);
  }
}
