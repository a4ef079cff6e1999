package org.tokenlab.tokenizers.regex;

import static org.tokenlab.tokenizers.regex.OnigurumaClassParser.ANY_CASE;
import static org.tokenlab.tokenizers.regex.OnigurumaClassParser.ASCII_DIGIT;
import static org.tokenlab.tokenizers.regex.OnigurumaClassParser.ASCII_POSIX;
import static org.tokenlab.tokenizers.regex.OnigurumaClassParser.ASCII_SPACE;
import static org.tokenlab.tokenizers.regex.OnigurumaClassParser.ASCII_WORD;
import static org.tokenlab.tokenizers.regex.OnigurumaClassParser.DOT_ALL;
import static org.tokenlab.tokenizers.regex.OnigurumaClassParser.EXTENDED;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads Oniguruma's own syntax as Oniguruma 6.9.10 does, for UTF-8 and without options.
///
/// Not the Perl that it resembles: `^` and `$` are anchors of lines, `(?m)` lets the dot match a
/// line feed, `{1,3}+` repeats a repeat, `{3,1}` is possessive, `a(?i)b|c` is `a(?i:b|c)`, `\h` is
/// a hexadecimal digit, `\pL` is the text `pL`, and groups without a name don't capture where one
/// has a name.
final class OnigurumaParser {
  private final PatternReader in;
  private final OnigurumaClassParser classes;
  private final boolean onlyNamed;
  private final PatternGroups groups;
  private int lookBehind;

  private OnigurumaParser(String pattern, boolean onlyNamed) {
    in = new PatternReader(pattern);
    classes = new OnigurumaClassParser(in);
    groups = new PatternGroups(in);
    this.onlyNamed = onlyNamed;
  }

  static Node parse(String pattern) {
    OnigurumaParser parser = new OnigurumaParser(pattern, false);
    Node node = parser.whole();
    if (parser.groups.haveNames()) {
      parser = new OnigurumaParser(pattern, true);
      node = parser.whole();
    }
    return node;
  }

  private Node whole() {
    Node node = alternatives(0);
    if (!in.atEnd()) {
      throw in.error("a closing parenthesis without an opening one");
    }
    groups.checkReferences();
    return node;
  }

  /// Up to a `)`, which stays, or the end.
  private Node alternatives(int flags) {
    List<Node> options = new ArrayList<>();
    do {
      options.add(branch(flags));
    } while (in.skip("|"));
    return Node.choice(options);
  }

  private Node branch(int flags) {
    List<Node> parts = new ArrayList<>();
    List<Integer> string = new ArrayList<>(); // literal characters in a row fold together
    while (true) {
      skipIgnored(flags);
      if (in.atEnd() || in.looksAt("|") || in.looksAt(")")) {
        break;
      }
      int place = in.at;
      List<Integer> literal = literal();
      if (literal != null) {
        if (literal.size() > 1 || isQuantified(flags)) {
          flush(string, parts, flags);
          List<Integer> last = List.of(literal.getLast());
          flush(new ArrayList<>(literal.subList(0, literal.size() - 1)), parts, flags);
          parts.add(quantified(string(last, flags), flags, place));
        } else {
          string.addAll(literal);
        }
        continue;
      }
      flush(string, parts, flags);
      Integer changed = in.looksAt("(?") ? options(flags) : null;
      if (changed != null) {
        parts.add(alternatives(changed)); // the rest of the group, its alternatives included
        break;
      }
      parts.add(quantified(atom(flags), flags, place));
    }
    flush(string, parts, flags);
    return Node.concat(parts);
  }

  private void flush(List<Integer> string, List<Node> parts, int flags) {
    if (!string.isEmpty()) {
      parts.add(string(string, flags));
      string.clear();
    }
  }

  private Node string(List<Integer> codePoints, int flags) {
    if ((flags & ANY_CASE) != 0) {
      return OnigurumaFolding.string(List.copyOf(codePoints), lookBehind > 0);
    }
    List<Node> parts = new ArrayList<>();
    for (int codePoint : codePoints) {
      parts.add(new Node.Chars(CodeSet.of(codePoint)));
    }
    return Node.concat(parts);
  }

  private void skipIgnored(int flags) {
    in.skipIgnored((flags & EXTENDED) != 0, " \t\n\r\f");
  }

  private boolean isQuantified(int flags) {
    skipIgnored(flags);
    int start = in.at;
    boolean quantified = quantifier() != null;
    in.at = start;
    return quantified;
  }

  /// The quantifier here, or null, without moving: `{,}` is none.
  private @Nullable Quantifier quantifier() {
    return in.looksAt("{,}") ? null : Quantifier.read(in, () -> {});
  }

  /// Literal characters here, or null, without moving, if something else stands here.
  private @Nullable List<Integer> literal() {
    int start = in.at;
    int codePoint = in.take();
    return switch (codePoint) {
      case '.', '^', '$', '(', '[' -> {
        in.at = start;
        yield null;
      }
      case '*', '+', '?' -> throw in.error(start, "nothing to repeat stands before this");
      case '{' -> {
        in.at = start;
        if (quantifier() != null) {
          throw in.error(start, "nothing to repeat stands before this");
        }
        in.at = start + 1;
        yield List.of(codePoint);
      }
      case '\\' -> {
        if (in.atEnd()) {
          throw in.error(start, "the pattern ends with a backslash");
        }
        int letter = in.take();
        if (letter == '0') {
          in.at = start;
          yield List.of(zeroOctal(start));
        }
        if (isOctal(letter, start)) {
          yield List.of(classes.bytes(start, 8));
        }
        boolean special =
            "wWdDsShHbBAzZGKRXNOyY`'".indexOf(letter) >= 0
                || ((letter == 'p' || letter == 'P') && in.looksAt("{"))
                || ((letter == 'k' || letter == 'g') && (in.looksAt("<") || in.looksAt("'")))
                || (letter >= '1' && letter <= '9');
        if (special) {
          in.at = start;
          yield null;
        }
        yield classes.escaped(letter, start);
      }
      default -> List.of(codePoint);
    };
  }

  private int zeroOctal(int start) {
    in.at = start + 2;
    long value = in.number(8, 0, 2);
    if (value > 0x7F) {
      throw in.error(start, "an octal escape that is no character");
    }
    return (int) Math.max(value, 0);
  }

  /// `\10` and up are octal where there are fewer groups so far.
  private boolean isOctal(int letter, int start) {
    if (letter < '1' || letter > '7') {
      return false;
    }
    in.at = start + 1;
    long number = in.number(10, 1, 10);
    boolean octal = number > 9 && number > groups.count();
    in.at = start + 2;
    return octal;
  }

  private Node quantified(Node atom, int flags, int place) {
    Node node = atom;
    int repeats = 0;
    while (true) {
      skipIgnored(flags);
      int start = in.at;
      boolean isInterval = in.looksAt("{");
      Quantifier read = quantifier();
      if (read == null) {
        return node;
      }
      if (isAnchor(node)) {
        throw in.error(place, "an anchor can't be repeated");
      }
      boolean turned = read.isTurned();
      boolean greedy = turned || read.exact() || !in.skip("?");
      boolean possessive = turned || (!isInterval && greedy && in.skip("+"));
      node =
          turned
              ? new Node.Repeat(node, read.most(), read.min(), true)
              : new Node.Repeat(node, read.min(), read.most(), greedy);
      if (possessive) {
        node = new Node.Atomic(node);
      }
      if (++repeats > PatternReader.DEEPEST) {
        throw in.error(start, "more than " + PatternReader.DEEPEST + " repeats of one thing");
      }
    }
  }

  private static boolean isAnchor(Node node) {
    return switch (node) {
      case Node.Edge _, Node.Look _, Node.Keep _, Node.SearchStart _ -> true;
      case Node.Choice c -> c.options().stream().anyMatch(OnigurumaParser::isAnchor);
      default -> false;
    };
  }

  private Node atom(int flags) {
    int place = in.at;
    int codePoint = in.take();
    return switch (codePoint) {
      case '.' -> new Node.Chars((flags & DOT_ALL) != 0 ? CodeSet.ALL : CodeSet.of('\n').not());
      case '^' ->
          new Node.Choice(
              List.of(
                  Node.after(CodeSet.NONE, true),
                  new Node.Edge(CodeSet.of('\n'), false, CodeSet.ALL, false)));
      case '$' -> Node.before(CodeSet.of('\n'), true);
      case '[' -> {
        OnigurumaClassParser.CharacterClass read = classes.bracketed(flags);
        yield (flags & ANY_CASE) != 0
            ? OnigurumaFolding.characterClass(read.base(), read.negated(), lookBehind > 0)
            : new Node.Chars(read.set());
      }
      case '(' -> group(flags, place);
      default -> escape(in.take(), flags, place); // a backslash
    };
  }

  private Node escape(int letter, int flags, int place) {
    CodeSet word = OnigurumaClassParser.word(flags);
    if (letter == 'w' || letter == 'W') {
      return new Node.Chars(letter == 'w' ? word : word.not());
    }
    CodeSet type = classes.type(letter, flags);
    if (type != null) {
      return new Node.Chars(type);
    }
    return switch (letter) {
      case 'b' -> Node.wordBoundary(word, true);
      case 'B' -> Node.wordBoundary(word, false);
      case 'A', '`' -> Node.after(CodeSet.NONE, true);
      case 'z', '\'' -> Node.before(CodeSet.NONE, true);
      case 'Z' ->
          new Node.Look(
              new Node.Concat(
                  List.of(
                      new Node.Repeat(new Node.Chars(CodeSet.of('\n')), 0, 1, true),
                      Node.before(CodeSet.NONE, true))),
              false,
              false);
      case 'G' -> new Node.SearchStart();
      case 'K' -> new Node.Keep();
      case 'N' -> new Node.Chars(CodeSet.of('\n').not());
      case 'O' -> new Node.Chars(CodeSet.ALL);
      case 'R' -> TextElements.newline();
      case 'X' -> TextElements.graphemeCluster();
      case 'y', 'Y' -> throw in.error(place, "\\y and \\Y are not supported");
      case 'p', 'P' -> {
        in.at++;
        yield new Node.Chars(classes.lonelyProperty(letter == 'P', flags)); // in its own case only
      }
      case 'k' -> named(place, flags);
      case 'g' -> throw in.error(place, "calls of groups are not supported");
      default -> {
        in.at--;
        long number = in.number(10, 1, 10);
        yield numbered((int) Math.min(number, 1 << 30), flags, place);
      }
    };
  }

  private Node named(int place, int flags) {
    String name = in.through(in.take() == '<' ? ">" : "'");
    if (name == null) {
      throw in.error(place, "the reference has no end");
    }
    if (PatternGroups.isNumber(name)) {
      return numbered(groups.numberOf(name, place), flags, place);
    }
    return groups.reference(groups.named(name, place).reversed(), anyCase(flags), place);
  }

  private Node numbered(int number, int flags, int place) {
    if (onlyNamed) {
      throw in.error(place, "where groups have names, references go by name");
    }
    return groups.reference(List.of(number), anyCase(flags), place);
  }

  private static boolean anyCase(int flags) {
    return (flags & ANY_CASE) != 0;
  }

  /// Flags set for the rest of the group, as in `(?i)`; null, without moving, for anything else.
  private @Nullable Integer options(int flags) {
    int start = in.at;
    in.at += 2;
    Integer changed = flagLetters(flags);
    if (changed == null || !in.skip(")")) {
      in.at = start;
      return null;
    }
    return changed;
  }

  private @Nullable Integer flagLetters(int flags) {
    int changed = flags;
    boolean off = false;
    while (!in.atEnd()) {
      int flag;
      switch (in.peek()) {
        case ')', ':' -> {
          return changed;
        }
        case '-' -> {
          off = true;
          in.at++;
          continue;
        }
        case 'i' -> flag = ANY_CASE;
        case 'm' -> flag = DOT_ALL;
        case 'x' -> flag = EXTENDED;
        case 'W' -> flag = ASCII_WORD;
        case 'D' -> flag = ASCII_DIGIT;
        case 'S' -> flag = ASCII_SPACE;
        case 'P' -> flag = ASCII_POSIX;
        default -> {
          return null;
        }
      }
      in.at++;
      changed = off ? changed & ~flag : changed | flag;
    }
    return null;
  }

  private Node group(int flags, int place) {
    in.enter();
    Node node;
    if (!in.skip("?")) {
      if (in.looksAt("*")) {
        throw in.error(place, "callouts are not supported");
      }
      if (onlyNamed) {
        node = alternatives(flags);
      } else {
        int number = groups.open();
        node = new Node.Group(alternatives(flags), number);
      }
    } else if (in.skip(":")) {
      node = alternatives(flags);
    } else if (in.skip("=")) {
      node = new Node.Look(alternatives(flags), false, false);
    } else if (in.skip("!")) {
      node = new Node.Look(alternatives(flags), false, true);
    } else if (in.skip(">")) {
      node = new Node.Atomic(alternatives(flags));
    } else if (in.looksAt("<=") || in.looksAt("<!")) {
      boolean negative = in.looksAt("<!");
      in.at += 2;
      lookBehind++;
      node = new Node.Look(alternatives(flags), true, negative);
      lookBehind--;
    } else if (in.looksAt("<") || in.looksAt("'")) {
      String name = in.through(in.take() == '<' ? ">" : "'");
      if (name == null || !name.matches("[\\p{L}\\p{M}\\p{Pc}][\\p{L}\\p{M}\\p{N}\\p{Pc}]*")) {
        throw in.error(place, "the group's name is not well formed");
      }
      int number = groups.open(name);
      node = new Node.Group(alternatives(flags), number);
    } else if (in.looksAt("~") || in.looksAt("(") || in.looksAt("{")) {
      throw in.error(place, "absent functions, conditions and callouts are not supported");
    } else {
      Integer changed = flagLetters(flags);
      if (changed == null || !in.skip(":")) {
        throw in.error(place, "an option of groups that is not known or not supported");
      }
      node = alternatives(changed);
      if (isAnchor(node)) {
        node = new Node.Concat(List.of(Node.empty(), node)); // with options, it may be repeated
      }
    }
    if (!in.skip(")")) {
      throw in.error(place, "the parenthesis is not closed");
    }
    in.leave();
    return node;
  }
}
