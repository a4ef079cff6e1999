package org.tokenlab.tokenizers.equalinfo;

/// A model of bytes: how likely each value is for the next one, given those since the last reset.
///
/// What it says are integers, and they must be the same each time, on each machine and thread: a
/// window is read back with the numbers it was written with, and one that differs by a unit makes
/// the rest of the window another text. Integer arithmetic does; so do Java's `double` additions
/// and multiplications in a fixed order, but not `Math.exp` or a sum whose order a thread chooses.
///
/// Immutable and thread-safe; one walk through a text is a [Context].
public interface BytePredictor {
  /// The fewest bits of [#precision].
  int LEAST_PRECISION = 10;

  /// The most bits of [#precision].
  int MOST_PRECISION = 15;

  /// Bits of a frequency, from 10 to 15: the 256 frequencies add up to 2 to this power.
  int precision();

  /// A new walk, with no bytes in it.
  Context newContext();

  /// The bytes since the last reset. Not thread-safe.
  interface Context {
    /// What [#key] says where nothing is known of other places.
    long NO_KEY = -1;

    /// Forgets all bytes.
    void reset();

    /// Adds a byte.
    ///
    /// @param value from 0 to 255
    void append(int value);

    /// A number that only places with the same frequencies share, so that what was made of them can
    /// be kept; not negative, or [#NO_KEY].
    default long key() {
      return NO_KEY;
    }

    /// Writes how often each byte comes next in 2 to the [#precision] cases.
    ///
    /// @param into 256 numbers, each at least 1, whose sum is 2 to the [#precision]
    void frequencies(int[] into);
  }
}
