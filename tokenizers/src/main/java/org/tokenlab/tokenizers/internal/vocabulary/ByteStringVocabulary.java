package org.tokenlab.tokenizers.internal.vocabulary;

import java.util.Arrays;
import org.tokenlab.tokenizers.Vocabulary;

/// All tokens' bytes in one arena, found through an open-addressing table of ids.
public final class ByteStringVocabulary implements Vocabulary {
  private final byte[] arena;
  private final int[] start; // token id is arena[start[id], start[id + 1])
  private final int[] slots; // id + 1, or 0 for free
  private final int size;

  /// A vocabulary whose token `id` is `tokens[id]`; an empty array marks an id that is not used.
  ///
  /// @throws IllegalArgumentException if two ids have the same bytes
  public ByteStringVocabulary(byte[][] tokens) {
    this(arena(tokens), starts(tokens));
  }

  private static int[] starts(byte[][] tokens) {
    int[] start = new int[tokens.length + 1];
    for (int id = 0; id < tokens.length; id++) {
      start[id + 1] = Math.addExact(start[id], tokens[id].length);
    }
    return start;
  }

  private static byte[] arena(byte[][] tokens) {
    long length = 0;
    for (byte[] token : tokens) {
      length += token.length;
    }
    byte[] arena = new byte[Math.toIntExact(length)];
    int at = 0;
    for (byte[] token : tokens) {
      System.arraycopy(token, 0, arena, at, token.length);
      at += token.length;
    }
    return arena;
  }

  /// A vocabulary of tokens that stand one after the other.
  ///
  /// @param arena all tokens' bytes, by id; not copied
  /// @param start of each token in `arena`, and the end of the last one; ascending; not copied. An
  ///   empty token marks an id that is not used
  /// @throws IllegalArgumentException if two ids have the same bytes
  public ByteStringVocabulary(byte[] arena, int[] start) {
    this.arena = arena;
    this.start = start;
    int used = 0;
    for (int id = 0; id + 1 < start.length; id++) {
      used += start[id] < start[id + 1] ? 1 : 0;
    }
    slots = new int[tableSize(used)];
    for (int id = 0; id + 1 < start.length; id++) {
      if (start[id] < start[id + 1]) {
        insert(id);
      }
    }
    size = used;
  }

  /// At most half full: a miss then ends after 1.5 probes or so.
  private static int tableSize(int used) {
    return Math.max(16, Integer.highestOneBit(Math.max(used, 1)) << 2);
  }

  /// A vocabulary of the arrays that another one had: nothing is hashed again.
  ///
  /// @param start of each token in `arena`, and the end of the last one; ascending
  /// @param slots as [#slots] gave them
  /// @throws IllegalArgumentException if the arrays don't fit each other; whether each id is in its
  ///   slot is not checked
  public ByteStringVocabulary(byte[] arena, int[] start, int[] slots) {
    this.arena = arena;
    this.start = start;
    this.slots = slots;
    int used = 0;
    boolean fit = start.length > 0 && start[0] == 0 && start[start.length - 1] == arena.length;
    for (int id = 0; id + 1 < start.length; id++) {
      fit &= start[id] <= start[id + 1];
      used += start[id] < start[id + 1] ? 1 : 0;
    }
    int filled = 0;
    for (int slot : slots) {
      fit &= slot == 0 || (slot > 0 && slot < start.length && start[slot - 1] < start[slot]);
      filled += slot == 0 ? 0 : 1;
    }
    if (!fit || Integer.bitCount(slots.length) != 1 || filled != used || filled == slots.length) {
      throw new IllegalArgumentException("the arrays of the vocabulary don't fit each other");
    }
    size = used;
  }

  /// All tokens' bytes, by id.
  public byte[] arena() {
    return arena.clone();
  }

  /// Where each token starts in [#arena], and where the last one ends.
  public int[] starts() {
    return start.clone();
  }

  /// The hash table.
  public int[] slots() {
    return slots.clone();
  }

  private void insert(int id) {
    int slot = slot(arena, start[id], start[id + 1]);
    while (slots[slot] != 0) {
      int other = slots[slot] - 1;
      if (matches(other, arena, start[id], start[id + 1])) {
        throw new IllegalArgumentException(
            "tokens "
                + other
                + " and "
                + id
                + " have the same bytes: "
                + Arrays.toString(bytes(id)));
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = id + 1;
  }

  private int slot(byte[] bytes, int from, int to) {
    return (int) (ByteStrings.hash(bytes, from, to) >>> 32) & slots.length - 1;
  }

  private boolean matches(int id, byte[] bytes, int from, int to) {
    return ByteStrings.equal(arena, start[id], start[id + 1], bytes, from, to);
  }

  @Override
  public int id(byte[] utf8, int from, int to) {
    if (from == to) {
      return NONE;
    }
    int slot = slot(utf8, from, to);
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (matches(id, utf8, from, to)) {
        return id;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return NONE;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int idLimit() {
    return start.length - 1;
  }

  @Override
  public boolean contains(int id) {
    return id >= 0 && id < idLimit() && start[id + 1] > start[id];
  }

  @Override
  public int length(int id) {
    requireToken(id);
    return start[id + 1] - start[id];
  }

  @Override
  public byte[] bytes(int id) {
    requireToken(id);
    return Arrays.copyOfRange(arena, start[id], start[id + 1]);
  }

  @Override
  public int copy(int id, byte[] out, int at) {
    requireToken(id);
    int length = start[id + 1] - start[id];
    System.arraycopy(arena, start[id], out, at, length);
    return at + length;
  }

  /// Whether token `whole` is the bytes of `left`, then those of `right`.
  ///
  /// @throws IllegalArgumentException if one of them is no token
  public boolean isConcatenation(int left, int right, int whole) {
    requireToken(left);
    requireToken(right);
    requireToken(whole);
    int from = start[whole];
    int to = start[whole + 1];
    int cut = from + start[left + 1] - start[left];
    return to - cut == start[right + 1] - start[right]
        && ByteStrings.equal(arena, start[left], start[left + 1], arena, from, cut)
        && ByteStrings.equal(arena, start[right], start[right + 1], arena, cut, to);
  }

  private void requireToken(int id) {
    if (!contains(id)) {
      throw new IllegalArgumentException(
          "no token has id " + id + "; ids run from 0 to " + (idLimit() - 1));
    }
  }
}
