package org.tokenlab.tokenizers.bpe;

/// Whether phrases are worth remembering: they come again and again in a text of a few megabytes,
/// and in one of a hundred there are too many of them.
///
/// When the cache of phrases is full and forgets them, those asked for since should have been
/// [#FEW_TIMES] as many as it holds. Where they were not, pieces go by words for the next 16 MiB,
/// twice as long each time, before phrases are tried again. (SuperBPE of 200,000, 10 MB of English
/// as one text, again and again: 20 MB/s by phrases alone, 45 so.)
///
/// One thread's.
final class PhraseWorth {
  static final int FEW_TIMES = 4;
  static final long SHORTEST_TIME = 1 << 24; // bytes
  private static final long LONGEST_TIME = 1 << 30;

  private final WordCache phrases;
  private long asked; // since they were last forgotten
  private int timesForgotten;
  private long nextTime = SHORTEST_TIME;
  private long left; // bytes to go by words

  PhraseWorth(WordCache phrases) {
    this.phrases = phrases;
  }

  /// Whether to go by phrases now.
  boolean holds() {
    return left <= 0;
  }

  /// So many phrases were asked for.
  void asked(int count) {
    asked += count;
    if (phrases.timesForgotten() != timesForgotten) {
      timesForgotten = phrases.timesForgotten();
      if (asked < (long) FEW_TIMES * phrases.mostEntries()) {
        left = nextTime;
        nextTime = Math.min(LONGEST_TIME, 2 * nextTime);
      }
      asked = 0;
    }
  }

  /// So many bytes went by words.
  void wentByWords(int bytes) {
    left -= bytes;
  }
}
