package org.tokenlab.tokenizers.pretokenize;

import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.NEWLINE;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.NUMBER;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isLetter;
import static org.tokenlab.tokenizers.pretokenize.UnicodeClasses.isSpace;

import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.internal.simd.ByteMasks;
import org.tokenlab.tokenizers.internal.simd.Kernels;
import org.tokenlab.tokenizers.internal.simd.WarmKernels;

/// A splitting pattern compiled by hand: one forward pass over UTF-8, no backtracking over more
/// than one character but where the pattern itself asks for it.
///
/// A subclass finds one piece; the pieces of the tail end of several patterns are found here.
/// Linear in the text for every pattern: a white-space run is read at most twice.
abstract class Scanner implements Splitter {
  // Below these, finding the pieces one by one is faster than loading blocks.
  private static final int SHORT_TEXT = 40;
  private static final int FEW_ENDS = 128;

  // A start is certain if so many bytes after it are known (a contraction has fewer), and the white
  // space that it lies in.
  private static final int LOOK_AHEAD = 8;

  final UnicodeClasses unicode;

  Scanner(UnicodeClasses unicode) {
    this.unicode = unicode;
  }

  /// The end of the piece that starts at `at`, which is less than `to`.
  abstract int next(byte[] utf8, int at, int to);

  /// Finds the starts of many pieces at once, as [#next] would one by one.
  abstract PieceStarts starts();

  /// Whether [#starts] needs marks and cases.
  boolean cased() {
    return false;
  }

  /// Pieces are found many at a time where text and batch are long enough. A batch ends when fewer
  /// than 64 ends are free.
  @Override
  public final int split(byte[] utf8, int from, int to, int[] ends) {
    if (to - from < SHORT_TEXT || ends.length < FEW_ENDS) {
      return splitOneByOne(utf8, from, to, ends);
    }
    Blocks blocks = BlocksPool.take();
    int count = splitBlocks(utf8, from, to, ends, blocks, WarmKernels.chosen());
    BlocksPool.giveBack(blocks);
    WarmKernels.read(ends[count - 1] - from);
    return count;
  }

  final int splitOneByOne(byte[] utf8, int from, int to, int[] ends) {
    int count = 0;
    int at = from;
    while (at < to && count < ends.length) {
      at = next(utf8, at, to);
      ends[count++] = at;
    }
    return count;
  }

  final int splitBlocks(byte[] utf8, int from, int to, int[] ends, Blocks blocks, Kernels kernels) {
    PieceStarts starts = starts();
    int count = 0;
    int at = from;
    while (at < to && ends.length - count > ByteMasks.BLOCK) {
      // A block has a dozen pieces or so; what is read beyond the last free end is read in vain.
      int most = Math.min(Blocks.MOST, (ends.length - count) / 16);
      blocks.load(utf8, at, to, most, unicode, cased(), kernels);
      starts.find(this, blocks);
      if (!blocks.isEnd()) {
        blocks.noStartsAfter(Math.min(blocks.length - LOOK_AHEAD, blocks.finalSpace()));
      }
      int found = blocks.harvest(ends, count);
      if (found == count) {
        ends[found++] = next(utf8, at, to);
      }
      count = found;
      at = ends[count - 1];
    }
    return count;
  }

  /// A number's run and a letter's run end whatever stands before them, and only white space, marks
  /// and an apostrophe look at what comes after: letters may take up a contraction or a mark.
  @Override
  public boolean cutsBetween(int left, int right) {
    byte before = unicode.of(left);
    byte after = unicode.of(right);
    if (before == NUMBER) {
      return after != NUMBER;
    }
    return isLetter(before) && !isLetter(after) && after != UnicodeClasses.MARK && right != '\'';
  }

  /// The byte after the character at `i`, never beyond `to`.
  static int after(byte[] utf8, int i, int to) {
    return Math.min(to, i + org.tokenlab.tokenizers.Utf8.sequenceLength(utf8[i] & 0xFF));
  }

  /// End of the run of letters from `i`.
  final int letters(byte[] utf8, int i, int to) {
    int at = i;
    while (at < to && isLetter(unicode.at(utf8, at, to))) {
      at = after(utf8, at, to);
    }
    return at;
  }

  /// End of the run of at most `most` numbers from `i`.
  final int numbers(byte[] utf8, int i, int to, int most) {
    int at = i;
    for (int n = 0; n < most && at < to && unicode.at(utf8, at, to) == NUMBER; n++) {
      at = after(utf8, at, to);
    }
    return at;
  }

  /// Whether a character of this class is in `[^\s\p{L}\p{N}]`.
  static boolean isSymbol(byte kind) {
    return kind == UnicodeClasses.OTHER || kind == UnicodeClasses.MARK;
  }

  /// End of the run of `[^\s\p{L}\p{N}]` from `i`.
  final int symbols(byte[] utf8, int i, int to) {
    int at = i;
    while (at < to && isSymbol(unicode.at(utf8, at, to))) {
      at = after(utf8, at, to);
    }
    return at;
  }

  /// End of the white-space run from `i`.
  final int spaces(byte[] utf8, int i, int to) {
    int at = i;
    while (at < to && isSpace(unicode.at(utf8, at, to))) {
      at = after(utf8, at, to);
    }
    return at;
  }

  /// `\s+(?!\S)|\s+` where the run of white space is `utf8[at, end)`: all of it at the end of the
  /// text, else all but its last character, else that one.
  static int spacesBeforeText(byte[] utf8, int at, int end, int to) {
    if (end == to) {
      return end;
    }
    int last = end - 1;
    while ((utf8[last] & 0xC0) == 0x80) {
      last--;
    }
    return last > at ? last : end;
  }

  /// `\s*[\r\n]+` where the run of white space is `utf8[at, end)`: the byte after its last line
  /// break, or −1.
  static int throughLastNewline(byte[] utf8, int at, int end) {
    for (int i = end - 1; i >= at; i--) {
      if (utf8[i] == '\n' || utf8[i] == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  /// The byte after an English contraction's letters, `s t d m re ve ll`, that begin at `i`; `i` if
  /// there are none. In lower case only, or in any case; then U+017F (ſ) is an s, as in regex case
  /// folding.
  static int contraction(byte[] utf8, int i, int to, boolean anyCase) {
    if (i >= to) {
      return i;
    }
    int fold = anyCase ? 0x20 : 0;
    int first = utf8[i] | fold;
    int second = i + 1 < to ? utf8[i + 1] | fold : 0;
    return switch (first) {
      case 's', 't', 'd', 'm' -> i + 1;
      case 'r', 'v' -> second == 'e' ? i + 2 : i;
      case 'l' -> second == 'l' ? i + 2 : i;
      default -> {
        boolean longS =
            anyCase && i + 1 < to && utf8[i] == (byte) 0xC5 && utf8[i + 1] == (byte) 0xBF;
        yield longS ? i + 2 : i;
      }
    };
  }

  /// Whether the class is `[\r\n]`.
  static boolean isNewline(byte kind) {
    return kind == NEWLINE;
  }
}
