package org.tokenlab.corpora;

/// Takes documents as their source has them: as text, or as bytes of UTF-8, many at once, from
/// which no `String` need be made.
public interface DocumentSink {
  /// Takes a document.
  void document(String text);

  /// Takes `count` documents: the `i`-th is the well-formed UTF-8 in `utf8[starts[i], ends[i])`.
  /// They lie one behind the other, with anything in between. The arrays may change after the call.
  void documents(byte[] utf8, int[] starts, int[] ends, int count);
}
