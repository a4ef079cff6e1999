package org.tokenlab.tokenizers.io;

/// Many look-ups in a [TextIndex], done together.
///
/// A look-up waits for memory three times: for the slot, for the place of the text, for the text.
/// In a vocabulary of 200,000 that is most of what it costs. Done one step at a time for all texts,
/// the waits of neighbours overlap. Not thread-safe.
final class TextBatch {
  private final byte[] utf8;
  private final int[] from;
  private final int[] to;
  private final long[] hashes;
  private final long[] entries;
  private int size;

  /// Look-ups of stretches of `utf8`, at most `capacity` at a time.
  TextBatch(byte[] utf8, int capacity) {
    this.utf8 = utf8;
    from = new int[capacity];
    to = new int[capacity];
    hashes = new long[capacity];
    entries = new long[capacity];
  }

  void clear() {
    size = 0;
  }

  /// Adds the text `utf8[start, end)`.
  void add(int start, int end) {
    from[size] = start;
    to[size++] = end;
  }

  int from(int text) {
    return from[text];
  }

  int to(int text) {
    return to[text];
  }

  /// Writes to `found[i]` what [TextIndex#find] gives for text `i`.
  void find(TextIndex index, int[] found) {
    for (int i = 0; i < size; i++) {
      hashes[i] = TextIndex.hash(utf8, from[i], to[i]);
    }
    for (int i = 0; i < size; i++) {
      entries[i] = index.firstSlot(hashes[i]);
    }
    for (int i = 0; i < size; i++) {
      found[i] = index.find(hashes[i], entries[i], utf8, from[i], to[i]);
    }
  }
}
