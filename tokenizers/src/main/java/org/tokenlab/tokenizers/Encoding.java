package org.tokenlab.tokenizers;

import java.util.Arrays;

/// Ids of one text with the place of each token. Immutable and thread-safe.
///
/// Offsets are kept in bytes of the text's UTF-8 and translated when asked for. A token may begin
/// or end inside a character; in units coarser than bytes such a token's start is rounded down and
/// its end up, to whole units, so that the span always holds the token (HF's rule for byte-level
/// models).
public final class Encoding {
  private final byte[] utf8;
  private final int[] ids;
  private final int[] ends;

  Encoding(byte[] utf8, int[] ids, int[] ends) {
    this.utf8 = utf8;
    this.ids = ids;
    this.ends = ends;
  }

  /// Number of tokens.
  public int size() {
    return ids.length;
  }

  /// The ids; a copy.
  public int[] ids() {
    return ids.clone();
  }

  /// The id of token `index`.
  public int id(int index) {
    return ids[index];
  }

  /// The text's bytes that token `index` covers; a copy.
  public byte[] bytes(int index) {
    return Arrays.copyOfRange(utf8, start(index), ends[index]);
  }

  /// The place of every token in `unit`: `{start₀, end₀, start₁, end₁, …}`, in one pass over the
  /// text.
  public int[] offsets(TextUnit unit) {
    int[] offsets = new int[2 * ids.length];
    if (unit == TextUnit.UTF8_BYTES) {
      for (int i = 0; i < ids.length; i++) {
        offsets[2 * i] = start(i);
        offsets[2 * i + 1] = ends[i];
      }
      return offsets;
    }
    UnitBoundaries boundaries = new UnitBoundaries(utf8, unit);
    for (int i = 0; i < ids.length; i++) {
      offsets[2 * i] = boundaries.unitHolding(start(i));
      offsets[2 * i + 1] = boundaries.unitsUpTo(ends[i]);
    }
    return offsets;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }
}
