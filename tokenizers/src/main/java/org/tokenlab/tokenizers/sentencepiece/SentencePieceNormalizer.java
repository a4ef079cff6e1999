package org.tokenlab.tokenizers.sentencepiece;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tokenlab.tokenizers.AlignedText;
import org.tokenlab.tokenizers.Normalizer;
import org.tokenlab.tokenizers.Side;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.normalize.CharsMap;

/// SentencePiece's normalizer: table of replacements, white-space rules, dummy prefix.
///
/// At each place the longest user-defined piece is taken over as it stands; else the longest key of
/// the table is replaced (unlike HF's reading of the same table, see
/// [org.tokenlab.tokenizers.normalize.Precompiled]); else one character is taken over. Then spaces,
/// whatever they came from, are dropped at the ends and behind each other, and become `▁`. Only
/// U+0020 counts as a space; the `▁` of a source counts at the end of a text.
///
/// A byte's source starts where SentencePiece's `norm_to_orig` says and ends where it says for the
/// next byte, so that any range of bytes has the source that SentencePiece gives a piece there: a
/// dropped space belongs to what stands before it, the dummy prefix has none. Linear. Immutable and
/// thread-safe.
public final class SentencePieceNormalizer implements Normalizer {
  private static final byte[] SPACE = {' '};
  private static final byte[] ESCAPED_SPACE = {(byte) 0xE2, (byte) 0x96, (byte) 0x81};
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
  private static final int LOWER_ONE_EIGHTH_BLOCK = 0x2581;

  private static final int PAGE_BITS = 8;
  private static final int FOUND = 1;
  private static final int MAY_END = 2;
  private static final int MAY_START = 4;
  private static final int IMAGE_SHIFT = 3;

  private final String name;
  private final Optional<CharsMap> charsMap;
  private final boolean addDummyPrefix;
  private final boolean removeExtraWhitespaces;
  private final boolean escapeWhitespaces;
  private final boolean whitespaceIsSuffix;
  private final List<String> userDefined;
  private final UserDefinedPieces pieces;

  // ASCII characters that stay where the next one is ASCII too.
  private final boolean[] plain = new boolean[128];
  private final int[][] known = new int[(Character.MAX_CODE_POINT + 1) >> PAGE_BITS][];
  private final boolean spaceIsPlain; // no key and no piece starts with a space

  /// A normalizer by SentencePiece's specification.
  ///
  /// @param name `NormalizerSpec.name`, kept for saving
  /// @param charsMap `precompiled_charsmap`, if it isn't empty
  /// @param addDummyPrefix whether a space is added at the start, or at the end if
  ///   `whitespaceIsSuffix`
  /// @param removeExtraWhitespaces whether spaces are dropped at the ends and behind each other
  /// @param escapeWhitespaces whether spaces become `▁`
  /// @param whitespaceIsSuffix `treat_whitespace_as_suffix`
  /// @param userDefined user-defined pieces: taken over as they stand, but for their spaces
  public SentencePieceNormalizer(
      String name,
      Optional<CharsMap> charsMap,
      boolean addDummyPrefix,
      boolean removeExtraWhitespaces,
      boolean escapeWhitespaces,
      boolean whitespaceIsSuffix,
      List<String> userDefined) {
    this.name = name;
    this.charsMap = charsMap;
    this.addDummyPrefix = addDummyPrefix;
    this.removeExtraWhitespaces = removeExtraWhitespaces;
    this.escapeWhitespaces = escapeWhitespaces;
    this.whitespaceIsSuffix = whitespaceIsSuffix;
    this.userDefined = List.copyOf(userDefined);
    pieces = new UserDefinedPieces(this.userDefined);
    spaceIsPlain =
        !pieces.startWith((byte) ' ')
            && charsMap.map(map -> !map.startsLonger(' ') && map.image(' ') == ' ').orElse(true);
    for (int c = 0; c < plain.length; c++) {
      int character = c;
      plain[c] =
          c != ' '
              && !pieces.startWith((byte) c)
              && charsMap.map(map -> map.isPlainAscii(character)).orElse(true);
    }
  }

  /// `NormalizerSpec.name`.
  public String name() {
    return name;
  }

  /// The table of replacements, if there is one.
  public Optional<CharsMap> charsMap() {
    return charsMap;
  }

  /// Whether a space is added at the start, or at the end if [#whitespaceIsSuffix].
  public boolean addDummyPrefix() {
    return addDummyPrefix;
  }

  /// Whether spaces are dropped at the ends and behind each other.
  public boolean removeExtraWhitespaces() {
    return removeExtraWhitespaces;
  }

  /// Whether spaces become `▁`.
  public boolean escapeWhitespaces() {
    return escapeWhitespaces;
  }

  /// Whether a space belongs to the word before it.
  public boolean whitespaceIsSuffix() {
    return whitespaceIsSuffix;
  }

  /// User-defined pieces.
  public List<String> userDefined() {
    return userDefined;
  }

  @Override
  public void apply(AlignedText text) {
    if (text.length() > 0) {
      new Run(text).run();
    }
  }

  /// Yes: each byte that is not part of a well-formed character becomes U+FFFD, which the table
  /// does not replace.
  @Override
  public boolean takesIllFormed() {
    return true;
  }

  /// Yes where no key and no user-defined piece spans the place, the end of the text before is no
  /// space that might be dropped, and the image of either character can be told.
  @Override
  public boolean keepsApart(int left, int right) {
    return (known(left) & MAY_END) != 0 && (known(right) & MAY_START) != 0;
  }

  private static boolean isSpace(int codePoint) {
    return codePoint == ' ' || codePoint == LOWER_ONE_EIGHTH_BLOCK;
  }

  @Override
  public int image(int codePoint, Side side) {
    return (known(codePoint) >> IMAGE_SHIFT) - 1;
  }

  // What is asked of characters again and again, computed once: whether a part of a text may end or
  // start with it, and its image + 1. Threads may write the same at the same time.
  private int known(int codePoint) {
    int[] page = known[codePoint >> PAGE_BITS];
    if (page == null) {
      page = new int[1 << PAGE_BITS];
      known[codePoint >> PAGE_BITS] = page;
    }
    int found = page[codePoint & (1 << PAGE_BITS) - 1];
    if (found == 0) {
      found = find(codePoint);
      page[codePoint & (1 << PAGE_BITS) - 1] = found;
    }
    return found;
  }

  private int find(int codePoint) {
    int image =
        pieces.startWith(codePoint)
            ? codePoint
            : charsMap.map(map -> map.image(codePoint)).orElse(codePoint);
    if (image == ' ' && escapeWhitespaces) {
      image = LOWER_ONE_EIGHTH_BLOCK;
    }
    boolean apart =
        image >= 0
            && !(whitespaceIsSuffix && addDummyPrefix)
            && !pieces.holdBehindFirst(codePoint)
            && charsMap.map(map -> !map.isBehindFirst(codePoint)).orElse(true);
    boolean mayEnd = apart && !(removeExtraWhitespaces && isSpace(image));
    boolean mayStart =
        apart
            && !pieces.longerStartWith(codePoint)
            && charsMap.map(map -> !map.startsLonger(codePoint)).orElse(true);
    return (image + 1) << IMAGE_SHIFT | FOUND | (mayEnd ? MAY_END : 0) | (mayStart ? MAY_START : 0);
  }

  @Override
  public int continued(byte[] utf8, int from, int to, byte[] out) {
    return addDummyPrefix && whitespaceIsSuffix ? -1 : new UnitRun(utf8, to, out).rewrite(from);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentencePieceNormalizer that
        && name.equals(that.name)
        && charsMap.equals(that.charsMap)
        && addDummyPrefix == that.addDummyPrefix
        && removeExtraWhitespaces == that.removeExtraWhitespaces
        && escapeWhitespaces == that.escapeWhitespaces
        && whitespaceIsSuffix == that.whitespaceIsSuffix
        && userDefined.equals(that.userDefined);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name,
        charsMap,
        addDummyPrefix,
        removeExtraWhitespaces,
        escapeWhitespaces,
        whitespaceIsSuffix,
        userDefined);
  }

  @Override
  public String toString() {
    return "SentencePieceNormalizer["
        + name
        + ", dummy prefix "
        + addDummyPrefix
        + ", remove extra whitespaces "
        + removeExtraWhitespaces
        + ", escape whitespaces "
        + escapeWhitespaces
        + ", whitespace is suffix "
        + whitespaceIsSuffix
        + ", "
        + userDefined.size()
        + " user-defined]";
  }

  /// What stands at a place of a text.
  private class Chunks {
    final byte[] bytes;
    final int length;
    final byte[] space = escapeWhitespaces ? ESCAPED_SPACE : SPACE;

    // What stands at the current place: bytes, and how many bytes of the text they are for.
    byte[] chunk = SPACE;
    int chunkFrom;
    int chunkTo;
    int used;

    Chunks(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    final void find(int at) {
      int piece = pieces.longestPrefix(bytes, at, length);
      if (piece == 0 && charsMap.isPresent()) {
        CharsMap map = charsMap.get();
        long found = map.longestPrefix(bytes, at, length);
        if (found != 0) {
          chunk = map.replacements();
          chunkFrom = (int) found;
          chunkTo = map.replacementEnd(chunkFrom);
          used = (int) (found >>> 32);
          return;
        }
      }
      used = piece > 0 ? piece : Utf8.wellFormedLength(bytes, at, length);
      if (used == 0) {
        used = 1;
        chunk = REPLACEMENT;
        chunkFrom = 0;
        chunkTo = REPLACEMENT.length;
        return;
      }
      chunk = bytes;
      chunkFrom = at;
      chunkTo = at + used;
    }

    // Where the ASCII characters end that stay as they are.
    final int plainEnd(int from) {
      int at = from;
      while (at < length && bytes[at] >= 0 && plain[bytes[at]]) {
        at++;
      }
      // The last one may start a key together with what follows, which isn't ASCII.
      return at > from && at < length && bytes[at] < 0 ? at - 1 : at;
    }
  }

  /// The way of a part of a text, without sources.
  private final class UnitRun extends Chunks {
    private final byte[] out;
    private int size;
    private boolean fits = true;

    UnitRun(byte[] utf8, int to, byte[] out) {
      super(utf8, to);
      this.out = out;
    }

    int rewrite(int from) {
      int at = from;
      boolean afterSpace = false; // what stands before is none, or spaces are not dropped
      while (at < length) {
        int run = plainEnd(at);
        if (run > at) {
          put(bytes, at, run);
          at = run;
          afterSpace = false;
        } else if (bytes[at] == ' ' && spaceIsPlain) {
          if (!afterSpace) {
            put(space, 0, space.length);
            afterSpace = removeExtraWhitespaces;
          }
          at++;
        } else {
          find(at);
          at += used;
          while (afterSpace && chunkFrom < chunkTo && chunk[chunkFrom] == ' ') {
            chunkFrom++;
          }
          if (chunkFrom < chunkTo) {
            afterSpace = removeExtraWhitespaces && chunk[chunkTo - 1] == ' ';
            putChunk();
          }
        }
      }
      if (removeExtraWhitespaces) {
        trim();
      }
      return fits ? size : -1;
    }

    private void putChunk() {
      int from = chunkFrom;
      for (int i = from; i < chunkTo; i++) {
        if (chunk[i] == ' ') {
          put(chunk, from, i);
          put(space, 0, space.length);
          from = i + 1;
        }
      }
      put(chunk, from, chunkTo);
    }

    private void put(byte[] utf8, int from, int to) {
      int added = to - from;
      if (added > out.length - size) {
        fits = false;
      } else if (added <= 8) {
        for (int i = 0; i < added; i++) {
          out[size + i] = utf8[from + i];
        }
        size += added;
      } else {
        System.arraycopy(utf8, from, out, size, added);
        size += added;
      }
    }

    private void trim() {
      int n = space.length;
      while (size >= n && Arrays.equals(out, size - n, size, space, 0, n)) {
        size -= n;
      }
    }
  }

  /// One text's way through.
  private final class Run extends Chunks {
    private final AlignedText text;

    // The last byte put, whose source ends where the next one's starts.
    private byte lastByte;
    private int lastStart;
    private int lastEnd;

    // Length of the new text up to its last character that is no space, and where the source of
    // the space after it starts; -1 if there is none.
    private int trimmedLength;
    private int trimmedSource = -1;

    Run(AlignedText text) {
      super(text.bytes(), text.length());
      this.text = text;
    }

    void run() {
      int at = 0;
      if (removeExtraWhitespaces) {
        while (at < length && isOneSpace(at)) {
          at += used;
        }
      }
      text.beginRewrite();
      if (at < length) {
        rewrite(at);
      }
      text.endRewrite();
    }

    private boolean isOneSpace(int at) {
      find(at);
      return chunkTo - chunkFrom == 1 && chunk[chunkFrom] == ' ';
    }

    private void rewrite(int from) {
      int at = from;
      if (addDummyPrefix && !whitespaceIsSuffix) {
        put(space, 0, space.length, source(at), source(at));
      }
      boolean afterSpace = removeExtraWhitespaces;
      while (at < length) {
        int run = plainEnd(at);
        if (run > at) {
          keep(at, run);
          at = run;
          afterSpace = false;
          continue;
        }
        if (bytes[at] == ' ' && spaceIsPlain) {
          if (!afterSpace) {
            put(space, 0, space.length, source(at), source(at + 1));
            afterSpace = removeExtraWhitespaces;
          }
          at++;
          continue;
        }
        find(at);
        while (afterSpace && chunkFrom < chunkTo && chunk[chunkFrom] == ' ') {
          chunkFrom++;
        }
        if (chunkFrom < chunkTo) {
          afterSpace = removeExtraWhitespaces && chunk[chunkTo - 1] == ' ';
          putChunk(source(at), source(at + used));
        }
        at += used;
      }
      int end = source(length);
      if (removeExtraWhitespaces && trimmedLength < text.newLength()) {
        text.truncateNew(trimmedLength);
        end = trimmedSource;
      } else {
        endLast(end);
      }
      if (addDummyPrefix && whitespaceIsSuffix) {
        text.put(space, 0, space.length, end, end);
      }
    }

    // Byte offset in the source.
    private int source(int at) {
      return at < length ? text.sourceStart(at) : text.sourceEnd(length - 1);
    }

    private void keep(int from, int to) {
      endLast(source(from));
      text.keep(from, to);
      lastByte = bytes[to - 1];
      lastStart = text.sourceStart(to - 1);
      lastEnd = text.sourceEnd(to - 1);
      trimmedLength = text.newLength();
      trimmedSource = -1;
    }

    private void putChunk(int sourceStart, int sourceEnd) {
      for (int at = chunkFrom; at < chunkTo; ) {
        int next = at + Utf8.sequenceLength(chunk[at] & 0xFF);
        if (chunk[at] == ' ') {
          put(space, 0, space.length, sourceStart, sourceEnd);
        } else {
          put(chunk, at, next, sourceStart, sourceEnd);
        }
        at = next;
      }
    }

    // Puts one character; all its bytes but the last have an empty source.
    private void put(byte[] utf8, int from, int to, int sourceStart, int sourceEnd) {
      endLast(sourceStart);
      boolean isSpace =
          to - from == space.length && Arrays.equals(utf8, from, to, space, 0, space.length);
      text.put(utf8, from, to - 1, sourceStart, sourceStart);
      text.put(utf8, to - 1, to, sourceStart, sourceEnd);
      lastByte = utf8[to - 1];
      lastStart = sourceStart;
      lastEnd = sourceEnd;
      if (!isSpace) {
        trimmedLength = text.newLength();
        trimmedSource = -1;
      } else if (trimmedSource < 0) {
        trimmedSource = sourceStart;
      }
    }

    private void endLast(int source) {
      if (text.newLength() > 0 && lastEnd != source) {
        text.truncateNew(text.newLength() - 1);
        last[0] = lastByte;
        text.put(last, 0, 1, lastStart, source);
        lastEnd = source;
      }
    }

    private final byte[] last = new byte[1];
  }
}
