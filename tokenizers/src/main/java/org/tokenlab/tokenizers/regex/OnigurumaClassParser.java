package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads Oniguruma's character classes, character types and escapes of characters.
final class OnigurumaClassParser {
  static final int ANY_CASE = 1;
  static final int DOT_ALL = 2;
  static final int EXTENDED = 4;
  static final int ASCII_WORD = 8;
  static final int ASCII_DIGIT = 16;
  static final int ASCII_SPACE = 32;
  static final int ASCII_POSIX = 64;

  private static final List<String> BRACKETS =
      List.of(
          "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
          "upper", "xdigit", "ascii", "word");
  private static final CodeSet ASCII = CodeSet.range(0, 0x7F);

  /// Latin-1's superscripts and fractions are word characters outside brackets, where Oniguruma
  /// looks up a table of Latin-1, but not inside, where it takes the Unicode property.
  private static final CodeSet LATIN_NUMBERS =
      CodeSet.of(0xB2, 0xB3, 0xB9).or(CodeSet.range(0xBC, 0xBE));

  private final PatternReader in;

  OnigurumaClassParser(PatternReader in) {
    this.in = in;
  }

  /// `\w`, `\d`, `\s`, `\h`, and in capitals.
  @Nullable CodeSet type(int letter, int flags) {
    CodeSet set =
        switch (letter | 0x20) {
          case 'w' -> property("word", flags);
          case 'd' -> property("digit", flags);
          case 's' -> property("space", flags);
          case 'h' -> property("xdigit", flags);
          default -> null;
        };
    return set == null || letter >= 'a' ? set : set.not();
  }

  private static CodeSet property(String name, int flags) {
    CodeSet set = UnicodeData.known(Dialect.ONIGURUMA, name.equals("punct") ? "posixpunct" : name);
    boolean ascii =
        (flags & ASCII_POSIX) != 0
            || (name.equals("word") && (flags & ASCII_WORD) != 0)
            || (name.equals("digit") && (flags & ASCII_DIGIT) != 0)
            || (name.equals("space") && (flags & ASCII_SPACE) != 0);
    return ascii ? set.and(ASCII) : set;
  }

  /// What `\w` is outside brackets, and `\b` goes by.
  static CodeSet word(int flags) {
    CodeSet word = property("word", flags);
    return (flags & (ASCII_WORD | ASCII_POSIX)) != 0 ? word : word.or(LATIN_NUMBERS);
  }

  /// As [#property(boolean, int)], outside brackets.
  CodeSet lonelyProperty(boolean negated, int flags) {
    int start = in.at;
    CodeSet set = property(negated, flags);
    String name = in.from(start).replaceAll("[ _^}-]", "");
    if (!name.equalsIgnoreCase("word")) {
      return set;
    }
    return negated != in.from(start).startsWith("^") ? word(flags).not() : word(flags);
  }

  /// The property after `\p{` or `\P{`.
  CodeSet property(boolean negated, int flags) {
    int start = in.at;
    boolean not = in.skip("^") != negated;
    String name = in.through("}");
    if (name == null) {
      throw in.error(start, "the property's name has no closing brace");
    }
    String bare = name.replaceAll("[ _-]", "").toLowerCase(java.util.Locale.ROOT);
    CodeSet set = UnicodeData.oniguruma(bare);
    if (set == null || bare.indexOf('=') >= 0) {
      throw in.error(start, "Oniguruma knows no character property \"" + name + "\"");
    }
    if (BRACKETS.contains(bare) && !bare.equals("punct")) {
      set = property(bare, flags);
    } else if (bare.equals("punct") && (flags & ASCII_POSIX) != 0) {
      set = set.and(ASCII);
    }
    return not ? set.not() : set;
  }

  /// A class, behind its `[`: its characters and whether it is negated.
  CharacterClass bracketed(int flags) {
    in.enter();
    int open = in.at - 1;
    boolean negated = in.skip("^");
    CodeSet done = CodeSet.ALL; // what && has collected
    CodeSet set = CodeSet.NONE;
    boolean first = true;
    boolean startOfPart = true;
    boolean afterRange =
        false; // a range or nested class stands before: `-` is literal only at the end
    Item before = null; // a character that a `-` can make a range of, or a type
    while (true) {
      if (in.atEnd()) {
        throw in.error(open, "the character class has no closing bracket");
      }
      int place = in.at;
      if (in.looksAt("]") && !(first && hasAnotherBracket())) {
        in.at++;
        break;
      }
      if (in.looksAt("&&")) {
        in.at += 2;
        done = done.and(set);
        set = CodeSet.NONE;
        startOfPart = true;
        before = null;
        afterRange = false;
        first = false;
        continue;
      }
      if (in.looksAt("-") && !startOfPart) {
        in.at++;
        boolean last = in.looksAt("]") || in.looksAt("&&") || in.atEnd();
        if (last) {
          set = set.or(CodeSet.of('-'));
          before = null;
          continue;
        }
        if (before == null || before.codePoint < 0) {
          if (before != null) {
            throw in.error(place, "a range can't start with a set of characters");
          }
          // [a-c-e] and [[a]-e]: the hyphen is a character
          if (!afterRange) {
            throw in.error(place, "the hyphen belongs to no range");
          }
          set = set.or(CodeSet.of('-'));
          before = new Item(CodeSet.of('-'), '-');
          afterRange = false;
          continue;
        }
        Item end = rangeEnd(flags, place);
        if (end.codePoint < before.codePoint) {
          throw in.error(place, "the range is empty: it ends before it starts");
        }
        set = set.or(CodeSet.range(before.codePoint, end.codePoint));
        before = null;
        afterRange = true;
        first = false;
        continue;
      }
      if (in.looksAt("[") && !isPosixBracket()) {
        in.at++;
        CharacterClass nested = bracketed(flags);
        set = set.or(nested.set());
        before = null;
        afterRange = true;
      } else {
        before = item(flags);
        afterRange = false;
        set = set.or(before.set);
      }
      first = false;
      startOfPart = false;
    }
    in.leave();
    return new CharacterClass(done.and(set), negated);
  }

  private boolean hasAnotherBracket() {
    in.at++;
    boolean found = in.hasLater(']');
    in.at--;
    if (!found) {
      throw in.error("the character class is empty");
    }
    return true;
  }

  private Item rangeEnd(int flags, int place) {
    if (in.looksAt("[")) {
      throw in.error(place, "a range can't end with a set of characters");
    }
    Item end = item(flags);
    if (end.codePoint < 0) {
      throw in.error(place, "a range can't end with a set of characters");
    }
    return end;
  }

  /// A set of characters, and whether it is meant negated.
  record CharacterClass(CodeSet base, boolean negated) {
    CodeSet set() {
      return negated ? base.not() : base;
    }
  }

  /// One element of a class: a set, and its code point if it is one character, else −1.
  private record Item(CodeSet set, int codePoint) {}

  private static Item one(int codePoint) {
    return new Item(CodeSet.of(codePoint), codePoint);
  }

  private boolean isPosixBracket() {
    // Oniguruma takes [: for a bracket if :] comes within 20 characters, before any ].
    if (!in.looksAt("[:")) {
      return false;
    }
    int start = in.at;
    in.at += 2;
    String inside = in.through(":]");
    in.at = start;
    return inside != null && inside.length() <= 20 && inside.indexOf(']') < 0;
  }

  private Item item(int flags) {
    int place = in.at;
    if (in.looksAt("[:")) {
      in.at += 2;
      boolean negated = in.skip("^");
      String name = in.through(":]");
      if (name == null || !BRACKETS.contains(name)) {
        throw in.error(place, "Oniguruma knows no POSIX bracket \"" + name + "\"");
      }
      CodeSet set = property(name, flags);
      return new Item(negated ? set.not() : set, -1);
    }
    int codePoint = in.take();
    if (codePoint != '\\') {
      return one(codePoint);
    }
    if (in.atEnd()) {
      throw in.error(place, "the pattern ends with a backslash");
    }
    int letter = in.take();
    CodeSet type = type(letter, flags);
    if (type != null) {
      return new Item(type, -1);
    }
    if ((letter == 'p' || letter == 'P') && in.skip("{")) {
      return new Item(property(letter == 'P', flags), -1);
    }
    if (letter == 'b') {
      return one('\b');
    }
    if (letter >= '0' && letter <= '7') {
      in.at--;
      return one(bytes(place, 8));
    }
    List<Integer> codes = escaped(letter, place);
    if (codes.size() > 1) {
      return new Item(CodeSet.of(codes.stream().mapToInt(c -> c).toArray()), -2);
    }
    return one(codes.getFirst());
  }

  /// The characters that an escape stands for, behind its letter: one, or several for `\x{61 62}`.
  List<Integer> escaped(int letter, int place) {
    return switch (letter) {
      case 't' -> List.of(0x09);
      case 'n' -> List.of(0x0A);
      case 'v' -> List.of(0x0B);
      case 'f' -> List.of(0x0C);
      case 'r' -> List.of(0x0D);
      case 'a' -> List.of(0x07);
      case 'e' -> List.of(0x1B);
      case 'u' -> {
        long value = in.number(16, 4, 4);
        if (value < 0) {
          throw in.error(place, "\\u needs four hexadecimal digits");
        }
        yield List.of(character(value, place));
      }
      case 'x' -> {
        if (in.looksAt("{")) {
          List<Integer> codes = braced(16);
          yield codes != null ? codes : List.of((int) 'x');
        }
        in.at = place;
        yield List.of(bytes(place, 16));
      }
      case 'o' -> {
        List<Integer> codes = in.looksAt("{") ? braced(8) : null;
        yield codes != null ? codes : List.of((int) 'o');
      }
      case 'c', 'C', 'M' -> throw in.error(place, "control and meta escapes are not supported");
      default -> List.of(letter);
    };
  }

  private @Nullable List<Integer> braced(int radix) {
    int start = in.at;
    in.at++;
    List<Integer> codes = new ArrayList<>();
    while (true) {
      long value = in.number(radix, 1, radix == 16 ? 8 : 11);
      if (value < 0) {
        if (codes.isEmpty()) {
          in.at = start; // not a number at all: the letter stands for itself
          return null;
        }
        throw in.error(start, "the code points in braces are not well formed");
      }
      codes.add(character(value, start));
      if (in.skip("}")) {
        return codes;
      }
      if (!in.looksAt(" ") && !in.looksAt("\n")) {
        throw in.error(start, "the code points in braces are not well formed");
      }
      while (in.skip(" ") || in.skip("\n")) {
        // separators
      }
      if (in.skip("}")) {
        return codes;
      }
    }
  }

  private int character(long value, int place) {
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
      throw in.error(place, "U+%X is not a character".formatted(value));
    }
    return (int) value;
  }

  /// Bytes of one UTF-8 character, as `\x` or octal escapes in a row; the first one starts at
  /// `place` with its backslash.
  int bytes(int place, int radix) {
    in.at = place;
    int lead = oneByte(place, radix);
    int length = org.tokenlab.tokenizers.Utf8.sequenceLength(lead);
    byte[] utf8 = new byte[length];
    utf8[0] = (byte) lead;
    for (int i = 1; i < length; i++) {
      if (!in.looksAt(radix == 16 ? "\\x" : "\\") || in.looksAt("\\x{")) {
        throw in.error(place, "the bytes are not one UTF-8 character");
      }
      utf8[i] = (byte) oneByte(place, radix);
    }
    if (org.tokenlab.tokenizers.Utf8.validUpTo(utf8, 0, length) < length) {
      throw in.error(place, "the bytes are not one UTF-8 character");
    }
    return org.tokenlab.tokenizers.Utf8.codePointAt(utf8, 0, length);
  }

  private int oneByte(int place, int radix) {
    in.at += radix == 16 ? 2 : 1;
    long value = in.number(radix, 0, radix == 16 ? 2 : 3);
    if (value > 0xFF) {
      throw in.error(place, "an octal escape above \\377");
    }
    return (int) value;
  }
}
