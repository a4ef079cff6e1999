package org.tokenlab.tokenizers.normalize;

import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.internal.unicode.HfCharacters;

/// HF's Lowercase: each character for itself, by Rust's `char::to_lowercase`.
///
/// So `Σ` becomes `σ` at the end of a word too, unlike in `String.toLowerCase`, and `İ` becomes two
/// characters, both with its source. Linear.
public record Lowercase() implements ByCharacter {
  private static final CodePointTable TABLE = table();
  static final CharacterRewrite REWRITE = new CharacterRewrite(Lowercase::map, Lowercase::several);

  private static CodePointTable table() {
    CodePointTable table = new CodePointTable();
    for (int c = 0; c < 0x20000; c++) { // no script above has case
      int @Nullable [] to = HfCharacters.lowercase(c);
      if (to != null) {
        table.set(c, to.length == 1 ? to[0] : CharacterRewrite.SEVERAL);
      }
    }
    return table;
  }

  private static int map(int codePoint) {
    int to = TABLE.get(codePoint);
    return to == 0 ? codePoint : to;
  }

  private static int[] several(int codePoint) {
    int @Nullable [] to = HfCharacters.lowercase(codePoint);
    return to == null ? new int[] {codePoint} : to;
  }
}
