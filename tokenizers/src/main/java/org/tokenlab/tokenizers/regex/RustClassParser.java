package org.tokenlab.tokenizers.regex;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads character classes as fancy-regex 0.19 hands them to the regex crate (regex-syntax 0.8.11):
/// `&&`, `--` and `~~` bind alike and from the left, ASCII brackets, escapes as outside.
///
/// Where case is ignored each property, each operand of `&&` and its like and each bracket is
/// closed under simple case folding before it is negated.
final class RustClassParser {
  private static final Map<String, CodeSet> BRACKETS = new HashMap<>();

  static {
    CodeSet digit = CodeSet.range('0', '9');
    CodeSet upper = CodeSet.range('A', 'Z');
    CodeSet lower = CodeSet.range('a', 'z');
    CodeSet alpha = upper.or(lower);
    CodeSet graph = CodeSet.range('!', '~');
    BRACKETS.put("alnum", alpha.or(digit));
    BRACKETS.put("alpha", alpha);
    BRACKETS.put("ascii", CodeSet.range(0, 0x7F));
    BRACKETS.put("blank", CodeSet.of('\t', ' '));
    BRACKETS.put("cntrl", CodeSet.range(0, 0x1F).or(CodeSet.of(0x7F)));
    BRACKETS.put("digit", digit);
    BRACKETS.put("graph", graph);
    BRACKETS.put("lower", lower);
    BRACKETS.put("print", graph.or(CodeSet.of(' ')));
    BRACKETS.put("punct", graph.minus(alpha.or(digit)));
    BRACKETS.put("space", CodeSet.range('\t', '\r').or(CodeSet.of(' ')));
    BRACKETS.put("upper", upper);
    BRACKETS.put("word", alpha.or(digit).or(CodeSet.of('_')));
    BRACKETS.put("xdigit", digit.or(CodeSet.range('A', 'F')).or(CodeSet.range('a', 'f')));
  }

  private final PatternReader in;

  RustClassParser(PatternReader in) {
    this.in = in;
  }

  /// `\d`, `\s`, `\w`, `\h` and in capitals; null for any other letter.
  static @Nullable CodeSet type(int letter) {
    CodeSet set =
        switch (letter | 0x20) {
          case 'd', 's', 'w' ->
              UnicodeData.known(Dialect.FANCY_REGEX, "\\" + (char) (letter | 0x20));
          case 'h' ->
              CodeSet.range('0', '9').or(CodeSet.range('A', 'F')).or(CodeSet.range('a', 'f'));
          default -> null;
        };
    return set == null || letter >= 'a' ? set : set.not();
  }

  /// The property behind `\p` or `\P`.
  CodeSet property(boolean capital, boolean anyCase) {
    int start = in.at;
    if (in.atEnd()) {
      throw in.error(start, "the property has no name");
    }
    String name;
    boolean not = capital;
    if (in.skip("{")) {
      if (in.skip("^")) {
        not = !not;
      }
      name = in.through("}");
      if (name == null) {
        throw in.error(start, "the property's name has no closing brace");
      }
      int unequal = name.indexOf("!=");
      if (unequal >= 0) {
        not = !not;
        name = name.substring(0, unequal) + name.substring(unequal + 1);
      }
    } else {
      name = Character.toString(in.take());
    }
    CodeSet set = ownName(name.toLowerCase(Locale.ROOT));
    if (set == null) {
      set = UnicodeData.rust(name);
    }
    if (set == null) {
      throw in.error(start, "the regex crate knows no property \"" + name + "\"");
    }
    if (anyCase) {
      set = UnicodeData.simplyFolded(set);
    }
    return not ? set.not() : set;
  }

  /// Names that fancy-regex itself gives a meaning.
  private static @Nullable CodeSet ownName(String name) {
    return switch (name) {
      case "alnum" -> rust("alpha").or(rust("digit"));
      case "blank" -> rust("zs").or(CodeSet.of('\t'));
      case "cntrl" -> CodeSet.range(0, 0x1F).or(CodeSet.range(0x7F, 0x9F));
      case "word" -> rust("\\w");
      case "graph" -> rust("whitespace").or(rust("c")).not();
      case "print" -> rust("c").or(CodeSet.range('\t', '\r')).not();
      default -> null;
    };
  }

  private static CodeSet rust(String name) {
    return UnicodeData.known(Dialect.FANCY_REGEX, name);
  }

  /// A class, behind its `[`.
  CodeSet bracketed(boolean anyCase) {
    in.enter();
    int open = in.at - 1;
    boolean negated = in.skip("^");
    CodeSet left = null; // what stands before the operator
    int operator = 0;
    CodeSet set = CodeSet.NONE;
    boolean first = true;
    while (in.looksAt("-")) {
      in.at++;
      set = set.or(CodeSet.of('-'));
      first = false;
    }
    if (first && in.skip("]")) {
      set = CodeSet.of(']');
    }
    while (true) {
      if (in.atEnd()) {
        throw in.error(open, "the character class has no closing bracket");
      }
      if (in.skip("]")) {
        break;
      }
      if (in.looksAt("&&") || in.looksAt("--") || in.looksAt("~~")) {
        left = operated(left, operator, set, anyCase);
        operator = in.take();
        in.at++;
        set = CodeSet.NONE;
        continue;
      }
      if (in.looksAt("[")) {
        CodeSet bracket = asciiBracket(anyCase);
        if (bracket == null) {
          in.at++;
          bracket = bracketed(anyCase);
        }
        set = set.or(bracket);
        continue;
      }
      set = set.or(range(anyCase));
    }
    set = left == null ? set : operated(left, operator, set, anyCase);
    if (anyCase) {
      set = UnicodeData.simplyFolded(set);
    }
    in.leave();
    return negated ? set.not() : set;
  }

  private static CodeSet operated(
      @Nullable CodeSet left, int operator, CodeSet right, boolean anyCase) {
    if (left == null) {
      return right;
    }
    CodeSet a = anyCase ? UnicodeData.simplyFolded(left) : left;
    CodeSet b = anyCase ? UnicodeData.simplyFolded(right) : right;
    return operator == '&' ? a.and(b) : operator == '-' ? a.minus(b) : a.xor(b);
  }

  private @Nullable CodeSet asciiBracket(boolean anyCase) {
    if (!in.looksAt("[:")) {
      return null;
    }
    int start = in.at;
    in.at += 2;
    boolean negated = in.skip("^");
    String name = in.through(":]");
    CodeSet set = name == null ? null : BRACKETS.get(name);
    if (set == null) {
      in.at = start;
      return null;
    }
    if (anyCase) {
      set = UnicodeData.simplyFolded(set);
    }
    return negated ? set.not() : set;
  }

  private CodeSet range(boolean anyCase) {
    int place = in.at;
    CodeSet[] set = new CodeSet[1];
    int low = element(set, anyCase);
    boolean range = in.looksAt("-") && !in.looksAt("-]") && !in.looksAt("--");
    if (!range) {
      return java.util.Objects.requireNonNull(set[0]);
    }
    in.at++;
    if (in.atEnd()) {
      throw in.error(place, "the character class has no closing bracket");
    }
    int high = element(set, anyCase);
    if (low < 0 || high < 0) {
      throw in.error(place, "a range can't start or end with a set of characters");
    }
    if (high < low) {
      throw in.error(place, "the range is empty: it ends before it starts");
    }
    return CodeSet.range(low, high);
  }

  /// One element: its code point, or −1 if it is a set; the set in any case.
  private int element(CodeSet[] set, boolean anyCase) {
    int place = in.at;
    int codePoint = in.take();
    if (codePoint == '\\') {
      if (in.atEnd()) {
        throw in.error(place, "the pattern ends with a backslash");
      }
      int letter = in.take();
      CodeSet type = type(letter);
      if (type != null) {
        set[0] = type;
        return -1;
      }
      if (letter == 'p' || letter == 'P') {
        set[0] = property(letter == 'P', anyCase);
        return -1;
      }
      codePoint = letter == 'b' ? '\b' : escaped(letter, place);
    }
    set[0] = CodeSet.of(codePoint);
    return codePoint;
  }

  /// The character that an escape stands for, behind its letter.
  int escaped(int letter, int place) {
    return switch (letter) {
      case 'a' -> 0x07;
      case 'f' -> 0x0C;
      case 'n' -> 0x0A;
      case 'r' -> 0x0D;
      case 't' -> 0x09;
      case 'v' -> 0x0B;
      case 'e' -> 0x1B;
      case 'x' -> hexadecimal(2, place);
      case 'u' -> hexadecimal(4, place);
      case 'U' -> hexadecimal(8, place);
      default -> {
        if (((letter | 0x20) >= 'a' && (letter | 0x20) <= 'z')
            || (letter >= '0' && letter <= '9')) {
          throw in.error(place, "the escape \\" + Character.toString(letter) + " is not known");
        }
        yield letter;
      }
    };
  }

  private int hexadecimal(int digits, int place) {
    long value = in.number(16, digits, digits);
    if (value < 0 && in.skip("{")) {
      value = in.number(16, 1, 8);
      if (!in.skip("}")) {
        value = -1;
      }
    }
    if (value < 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
      throw in.error(place, "the escape gives no character");
    }
    return (int) value;
  }
}
