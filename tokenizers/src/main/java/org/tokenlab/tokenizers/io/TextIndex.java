package org.tokenlab.tokenizers.io;

import java.nio.charset.StandardCharsets;
import org.tokenlab.tokenizers.internal.vocabulary.ByteStrings;

/// Finds texts of a [TextList]: an open-addressing table, at most half full. Where a text comes
/// more than once the last one counts, as it does in a JSON object that is read into a map.
final class TextIndex {
  /// What [#find] returns where there is no such text.
  static final int NONE = -1;

  private static final long TAG = 0xFFFF_FFFF_0000_0000L;

  private final TextList texts;
  private final long[] slots; // 32 bits of the hash, against following wrong slots; index + 1
  private int distinct;

  TextIndex(TextList texts) {
    this.texts = texts;
    slots = new long[Math.max(16, Integer.highestOneBit(Math.max(texts.size(), 1)) << 2)];
    for (int i = 0; i < texts.size(); i++) {
      long hash = hash(texts.bytes(), texts.start(i), texts.end(i));
      int slot = slot(hash, texts.bytes(), texts.start(i), texts.end(i));
      distinct += slots[slot] == 0 ? 1 : 0;
      slots[slot] = (hash & TAG) | (i + 1);
    }
  }

  /// The hash that slots go by.
  static long hash(byte[] bytes, int from, int to) {
    long hash = ByteStrings.hash(bytes, from, to);
    return hash ^ (hash >>> 29);
  }

  private int slot(long hash, byte[] bytes, int from, int to) {
    int slot = (int) hash & (slots.length - 1);
    for (long entry = slots[slot]; entry != 0; entry = slots[slot]) {
      if (((entry ^ hash) & TAG) == 0 && is((int) entry - 1, bytes, from, to)) {
        break;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /// Whether entry `index` is the text `utf8[from, to)`.
  boolean is(int index, byte[] utf8, int from, int to) {
    return ByteStrings.equal(texts.bytes(), texts.start(index), texts.end(index), utf8, from, to);
  }

  /// The last index of the text `utf8[from, to)`, or [#NONE].
  int find(byte[] utf8, int from, int to) {
    return (int) slots[slot(hash(utf8, from, to), utf8, from, to)] - 1;
  }

  /// What stands in the slot that a look-up begins with.
  long firstSlot(long hash) {
    return slots[(int) hash & (slots.length - 1)];
  }

  /// The last index of the text `utf8[from, to)`, or [#NONE].
  ///
  /// @param hash the text's
  /// @param first what [#firstSlot] gave for it
  int find(long hash, long first, byte[] utf8, int from, int to) {
    boolean there =
        first != 0 && ((first ^ hash) & TAG) == 0 && is((int) first - 1, utf8, from, to);
    return there ? (int) first - 1 : (int) slots[slot(hash, utf8, from, to)] - 1;
  }

  /// The last index of `text`, or [#NONE].
  int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return find(utf8, 0, utf8.length);
  }

  /// Number of different texts.
  int distinct() {
    return distinct;
  }

  /// Whether entry `index` is the last with its text.
  boolean counts(int index) {
    return distinct == texts.size()
        || find(texts.bytes(), texts.start(index), texts.end(index)) == index;
  }
}
