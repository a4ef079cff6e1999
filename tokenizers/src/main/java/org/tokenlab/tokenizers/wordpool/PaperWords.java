package org.tokenlab.tokenizers.wordpool;

import org.tokenlab.tokenizers.IntSink;
import org.tokenlab.tokenizers.Pieces;
import org.tokenlab.tokenizers.PreTokenizer;

/// The words of the paper's code (avi-jit/eTok), found in place.
///
/// There `\n`, `<unk>`, `=` and `@-@` become spaces, each of `- { } : , ; . ! ' ?` gets spaces
/// around it, white space at both ends of the text is stripped, and the rest is split at spaces.
/// (Their `--` never matches, because `-` comes first in the expression. Tabs and other white space
/// inside the text stay in words.) Every word is a stretch of the text as it was, so offsets are
/// exact although what lies between words is dropped. A text of nothing but spaces has no words;
/// theirs has one, which is empty.
final class PaperWords implements PreTokenizer {
  static final PaperWords INSTANCE = new PaperWords();

  private static final String ALONE = "-{}:,;.!'?";

  private PaperWords() {}

  @Override
  public void apply(Pieces pieces) {
    byte[] utf8 = pieces.text().bytes();
    pieces.beginSplit();
    IntSink bounds = new IntSink(64);
    for (int i = 0; i < pieces.count(); i++) {
      bounds.clear();
      find(utf8, pieces.start(i), pieces.end(i), bounds);
      int first = 0;
      int last = bounds.size();
      int[] trimmed = bounds.toArray();
      while (first < last && leading(utf8, trimmed, first) == trimmed[first + 1]) {
        first += 2;
      }
      while (last > first && trailing(utf8, trimmed, last) == trimmed[last - 2]) {
        last -= 2;
      }
      if (first < last) {
        trimmed[first] = leading(utf8, trimmed, first);
        trimmed[last - 1] = trailing(utf8, trimmed, last);
      }
      for (int k = first; k < last; k += 2) {
        pieces.add(trimmed[k], trimmed[k + 1]);
      }
    }
    pieces.endSplit();
  }

  /// Appends start and end of each word of `utf8[from, to)`, before the stripping of its ends.
  /// Looks at nothing before `from`: the words from some word's end on are those of the whole.
  static void find(byte[] utf8, int from, int to, IntSink bounds) {
    int at = from;
    while (at < to) {
      int gap = gap(utf8, at, to);
      if (gap > 0) {
        at += gap;
        continue;
      }
      int start = at;
      if (ALONE.indexOf(utf8[at]) >= 0) {
        at++;
      } else {
        do {
          at++;
        } while (at < to && gap(utf8, at, to) == 0 && ALONE.indexOf(utf8[at]) < 0);
      }
      bounds.add(start);
      bounds.add(at);
    }
  }

  /// Length of what the rule makes a space of at `at`; 0 if that is part of a word.
  private static int gap(byte[] utf8, int at, int to) {
    return switch (utf8[at]) {
      case ' ', '\n', '=' -> 1;
      case '@' -> begins(utf8, at, to, "@-@") ? 3 : 0;
      case '<' -> begins(utf8, at, to, "<unk>") ? 5 : 0;
      default -> 0;
    };
  }

  private static boolean begins(byte[] utf8, int at, int to, String wanted) {
    boolean same = at + wanted.length() <= to;
    for (int i = 0; same && i < wanted.length(); i++) {
      same = utf8[at + i] == wanted.charAt(i);
    }
    return same;
  }

  /// Where word `k` starts without white space in front.
  private static int leading(byte[] utf8, int[] bounds, int k) {
    return PythonWhiteSpace.skip(utf8, bounds[k], bounds[k + 1]);
  }

  /// Where the word before `k` ends without white space behind.
  private static int trailing(byte[] utf8, int[] bounds, int k) {
    return PythonWhiteSpace.skipBack(utf8, bounds[k - 2], bounds[k - 1]);
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    // The stripping looks at the ends of the text, so a cut may change words.
    return false;
  }
}
