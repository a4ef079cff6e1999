package org.tokenlab.tokenizers.decode;

/// Rewriting that several decoders share. Rust's rules, which are by code points.
final class Texts {
  private Texts() {}

  /// `text` with every occurrence of `target` replaced. An empty target stands at both ends and
  /// between any two code points.
  static String replace(String text, String target, String replacement) {
    if (!target.isEmpty()) {
      return text.replace(target, replacement);
    }
    StringBuilder replaced = new StringBuilder(replacement);
    text.codePoints().forEach(c -> replaced.appendCodePoint(c).append(replacement));
    return replaced.toString();
  }

  /// Takes back what tokenization does to English: spaces before punctuation and contractions. One
  /// replacement after the other, so that a later one sees what an earlier one left.
  static String cleanedUp(String text) {
    return text.indexOf(' ') < 0
        ? text
        : text.replace(" .", ".")
            .replace(" ?", "?")
            .replace(" !", "!")
            .replace(" ,", ",")
            .replace(" ' ", "'")
            .replace(" n't", "n't")
            .replace(" 'm", "'m")
            .replace(" do not", " don't")
            .replace(" 's", "'s")
            .replace(" 've", "'ve")
            .replace(" 're", "'re");
  }
}
