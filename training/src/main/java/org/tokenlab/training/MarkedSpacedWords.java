package org.tokenlab.training;

import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.training.internal.sentencepiece.MarkedWords;

/// The words of [CharacterBpeRules#YOUTOKENTOME], each with a `▁` in front: what the rules' own
/// pre-tokenizer, a regular expression that others can read too, finds, by looking at bytes.
record MarkedSpacedWords() implements PreTokenizer {
  private static final int MARK = 0x2581;
  private static final int MARK_BYTES = 3;

  @Override
  public void apply(Pieces pieces) {
    AlignedText text = pieces.text();
    byte[] utf8 = text.bytes();
    text.beginRewrite();
    pieces.beginSplit();
    for (int i = 0; i < pieces.count(); i++) {
      int to = pieces.end(i);
      int from = afterSpace(utf8, pieces.start(i), to);
      while (from < to) {
        int end = from;
        while (end < to && spaceBytes(utf8, end, to) == 0) {
          end++;
        }
        int start = text.newLength();
        text.put(MARK, from);
        text.keep(from, end);
        pieces.add(start, text.newLength());
        from = afterSpace(utf8, end, to);
      }
    }
    text.endRewrite();
    pieces.endSplit();
  }

  private static int afterSpace(byte[] utf8, int from, int to) {
    int at = from;
    for (int bytes = 1; at < to && bytes > 0; at += bytes) {
      bytes = spaceBytes(utf8, at, to);
    }
    return at;
  }

  /// How many bytes the space at `at` has; 0 if there is none.
  private static int spaceBytes(byte[] utf8, int at, int to) {
    byte b = utf8[at];
    if (b == ' ' || (b >= '\t' && b <= '\r')) {
      return 1;
    }
    return MarkedWords.isMark(utf8, at, to) ? MARK_BYTES : 0;
  }
}
