package org.tokenlab.tokenizers;

/// A token that stands beside the model's own: found in the text as it is written, before the text
/// is split. HF's `AddedToken`.
///
/// @param text how it is written; not empty
/// @param id its id, 0 or more; may be one of the model's own
/// @param singleWord it counts only where no word character (`\w`) touches it
/// @param leftStrip it takes up the white space before it
/// @param rightStrip it takes up the white space after it
/// @param normalized it is sought in the normalized text, in its own normalized form
/// @param special a control token: ordinary text unless [EncodeOptions] say otherwise, and left out
///   when decoding skips special tokens
public record AddedToken(
    String text,
    int id,
    boolean singleWord,
    boolean leftStrip,
    boolean rightStrip,
    boolean normalized,
    boolean special) {

  /// Refuses an empty text and a negative id.
  public AddedToken {
    if (text.isEmpty() || id < 0) {
      throw new IllegalArgumentException(
          "an added token needs a text and an id >= 0; got \"" + text + "\" = " + id);
    }
  }

  /// A special token without flags, as tiktoken has them.
  public static AddedToken special(String text, int id) {
    return new AddedToken(text, id, false, false, false, false, true);
  }
}
