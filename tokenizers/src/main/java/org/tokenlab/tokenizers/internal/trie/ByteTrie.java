package org.tokenlab.tokenizers.internal.trie;

import org.tokenlab.tokenizers.Vocabulary;

/// A trie over byte strings, as a double array: all keys that begin at a place in a text are found
/// by one array read a byte, without allocation.
///
/// A node is one `long` that holds all that a walk needs, so callers keep the node itself:
///
/// ```
/// long node = trie.root();
/// for (int i = at; i < end && (node = trie.step(node, utf8[i])) != ByteTrie.NONE; i++) {
///   int id = ByteTrie.id(node); // of the key utf8[at, i + 1), or -1
/// }
/// ```
///
/// The child of a node by byte `b` stands at `base ^ b` and repeats `b`. No two nodes share a base
/// (Yata et al. 2007), so the repeated byte is proof enough that the child is this node's. Takes 8
/// bytes a node and some 5 % for gaps. Immutable and thread-safe.
public final class ByteTrie {
  /// What [#step] gives where no key goes on.
  public static final long NONE = 0;

  /// Ids run from 0 to this, exclusive.
  public static final int ID_LIMIT = (1 << 24) - 1;

  // From the low end: base 31 bits, byte 9 bits, id + 1 in 24 bits.
  static final int LABEL_SHIFT = 31;
  static final int ID_SHIFT = 40;
  static final int BASE_MASK = Integer.MAX_VALUE;

  private static final byte[] NO_BYTES = {};

  private final long[] units;
  private final int longest;

  ByteTrie(long[] units, int longest) {
    this.units = units;
    this.longest = longest;
  }

  /// The trie of `keys`, each with its index as id. An empty key is never found; of equal keys the
  /// last one is. Takes O(total bytes) time, and O(n log n) comparisons of keys that agree in their
  /// first eight bytes.
  ///
  /// @throws IllegalArgumentException if there are more keys than [#ID_LIMIT]
  public static ByteTrie of(byte[][] keys) {
    requireFew(keys.length);
    return of(new SortedKeys(keys));
  }

  private static void requireFew(int keys) {
    if (keys > ID_LIMIT) {
      throw new IllegalArgumentException("a trie takes at most " + ID_LIMIT + " keys; got " + keys);
    }
  }

  /// The trie of keys that are sorted already.
  ///
  /// @throws IllegalArgumentException if there are more keys than [#ID_LIMIT]
  public static ByteTrie of(SortedKeys keys) {
    requireFew(keys.given());
    int longest = 0;
    for (int at = 0; at < keys.size(); at++) {
      longest = Math.max(longest, keys.length(at));
    }
    return new ByteTrie(new TrieBuilder(keys).build(), longest);
  }

  /// The trie of a vocabulary's tokens, with their ids.
  public static ByteTrie of(Vocabulary vocabulary) {
    byte[][] keys = new byte[vocabulary.idLimit()][];
    for (int id = 0; id < keys.length; id++) {
      keys[id] = vocabulary.contains(id) ? vocabulary.bytes(id) : NO_BYTES;
    }
    return of(keys);
  }

  /// A trie of the units that another one had.
  ///
  /// @param units as [#units] gave them; not copied
  /// @param longest number of bytes of the longest key
  /// @param idLimit above all ids
  /// @throws IllegalArgumentException if a walk could leave the array, or an id is too large;
  ///   whether the ids stand where they belong is not checked
  public static ByteTrie ofUnits(long[] units, int longest, int idLimit) {
    boolean fit = units.length > 0 && units.length % 256 == 0;
    for (long unit : units) {
      fit &= ((int) unit & BASE_MASK) < units.length && id(unit) < idLimit;
    }
    if (!fit) {
      throw new IllegalArgumentException(
          "the units of the trie lead outside of it, or to no token");
    }
    return new ByteTrie(units, longest);
  }

  /// The array that the trie is.
  public long[] units() {
    return units.clone();
  }

  /// Number of keys. O(nodes).
  public int size() {
    int size = 0;
    for (long unit : units) {
      size += id(unit) >= 0 ? 1 : 0;
    }
    return size;
  }

  /// Number of bytes of the longest key.
  public int longest() {
    return longest;
  }

  /// The node of the empty string.
  public long root() {
    return units[0];
  }

  /// The node that `b` leads to from `node`, or [#NONE].
  public long step(long node, byte b) {
    int label = b & 0xFF;
    long child = units[((int) node & BASE_MASK) ^ label];
    return ((int) (child >>> LABEL_SHIFT) & 0x1FF) == label ? child : NONE;
  }

  /// The id of the key that ends at `node`, or -1.
  public static int id(long node) {
    return (int) (node >>> ID_SHIFT) - 1;
  }

  /// The node that all of `bytes[from, to)` lead to, or [#NONE].
  public long walk(byte[] bytes, int from, int to) {
    long node = root();
    for (int i = from; i < to && node != NONE; i++) {
      node = step(node, bytes[i]);
    }
    return node;
  }

  /// The id of the key made of `bytes[from, to)`, or -1.
  public int find(byte[] bytes, int from, int to) {
    return id(walk(bytes, from, to));
  }

  /// How many bytes the longest key has that starts at `utf8[from]` and ends before `to`; 0 if
  /// there is none.
  public int longest(byte[] utf8, int from, int to) {
    long node = root();
    int longest = 0;
    for (int i = from; i < to && node != NONE; i++) {
      node = step(node, utf8[i]);
      if (id(node) >= 0) {
        longest = i + 1 - from;
      }
    }
    return longest;
  }

  @Override
  public String toString() {
    return "ByteTrie[" + size() + " keys]";
  }
}
