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

  /// The one code point that `codePoint` becomes where it stands away from a text's ends, or −1 if
  /// it becomes none or several, or that depends on its neighbours. Asked only beside a place where
  /// [#keepsApart] holds. −1 is the default.
  default int image(int codePoint) {
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
    public boolean keepsApart(int left, int right) {
      return true;
    }

    @Override
    public int image(int codePoint) {
      return codePoint;
    }
  }
}
