package org.tokenlab.tokenizers;

/// What truncation keeps of a text. From [Tokenizer#truncate]. Immutable.
public final class TruncatedText {
  private final String text;
  private final int start;
  private final int end;
  private final int[] ids;

  TruncatedText(String text, int start, int end, int[] ids) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.ids = ids;
  }

  /// The characters kept: the start or the end of the text.
  public String text() {
    return text;
  }

  /// Where they start in the text, in UTF-16 units.
  public int start() {
    return start;
  }

  /// Where they end in the text, in UTF-16 units, exclusive.
  public int end() {
    return end;
  }

  /// Their ids, as they are in the whole text; a copy. Encoding [#text] anew may give others, since
  /// a word that is cut through is another word.
  public int[] ids() {
    return ids.clone();
  }
}
