package org.tokenlab.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.tokenlab.tokenizers.Utf8;

/// Finds the longest user-defined piece that a text starts with: a trie over bytes.
///
/// A look-up takes time linear in the piece, one array access where none starts with the first
/// byte. Immutable and thread-safe.
final class UserDefinedPieces {
  private static final int ROOT = 0;

  private final boolean[] starts = new boolean[256];
  private final BitSet behindFirst = new BitSet();
  private final BitSet first = new BitSet();
  private final BitSet startsLonger = new BitSet();

  // Open addressing: key (node << 8 | byte) + 1, and the child that it leads to.
  private long[] keys = new long[64];
  private int[] children = new int[64];
  private int edges;
  private int nodes = 1;
  private final BitSet ends = new BitSet(); // nodes at which a piece ends

  UserDefinedPieces(List<String> pieces) {
    for (String piece : pieces) {
      if (!piece.isEmpty()) {
        add(piece);
      }
    }
  }

  private void add(String piece) {
    byte[] utf8 = new byte[Utf8.length(piece)];
    Utf8.encode(piece, utf8, 0);
    starts[utf8[0] & 0xFF] = true;
    int node = ROOT;
    for (byte b : utf8) {
      int slot = slot(node, b & 0xFF);
      if (keys[slot] == 0) {
        slot = insert(node, b & 0xFF);
      }
      node = children[slot];
    }
    ends.set(node);
    int head = piece.codePointAt(0);
    first.set(head);
    piece.codePoints().skip(1).forEach(behindFirst::set);
    if (Character.charCount(head) < piece.length()) {
      startsLonger.set(head);
    }
  }

  private int slot(int node, int b) {
    long key = ((long) node << 8 | b) + 1;
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int insert(int node, int b) {
    if (2 * ++edges > keys.length) {
      grow();
    }
    int slot = slot(node, b);
    keys[slot] = ((long) node << 8 | b) + 1;
    children[slot] = nodes++;
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[2 * oldKeys.length];
    children = Arrays.copyOf(children, keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot((int) ((oldKeys[i] - 1) >>> 8), (int) (oldKeys[i] - 1 & 0xFF));
        keys[slot] = oldKeys[i];
        children[slot] = oldChildren[i];
      }
    }
  }

  /// Whether some piece starts with this byte.
  boolean startWith(byte b) {
    return starts[b & 0xFF];
  }

  /// Length in bytes of the longest piece that `utf8[from, to)` starts with; 0 if there is none.
  int longestPrefix(byte[] utf8, int from, int to) {
    if (!starts[utf8[from] & 0xFF]) {
      return 0;
    }
    int longest = 0;
    int node = ROOT;
    for (int at = from; at < to; at++) {
      int slot = slot(node, utf8[at] & 0xFF);
      if (keys[slot] == 0) {
        break;
      }
      node = children[slot];
      if (ends.get(node)) {
        longest = at + 1 - from;
      }
    }
    return longest;
  }

  /// Whether some piece starts with this code point.
  boolean startWith(int codePoint) {
    return first.get(codePoint);
  }

  /// Whether some piece of several code points starts with this one.
  boolean longerStartWith(int codePoint) {
    return startsLonger.get(codePoint);
  }

  /// Whether some piece holds this code point after its first.
  boolean holdBehindFirst(int codePoint) {
    return behindFirst.get(codePoint);
  }
}
