package org.tokenlab.tokenizers;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which tokens of an [Encoding] belong to which sequence, as HF keeps it: a range of tokens for
/// each sequence that has been marked. Immutable.
///
/// Ranges may overlap, and joining two encodings that know the same sequence keeps the second's.
/// Post-processors in a row make use of neither, but their results show both.
record SequenceRanges(SortedMap<Integer, Range> ranges) {
  /// Tokens `[from, to)`.
  record Range(int from, int to) {}

  /// No sequence is marked: all tokens count as sequence 0.
  static final SequenceRanges NONE = new SequenceRanges(new TreeMap<>());

  /// With the first `size` tokens as `sequence`.
  SequenceRanges with(int sequence, int size) {
    SortedMap<Integer, Range> changed = new TreeMap<>(ranges);
    changed.put(sequence, new Range(0, size));
    return new SequenceRanges(changed);
  }

  /// These, then `next`'s moved up by `size` tokens.
  SequenceRanges followedBy(SequenceRanges next, int size) {
    if (next.ranges.isEmpty()) {
      return this;
    }
    SortedMap<Integer, Range> both = new TreeMap<>(ranges);
    next.ranges.forEach(
        (sequence, range) -> both.put(sequence, new Range(range.from + size, range.to + size)));
    return new SequenceRanges(both);
  }

  /// The sequence of each of `size` tokens, or [Encoding#NONE].
  ///
  /// HF counts the marked sequences and asks for as many from 0 on; one that is not marked then
  /// covers all tokens. Later ones win.
  int[] ids(int size) {
    int[] ids = new int[size];
    Arrays.fill(ids, Encoding.NONE);
    for (int sequence = 0; sequence < Math.max(1, ranges.size()); sequence++) {
      Range range = ranges.getOrDefault(sequence, new Range(0, size));
      Arrays.fill(ids, range.from, range.to, sequence);
    }
    return ids;
  }
}
