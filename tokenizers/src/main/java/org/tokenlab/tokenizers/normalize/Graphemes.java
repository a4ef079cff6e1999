package org.tokenlab.tokenizers.normalize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.tokenlab.tokenizers.Utf8;

/// Extended grapheme clusters as the crate unicode-segmentation 1.13 has them (Unicode 17), found
/// by asking, from the resource `graphemes-1.13.sets`: the JDK and ICU follow other versions.
final class Graphemes {
  private static final int OTHER = 0;
  private static final int CR = 1;
  private static final int LF = 2;
  private static final int CONTROL = 3;
  private static final int EXTEND = 4;
  private static final int ZWJ = 5;
  private static final int SPACING_MARK = 6;
  private static final int PREPEND = 7;
  private static final int REGIONAL = 8;
  private static final int PICTOGRAPHIC = 9;
  private static final int CONSONANT = 10;
  private static final int L = 11;
  private static final int V = 12;
  private static final int T = 13;
  private static final int LV = 14;
  private static final int LVT = 15;
  private static final int CLASS = 15;
  private static final int LINKER = 16;
  private static final int CONJUNCT_EXTEND = 32;

  private static final CodePointTable TABLE = read();

  private Graphemes() {}

  private static CodePointTable read() {
    CodePointTable table = new CodePointTable();
    try (InputStream in = Graphemes.class.getResourceAsStream("graphemes-1.13.sets")) {
      if (in == null) {
        throw new IllegalStateException("the resource graphemes-1.13.sets is missing from the jar");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(fields -> add(table, valueOf(fields[0]), fields[1].split(" ", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static void add(CodePointTable table, int value, String[] ranges) {
    for (String range : ranges) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
      int last = Integer.parseInt(range.substring(dash + 1), 16);
      for (int c = first; c <= last; c++) {
        table.set(c, table.get(c) | value);
      }
    }
  }

  private static int valueOf(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "CR" -> CR;
      case "LF" -> LF;
      case "CONTROL" -> CONTROL;
      case "EXTEND" -> EXTEND;
      case "ZWJ" -> ZWJ;
      case "SPACING_MARK" -> SPACING_MARK;
      case "PREPEND" -> PREPEND;
      case "REGIONAL" -> REGIONAL;
      case "PICTOGRAPHIC" -> PICTOGRAPHIC;
      case "CONSONANT" -> CONSONANT;
      case "L" -> L;
      case "V" -> V;
      case "T" -> T;
      case "LV" -> LV;
      case "LVT" -> LVT;
      case "LINKER" -> LINKER;
      case "CONJUNCT_EXTEND" -> CONJUNCT_EXTEND;
      default -> throw new IllegalStateException("graphemes-1.13.sets has an unknown line " + name);
    };
  }

  /// Where the cluster that starts at `from` ends; `from` is the start of `utf8[from, to)` or the
  /// end of another cluster, and less than `to`. Linear in the cluster.
  static int end(byte[] utf8, int from, int to) {
    int at = from;
    int left = OTHER;
    int regionals = 0;
    // A pictograph and then marks only: 1; and then a joiner, just before: 2.
    int pictograph = 0;
    // A consonant and then marks only: 1; a linker among them: 2.
    int conjunct = 0;
    while (at < to) {
      int value = TABLE.get(Utf8.codePointAt(utf8, at, to));
      int right = value & CLASS;
      if (at > from && breaks(left, right, regionals, pictograph, conjunct)) {
        return at;
      }
      regionals = right == REGIONAL ? regionals + 1 : 0;
      pictograph =
          switch (right) {
            case PICTOGRAPHIC -> 1;
            case EXTEND -> pictograph == 1 ? 1 : 0;
            case ZWJ -> pictograph == 1 ? 2 : 0;
            default -> 0;
          };
      if (right == CONSONANT) {
        conjunct = 1;
      } else if ((value & LINKER) != 0) {
        conjunct = conjunct == 0 ? 0 : 2;
      } else if ((value & CONJUNCT_EXTEND) == 0) {
        conjunct = 0;
      }
      left = right;
      at += Utf8.sequenceLength(utf8[at] & 0xFF);
    }
    return to;
  }

  private static boolean breaks(int left, int right, int regionals, int pictograph, int conjunct) {
    return switch (pair(left, right)) {
      case JOINED -> false;
      case APART -> true;
      default ->
          switch (right) {
            case CONSONANT -> conjunct != 2;
            case PICTOGRAPHIC -> pictograph != 2;
            default -> regionals % 2 == 0;
          };
    };
  }

  private static final int JOINED = 0;
  private static final int APART = 1;
  private static final int DEPENDS = 2;

  // In the order of the rules GB3 to GB999, of which the first that fits holds.
  private static int pair(int left, int right) {
    if (left == CR && right == LF) {
      return JOINED;
    }
    if (isControl(left) || isControl(right)) {
      return APART;
    }
    if ((left == L && (right == L || right == V || right == LV || right == LVT))
        || ((left == LV || left == V) && (right == V || right == T))
        || ((left == LVT || left == T) && right == T)
        || right == EXTEND
        || right == ZWJ
        || right == SPACING_MARK
        || left == PREPEND) {
      return JOINED;
    }
    if (right == CONSONANT
        || (left == ZWJ && right == PICTOGRAPHIC)
        || (left == REGIONAL && right == REGIONAL)) {
      return DEPENDS;
    }
    return APART;
  }

  private static boolean isControl(int value) {
    return value == CR || value == LF || value == CONTROL;
  }

  /// Whether a boundary is between these code points whatever stands before them.
  static boolean alwaysApart(int left, int right) {
    int leftClass = TABLE.get(left) & CLASS;
    int value = TABLE.get(right);
    int rightClass = value & CLASS;
    // A consonant joins one before it through marks only, the last of which then stands at its
    // left.
    return pair(leftClass, rightClass) == APART
        || (rightClass == CONSONANT
            && leftClass != PREPEND
            && (TABLE.get(left) & (LINKER | CONJUNCT_EXTEND)) == 0);
  }

  /// Whether `codePoint` starts a cluster wherever it stands, but behind a [#isPrepended] one.
  static boolean startsCluster(int codePoint) {
    int value = TABLE.get(codePoint) & CLASS;
    return value == OTHER || value == CR || value == CONTROL;
  }

  /// Whether the character after `codePoint` belongs to its cluster.
  static boolean isPrepended(int codePoint) {
    return (TABLE.get(codePoint) & CLASS) == PREPEND;
  }
}
