package org.tokenlab.tokenizers.pretokenize;

import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.HfScripts;

/// HF's UnicodeScripts: a piece ends where the script changes.
///
/// A space, or a character that HF's tables don't know, takes the script before it. As HF has it, a
/// piece begins only at a character with a script: what stands before the first one is dropped.
public record UnicodeScripts() implements PreTokenizer {
  @Override
  public void apply(Pieces pieces) {
    byte[] utf8 = pieces.text().bytes();
    pieces.beginSplit();
    for (int i = 0; i < pieces.count(); i++) {
      int to = pieces.end(i);
      int start = to; // of the piece; none yet
      int last = HfScripts.ANY;
      for (int at = pieces.start(i); at < to; at = Scanner.after(utf8, at, to)) {
        int script = HfScripts.of(Utf8.codePointAt(utf8, at, to));
        if (script != HfScripts.ANY && script != last) {
          pieces.add(start, at);
          start = at;
          last = script;
        }
      }
      pieces.add(start, to);
    }
    pieces.endSplit();
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return keepsApart(left, right) && HfScripts.of(left) != HfScripts.of(right);
  }

  @Override
  public boolean keepsApart(int left, int right) {
    return HfScripts.of(left) != HfScripts.ANY && HfScripts.of(right) != HfScripts.ANY;
  }
}
