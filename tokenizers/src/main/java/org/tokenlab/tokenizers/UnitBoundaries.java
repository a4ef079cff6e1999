package org.tokenlab.tokenizers;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;

/// Translates ascending byte offsets of one text into another unit, in one pass.
final class UnitBoundaries {
  private final byte[] utf8;
  private final TextUnit unit;

  // Only for graphemes: byte offset at which each cluster starts.
  private final int[] clusterStarts;

  // A character starts at byte `at`, with `units` units before it.
  private int at;
  private int units;

  UnitBoundaries(byte[] utf8, TextUnit unit) {
    this.utf8 = utf8;
    this.unit = unit;
    clusterStarts = unit == TextUnit.GRAPHEMES ? clusterStarts(utf8) : new int[0];
  }

  private static int[] clusterStarts(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    BreakIterator clusters = BreakIterator.getCharacterInstance(ULocale.ROOT);
    clusters.setText(text);
    IntSink starts = new IntSink(text.length());
    int previous = 0;
    int bytes = 0;
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      starts.add(bytes);
      bytes += Utf8.length(text.substring(previous, end));
      previous = end;
    }
    return starts.toArray();
  }

  /// Offset of the unit that holds byte `offset`.
  int unitHolding(int offset) {
    advance(offset);
    return units;
  }

  /// Number of units that begin before byte `offset`.
  int unitsUpTo(int offset) {
    advance(offset);
    return at == offset ? units : units + unitsAt(at);
  }

  /// Moves to the last unit boundary at or before `offset`.
  private void advance(int offset) {
    while (at < offset) {
      int next = at + bytesAt(at);
      if (next > offset) {
        return;
      }
      units += unitsAt(at);
      at = next;
    }
  }

  private int bytesAt(int position) {
    if (unit == TextUnit.GRAPHEMES) {
      int next = units + 1;
      return (next < clusterStarts.length ? clusterStarts[next] : utf8.length) - position;
    }
    return Utf8.sequenceLength(utf8[position] & 0xFF);
  }

  private int unitsAt(int position) {
    return unit == TextUnit.UTF16_UNITS && (utf8[position] & 0xFF) >= 0xF0 ? 2 : 1;
  }
}
