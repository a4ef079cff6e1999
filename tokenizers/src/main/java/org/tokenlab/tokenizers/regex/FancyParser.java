package org.tokenlab.tokenizers.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the syntax of Rust's fancy-regex 0.19 over regex 1.13, as tiktoken 0.14 uses it.
///
/// Perl-like, with traps: a flag set inside a group, as in `((?i)a)b`, stays set behind it; `\Z`
/// comes before any number of line feeds at the end; `{3,1}` is `{3}`; `a**` is an error; an
/// ill-formed interval is text.
final class FancyParser {
  private static final int ANY_CASE = 1;
  private static final int LINES = 2;
  private static final int DOT_ALL = 4;
  private static final int EXTENDED = 8;
  private static final int LAZY = 16;

  private final PatternReader in;
  private final RustClassParser classes;
  private final PatternGroups groups;
  private int flags;

  private FancyParser(String pattern) {
    in = new PatternReader(pattern);
    classes = new RustClassParser(in);
    groups = new PatternGroups(in);
  }

  static Node parse(String pattern) {
    FancyParser parser = new FancyParser(pattern);
    Node node = parser.alternatives();
    if (!parser.in.atEnd()) {
      throw parser.in.error("a closing parenthesis without an opening one");
    }
    parser.groups.checkReferences();
    return node;
  }

  private boolean flag(int flag) {
    return (flags & flag) != 0;
  }

  private Node alternatives() {
    List<Node> options = new ArrayList<>();
    do {
      options.add(branch());
      skipIgnored();
    } while (in.skip("|"));
    return Node.choice(options);
  }

  private Node branch() {
    List<Node> parts = new ArrayList<>();
    while (true) {
      skipIgnored();
      if (in.atEnd() || in.looksAt("|") || in.looksAt(")")) {
        return Node.concat(parts);
      }
      parts.add(quantified(atom()));
    }
  }

  private void skipIgnored() {
    in.skipIgnored(flag(EXTENDED), " \r\n\t");
  }

  private Node quantified(@Nullable Node atom) {
    skipIgnored();
    int start = in.at;
    Quantifier read = Quantifier.read(in, this::skipIgnored);
    if (read == null) {
      return atom == null ? Node.empty() : atom;
    }
    if (atom == null
        || atom.equals(Node.empty())
        || atom instanceof Node.Look
        || atom instanceof Node.Keep
        || atom instanceof Node.SearchStart) {
      throw in.error(start, "what stands before this can't be repeated");
    }
    skipIgnored();
    boolean greedy = !in.skip("?");
    greedy ^= flag(LAZY);
    int most = read.isTurned() ? read.min() : read.most(); // as the regex crate compiles it
    Node node = new Node.Repeat(atom, read.min(), most, greedy);
    return in.skip("+") ? new Node.Atomic(node) : node;
  }

  private @Nullable Node atom() {
    int place = in.at;
    int codePoint = in.take();
    return switch (codePoint) {
      case '.' -> new Node.Chars(flag(DOT_ALL) ? CodeSet.ALL : CodeSet.of('\n').not());
      case '^' -> Node.after(flag(LINES) ? CodeSet.of('\n') : CodeSet.NONE, true);
      case '$' -> Node.before(flag(LINES) ? CodeSet.of('\n') : CodeSet.NONE, true);
      case '(' -> group(place);
      case '[' -> new Node.Chars(classes.bracketed(flag(ANY_CASE)));
      case '\\' -> {
        if (in.atEnd()) {
          throw in.error(place, "the pattern ends with a backslash");
        }
        yield escape(place);
      }
      case '*', '+', '?' -> throw in.error(place, "nothing to repeat stands before this");
      default -> character(codePoint);
    };
  }

  private Node character(int codePoint) {
    CodeSet set = CodeSet.of(codePoint);
    return new Node.Chars(flag(ANY_CASE) ? UnicodeData.simplyFolded(set) : set);
  }

  private Node escape(int place) {
    int letter = in.take();
    CodeSet type = RustClassParser.type(letter);
    if (type != null) {
      return new Node.Chars(type);
    }
    CodeSet word = UnicodeData.known(Dialect.FANCY_REGEX, "\\w");
    return switch (letter) {
      case 'p', 'P' -> new Node.Chars(classes.property(letter == 'P', flag(ANY_CASE)));
      case 'A' -> Node.after(CodeSet.NONE, true);
      case 'z' -> Node.before(CodeSet.NONE, true);
      case 'Z' ->
          new Node.Look(
              new Node.Concat(
                  List.of(
                      new Node.Repeat(new Node.Chars(CodeSet.of('\n')), 0, -1, true),
                      Node.before(CodeSet.NONE, true))),
              false,
              false);
      case 'b' -> in.looksAt("{") ? boundary(place) : Node.wordBoundary(word, true);
      case 'B' -> Node.wordBoundary(word, false);
      case '<' -> new Node.Edge(word.not(), true, word, false);
      case '>' -> new Node.Edge(word, false, word.not(), true);
      case 'K' -> new Node.Keep();
      case 'G' -> new Node.SearchStart();
      case 'R' -> TextElements.newline();
      case 'O' -> new Node.Chars(CodeSet.ALL);
      case 'N' -> new Node.Chars(CodeSet.of('\n').not());
      case 'k' -> named(place);
      case 'g' -> throw in.error(place, "calls of groups are not supported");
      default -> {
        if (letter >= '0' && letter <= '9') {
          in.at--;
          yield reference((int) Math.min(in.number(10, 1, 10), 1 << 30), place);
        }
        yield escapedCharacter(letter, place);
      }
    };
  }

  /// Printable escapes keep their case even where case is ignored; `\x…` and its like don't.
  private Node escapedCharacter(int letter, int place) {
    int codePoint = classes.escaped(letter, place);
    boolean hexadecimal = letter == 'x' || letter == 'u' || letter == 'U';
    return hexadecimal ? character(codePoint) : new Node.Chars(CodeSet.of(codePoint));
  }

  private Node boundary(int place) {
    int start = in.at;
    in.at++;
    String name = in.through("}");
    CodeSet word = UnicodeData.known(Dialect.FANCY_REGEX, "\\w");
    CodeSet other = word.not();
    return switch (name == null ? "" : name) {
      case "start" -> new Node.Edge(other, true, word, false);
      case "end" -> new Node.Edge(word, false, other, true);
      case "start-half" -> Node.after(other, true);
      case "end-half" -> Node.before(other, true);
      default -> {
        in.at = start;
        if (Quantifier.read(in, this::skipIgnored) == null) {
          throw in.error(place, "\\b{…} of a kind that is not known");
        }
        in.at = start;
        yield Node.wordBoundary(word, true);
      }
    };
  }

  private Node reference(int number, int place) {
    if (number == 0) {
      throw in.error(place, "a reference to the whole match is not supported");
    }
    return groups.reference(List.of(number), flag(ANY_CASE), place);
  }

  private Node named(int place) {
    String name = in.skip("<") ? in.through(">") : in.skip("'") ? in.through("'") : null;
    return named(name, place);
  }

  private Node named(@Nullable String name, int place) {
    if (name == null || name.isEmpty()) {
      throw in.error(place, "the group's name is not well formed");
    }
    int number =
        PatternGroups.isNumber(name)
            ? groups.numberOf(name, place)
            : groups.named(name, place).getLast();
    return reference(number, place);
  }

  private Node group(int place) {
    in.enter();
    skipIgnored();
    Node node;
    if (in.skip("?=")) {
      node = new Node.Look(alternatives(), false, false);
    } else if (in.skip("?!")) {
      node = new Node.Look(alternatives(), false, true);
    } else if (in.skip("?<=")) {
      node = new Node.Look(alternatives(), true, false);
    } else if (in.skip("?<!")) {
      node = new Node.Look(alternatives(), true, true);
    } else if (in.skip("?>")) {
      node = new Node.Atomic(alternatives());
    } else if (in.skip("?P=")) {
      node = named(in.through(")"), place);
      in.leave();
      return node;
    } else if (in.skip("?P<") || in.skip("?<")) {
      node = capturing(in.through(">"), place);
    } else if (in.skip("?'")) {
      node = capturing(in.through("'"), place);
    } else if (in.looksAt("?~") || in.looksAt("?(") || in.looksAt("?P>") || in.looksAt("*")) {
      throw in.error(
          place, "absent functions, conditions, calls of groups and verbs are not supported");
    } else if (in.skip("?")) {
      int before = flags;
      boolean restOfGroup = flagLetters(place);
      if (restOfGroup) {
        in.leave();
        return Node.empty();
      }
      node = alternatives();
      flags = before;
    } else {
      node = capturing("", place);
    }
    skipIgnored();
    if (!in.skip(")")) {
      throw in.error(place, "the parenthesis is not closed");
    }
    in.leave();
    return node;
  }

  private Node capturing(@Nullable String name, int place) {
    if (name == null) {
      throw in.error(place, "the group's name is not well formed");
    }
    int number = name.isEmpty() ? groups.open() : groups.open(name);
    return new Node.Group(alternatives(), number);
  }

  /// Reads `i-s:` or `i-s)` and sets the flags; whether it was the latter.
  private boolean flagLetters(int place) {
    boolean off = false;
    int start = in.at;
    while (!in.atEnd()) {
      int letter = in.take();
      int flag;
      switch (letter) {
        case ')' -> {
          if (in.at == start + 1) {
            throw in.error(place, "no flag is given");
          }
          return true;
        }
        case ':' -> {
          return false;
        }
        case '-' -> {
          off = true;
          continue;
        }
        case 'i' -> flag = ANY_CASE;
        case 'm' -> flag = LINES;
        case 's' -> flag = DOT_ALL;
        case 'x' -> flag = EXTENDED;
        case 'U' -> flag = LAZY;
        case 'u' -> {
          if (off) {
            throw in.error(place, "Unicode can't be switched off");
          }
          continue;
        }
        default ->
            throw in.error(
                place, "the flag " + Character.toString(letter) + " is not known or not supported");
      }
      flags = off ? flags & ~flag : flags | flag;
    }
    throw in.error(place, "the parenthesis is not closed");
  }
}
