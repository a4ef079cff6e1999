package org.tokenlab.tokenizers.regex;

import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;

/// Splits each piece at the matches of any regular expression; see [RegexSplitter].
record RegexPieces(TextPattern.Regex regex, boolean gapsKept) implements PreTokenizer {
  @Override
  public void apply(Pieces pieces) {
    PatternMatcher matcher = regex.matcher();
    byte[] utf8 = pieces.text().bytes();
    pieces.beginSplit();
    for (int i = 0; i < pieces.count(); i++) {
      int last = pieces.start(i);
      int to = pieces.end(i);
      matcher.scan(utf8, last, to);
      while (matcher.next()) {
        if (gapsKept) {
          pieces.add(last, matcher.start());
        }
        pieces.add(matcher.start(), matcher.end());
        last = matcher.end();
      }
      if (gapsKept) {
        pieces.add(last, to);
      }
    }
    pieces.endSplit();
  }
}
