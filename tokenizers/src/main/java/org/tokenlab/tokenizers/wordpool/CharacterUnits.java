package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Utf8;

/// Characters (code points) of a list, and the 256 bytes for all others: units 0 to 255 are bytes,
/// 256 and on the characters in the order given. A character of the list is always one unit.
public final class CharacterUnits implements WordUnits {
  private static final int BYTES = 256;

  private final int[] codePoints;
  private final byte[][] bytes;
  private final Map<Integer, Integer> unitOf = new HashMap<>();

  /// These characters.
  ///
  /// @param codePoints distinct; no surrogates
  /// @throws IllegalArgumentException if one comes twice or is a surrogate
  public CharacterUnits(int... codePoints) {
    this.codePoints = codePoints.clone();
    bytes = new byte[codePoints.length][];
    for (int i = 0; i < codePoints.length; i++) {
      int codePoint = codePoints[i];
      if (!Character.isValidCodePoint(codePoint)
          || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
        throw new IllegalArgumentException(
            "units are Unicode scalar values; got " + Integer.toHexString(codePoint));
      }
      byte[] utf8 = new byte[4];
      int length = Utf8.put(codePoint, utf8, 0);
      bytes[i] = Arrays.copyOf(utf8, length);
      if (unitOf.put(codePoint, BYTES + i) != null) {
        throw new IllegalArgumentException(
            "the character U+" + Integer.toHexString(codePoint) + " comes twice");
      }
    }
  }

  /// The characters of `utf8` that occur at least `leastCount` times, most frequent first, at most
  /// `most` of them; characters with equal counts by code point.
  public static CharacterUnits mostFrequent(byte[] utf8, int most, int leastCount) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < utf8.length; ) {
      int length = Utf8.wellFormedLength(utf8, i, utf8.length);
      if (length > 0) {
        counts.merge(Utf8.codePointAt(utf8, i, utf8.length), 1, Integer::sum);
      }
      i += Math.max(1, length);
    }
    return new CharacterUnits(
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= leastCount)
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(most)
            .mapToInt(Map.Entry::getKey)
            .toArray());
  }

  /// The characters, in the order of their units; a copy.
  public int[] codePoints() {
    return codePoints.clone();
  }

  @Override
  public int size() {
    return BYTES + codePoints.length;
  }

  @Override
  public void append(byte[] utf8, int from, int to, IntSink units) {
    for (int i = from; i < to; ) {
      int length = Utf8.wellFormedLength(utf8, i, to);
      Integer unit = length == 0 ? null : unitOf.get(Utf8.codePointAt(utf8, i, to));
      if (unit != null) {
        units.add(unit);
      } else {
        length = Math.max(1, length);
        for (int k = i; k < i + length; k++) {
          units.add(utf8[k] & 0xFF);
        }
      }
      i += length;
    }
  }

  @Override
  public byte[] bytes(int unit) {
    java.util.Objects.checkIndex(unit, size());
    return unit < BYTES ? new byte[] {(byte) unit} : bytes[unit - BYTES].clone();
  }

  @Override
  public int length(int unit) {
    return unit < BYTES ? 1 : bytes[unit - BYTES].length;
  }

  @Override
  public String kind() {
    return "characters";
  }
}
