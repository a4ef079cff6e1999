package org.tokenlab.tokenizers.internal.cache;

/// The system property that bounds each cache, and the hash of its keys.
public final class CacheSetting {
  /// Names the property: how many pieces or units a cache remembers at most, 0 for no cache.
  public static final String PROPERTY = "org.tokenlab.wordCache";

  private static final int DEFAULT_ENTRIES = 1 << 18;
  private static final int LARGEST = 1 << 24;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private CacheSetting() {}

  /// The property's value, or the default.
  ///
  /// @throws IllegalArgumentException if the property is no number from 0 to 2²⁴
  public static int entries() {
    String setting = System.getProperty(PROPERTY);
    if (setting == null) {
      return DEFAULT_ENTRIES;
    }
    try {
      int entries = Integer.parseInt(setting);
      if (entries >= 0 && entries <= LARGEST) {
        return entries;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "-D"
            + PROPERTY
            + " must be a number of pieces from 0 (no cache) to "
            + LARGEST
            + "; got: "
            + setting);
  }

  /// The hash of a key of two longs; its upper bits are mixed best.
  public static long hash(long low, long high) {
    long mixed = (low ^ Long.rotateLeft(high * MULTIPLIER, 32)) * MULTIPLIER;
    return (mixed ^ mixed >>> 29) * MULTIPLIER;
  }
}
