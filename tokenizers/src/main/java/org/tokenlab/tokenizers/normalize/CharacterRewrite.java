package org.tokenlab.tokenizers.normalize;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;

/// Rewrites each character for itself: it stays, goes, or becomes one or several others, which then
/// all have its source.
///
/// Linear; a text in which nothing changes isn't rewritten. Immutable and thread-safe.
final class CharacterRewrite {
  /// What the map says of a character that goes.
  static final int REMOVED = -1;

  /// What the map says of a character that becomes several.
  static final int SEVERAL = -2;

  private final IntUnaryOperator map;
  private final IntFunction<int[]> several;
  private final boolean[] changes = new boolean[128];

  /// @param map what a code point becomes: a code point, [#REMOVED] or [#SEVERAL]
  /// @param several what a code point becomes of which `map` says [#SEVERAL]
  CharacterRewrite(IntUnaryOperator map, IntFunction<int[]> several) {
    this.map = map;
    this.several = several;
    for (int c = 0; c < changes.length; c++) {
      changes[c] = map.applyAsInt(c) != c;
    }
  }

  CharacterRewrite(IntUnaryOperator map) {
    this(map, codePoint -> new int[0]);
  }

  /// The code point next to a cut that this one becomes, or −1 if it becomes none.
  ///
  /// @param side of the cut, on which it stands
  int image(int codePoint, Side side) {
    int image = map.applyAsInt(codePoint);
    if (image == SEVERAL) {
      int[] all = several.apply(codePoint);
      return side == Side.LEFT ? all[all.length - 1] : all[0];
    }
    return image;
  }

  void apply(AlignedText text) {
    byte[] bytes = text.bytes();
    int length = text.length();
    int kept = -1; // up to here the old text has been taken over; -1 before the first change
    for (int at = 0; at < length; ) {
      int lead = bytes[at];
      if (lead >= 0 && !changes[lead]) {
        at++;
        continue;
      }
      int next = at + Utf8.sequenceLength(lead & 0xFF);
      int codePoint = Utf8.codePointAt(bytes, at, length);
      int to = map.applyAsInt(codePoint);
      if (to != codePoint) {
        if (kept < 0) {
          text.beginRewrite();
          kept = 0;
        }
        text.keep(kept, at);
        put(text, codePoint, to, at);
        kept = next;
      }
      at = next;
    }
    if (kept >= 0) {
      text.keep(kept, length);
      text.endRewrite();
    }
  }

  private void put(AlignedText text, int from, int to, int at) {
    if (to >= 0) {
      text.put(to, at);
    } else if (to == SEVERAL) {
      for (int codePoint : several.apply(from)) {
        text.put(codePoint, at);
      }
    }
  }
}
