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
  private final int[] spans;

  Encoding(byte[] utf8, int[] ids, int[] spans) {
    this.utf8 = utf8;
    this.ids = ids;
    this.spans = spans;
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
    return Arrays.copyOfRange(utf8, spans[2 * index], spans[2 * index + 1]);
  }

  /// The place of every token in `unit`: `{start₀, end₀, start₁, end₁, …}`, in one pass over the
  /// text.
  public int[] offsets(TextUnit unit) {
    if (unit == TextUnit.UTF8_BYTES) {
      return spans.clone();
    }
    int[] offsets = new int[2 * ids.length];
    UnitBoundaries boundaries = new UnitBoundaries(utf8, unit);
    for (int i = 0; i < offsets.length; i += 2) {
      offsets[i] = boundaries.unitHolding(spans[i]);
      offsets[i + 1] = boundaries.unitsUpTo(spans[i + 1]);
    }
    return offsets;
  }
}
