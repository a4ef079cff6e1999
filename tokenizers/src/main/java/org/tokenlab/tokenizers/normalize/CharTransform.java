package org.tokenlab.tokenizers.normalize;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Utf8;

/// Rewrites a text the way HF's `NormalizedString::transform` aligns it: by counting.
///
/// HF doesn't know which old character a new one came from. Each new character says how many old
/// ones it uses up: none (it is an addition and has the source of the character used up last), one
/// (it has that character's source), or several (it has the first one's). So after marks have been
/// put into canonical order, each has the source of the place where it now stands.
final class CharTransform {
  private final AlignedText text;
  private int at;

  /// Starts a rewrite of `text` by keeping its bytes up to `at`.
  CharTransform(AlignedText text, int at) {
    this.text = text;
    text.beginRewrite();
    text.keep(0, at);
    this.at = at;
  }

  /// Byte offset in the old text of the first character that isn't used up.
  int at() {
    return at;
  }

  /// Takes the old text over up to byte `to`.
  void keepTo(int to) {
    text.keep(at, to);
    at = to;
  }

  /// Adds `codePoint`.
  ///
  /// @param change as in HF: 1 for an addition, else minus the number of old characters that are
  ///   removed after the one that is replaced
  void put(int codePoint, int change) {
    if (change <= 0) {
      text.put(codePoint, at);
      skip(1 - change);
    } else if (at == 0) {
      text.put(codePoint, text.origin(), text.origin());
    } else {
      text.put(codePoint, at - 1);
    }
  }

  /// Uses up `characters` more old ones.
  void skip(int characters) {
    byte[] bytes = text.bytes();
    for (int i = 0; i < characters && at < text.length(); i++) {
      at += Utf8.sequenceLength(bytes[at] & 0xFF);
    }
  }
}
