package org.tokenlab.tokenizers;

/// Rewrites text before it is split: Unicode normalisation, case, accents, white space.
///
/// Immutable and thread-safe. Keeps track of where each byte came from, so that tokens have offsets
/// in the text as it was given.
@FunctionalInterface
public interface Normalizer {
  /// Rewrites all of `text` in place. `text` is well-formed UTF-8 and stays so.
  void apply(AlignedText text);

  /// Whether [#apply] also takes text that is not well formed, and makes it so by a rule of its
  /// own. Else ill-formed UTF-8 is replaced before. No is the default.
  default boolean takesIllFormed() {
    return false;
  }

  /// Whether the text before `right` and the text from it on are each normalized as they would be
  /// without the other, where these two characters stand side by side in the source; what happens
  /// at the very start of a text is left aside. Says no if in doubt; no is the default.
  ///
  /// @param left a code point of the source
  /// @param right the code point after it
  default boolean keepsApart(int left, int right) {
    return false;
  }

  /// What stands next to a cut once a text is normalized, if `codePoint` did before: the last code
  /// point that it becomes on the left side of a cut, the first on the right side; or −1 if it
  /// becomes none, or that depends on what stands on its other side. Asked only beside a place
  /// where [#keepsApart] holds, and away from a text's ends. −1 is the default.
  ///
  /// @param side on which side of the cut it stands
  default int image(int codePoint, Side side) {
    return -1;
  }

  /// Writes what `utf8[from, to)` becomes, a part of a text that begins and ends where
  /// [#keepsApart] holds or the text ends, but not where the text begins. Sources are not told.
  ///
  /// @return how many bytes were written to `out` from its start on; −1 if they don't fit, or this
  ///   normalizer works on aligned texts only: the default
  default int continued(byte[] utf8, int from, int to, byte[] out) {
    return -1;
  }

  /// Leaves text as it is.
  static Normalizer none() {
    return None.INSTANCE;
  }

  /// The one normalizer that does nothing, so that it can be recognised.
  enum None implements Normalizer {
    /// It.
    INSTANCE;

    @Override
    public void apply(AlignedText text) {}

    @Override
    public int continued(byte[] utf8, int from, int to, byte[] out) {
      if (to - from > out.length) {
        return -1;
      }
      System.arraycopy(utf8, from, out, 0, to - from);
      return to - from;
    }

    @Override
    public boolean keepsApart(int left, int right) {
      return true;
    }

    @Override
    public int image(int codePoint, Side side) {
      return codePoint;
    }
  }
}
