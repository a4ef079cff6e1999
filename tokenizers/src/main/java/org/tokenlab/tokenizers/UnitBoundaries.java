package org.tokenlab.tokenizers;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;

/// Translates byte offsets of one text into another unit: an array of the unit that each byte is
/// in, built in one pass.
final class UnitBoundaries {
  private final byte[] utf8;
  private final int[] unitOf; // by byte; one more entry for the end of the text

  UnitBoundaries(byte[] utf8, TextUnit unit) {
    this.utf8 = utf8;
    unitOf = new int[utf8.length + 1];
    if (unit == TextUnit.GRAPHEMES) {
      fillClusters(utf8);
    } else {
      int units = -1;
      for (int i = 0; i < utf8.length; i++) {
        boolean starts = (utf8[i] & 0xC0) != 0x80;
        if (starts) {
          units += i > 0 && isPair(utf8, i - 1, unit) ? 2 : 1;
        }
        unitOf[i] = units;
      }
      unitOf[utf8.length] =
          units + 1 + (utf8.length > 0 && isPair(utf8, utf8.length - 1, unit) ? 1 : 0);
    }
  }

  /// Whether the character that byte `i` belongs to takes two units.
  private static boolean isPair(byte[] utf8, int i, TextUnit unit) {
    return unit == TextUnit.UTF16_UNITS
        && i >= 3
        && (utf8[i - 3] & 0xFF) >= 0xF0
        && (utf8[i] & 0xC0) == 0x80;
  }

  private void fillClusters(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    BreakIterator clusters = BreakIterator.getCharacterInstance(ULocale.ROOT);
    clusters.setText(text);
    int previous = 0;
    int bytes = 0;
    int cluster = 0;
    for (int end = clusters.next(); end != BreakIterator.DONE; end = clusters.next()) {
      int next = bytes + Utf8.length(text.substring(previous, end));
      java.util.Arrays.fill(unitOf, bytes, next, cluster++);
      bytes = next;
      previous = end;
    }
    unitOf[utf8.length] = cluster;
  }

  /// Offset of the unit that holds byte `offset`.
  int unitHolding(int offset) {
    return unitOf[offset];
  }

  /// Number of units that begin before byte `offset`.
  int unitsUpTo(int offset) {
    int at = offset;
    while (at < utf8.length && (utf8[at] & 0xC0) == 0x80) {
      at++; // the character that it is inside counts whole
    }
    boolean insideCluster = at > 0 && at < utf8.length && unitOf[at] == unitOf[at - 1];
    return insideCluster ? unitOf[at] + 1 : unitOf[at];
  }
}
