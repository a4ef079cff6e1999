package org.tokenlab.tokenizers.regex;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Utf8;

/// A regular expression, compiled: the program, and automata if it is regular. Immutable but for
/// what the automata learn; thread-safe.
final class CompiledPattern {
  private static final int MOST_CACHED = 256;

  // Read without a lock, since every pair of characters that is asked about may come by here.
  private static final Map<TextPattern.Regex, CompiledPattern> CACHE = new ConcurrentHashMap<>();

  final Program program;

  /// Finds the end of a match that starts where it is asked; null if the pattern is not regular.
  final @Nullable Automaton anchored;

  /// Whether a match can depend on what stands before the place where it is sought.
  final boolean looksBack;

  /// What the matches are, if they are runs of one set's characters.
  final @Nullable CharacterRuns runs;

  private final MatchReach reach;
  private final @Nullable Node regular;
  private final @Nullable CodeClasses classes;
  private volatile @Nullable Automaton search;
  private volatile @Nullable Automaton backwards;
  private volatile @Nullable PreTokenizer isolating;
  private volatile @Nullable MatchStarts starts;

  private CompiledPattern(TextPattern.Regex pattern) {
    Node node =
        Simplifier.simplify(
            pattern.dialect() == Dialect.ONIGURUMA
                ? OnigurumaParser.parse(pattern.regex())
                : FancyParser.parse(pattern.regex()));
    looksBack = node.looksBack();
    runs = CharacterRuns.of(node);
    try {
      program = Program.compile(node, pattern.dialect(), false);
      if (Program.isRegular(node, pattern.dialect())) {
        Program plain = Program.compile(node, pattern.dialect(), true);
        classes = new CodeClasses(Automaton.setsOf(plain));
        anchored = new Automaton(plain, classes, false, false);
        regular = node;
      } else {
        classes = null;
        anchored = null;
        regular = null;
      }
    } catch (IllegalArgumentException e) {
      throw new PatternReader(pattern.regex()).error(0, String.valueOf(e.getMessage()));
    }
    reach = new MatchReach(program, looksBack);
  }

  static CompiledPattern of(TextPattern.Regex pattern) {
    CompiledPattern known = CACHE.get(pattern);
    if (known != null) {
      return known;
    }
    CompiledPattern compiled = new CompiledPattern(pattern);
    if (CACHE.size() >= MOST_CACHED) {
      CACHE.clear(); // whoever needs one all the time holds it, or compiles it once more
    }
    known = CACHE.putIfAbsent(pattern, compiled);
    return known == null ? compiled : known;
  }

  /// Compiles without keeping.
  static void check(TextPattern.Regex pattern) {
    CompiledPattern unused = new CompiledPattern(pattern);
    java.util.Objects.requireNonNull(unused);
  }

  /// Finds the end of the leftmost match at or after a place, but not its start.
  Automaton search() {
    Automaton made = search;
    if (made == null) {
      synchronized (this) {
        made = search;
        if (made == null) {
          made =
              new Automaton(
                  Program.compile(regular(), program.dialect, true), classes(), true, false);
          search = made;
        }
      }
    }
    return made;
  }

  /// Finds the start of the match that ends at a place.
  Automaton backwards() {
    Automaton made = backwards;
    if (made == null) {
      synchronized (this) {
        made = backwards;
        if (made == null) {
          Node reversed = Program.reversed(regular());
          made =
              new Automaton(
                  Program.compile(reversed, program.dialect, true), classes(), false, true);
          backwards = made;
        }
      }
    }
    return made;
  }

  /// Whether what was begun before the place between two characters ends there, as if the text did.
  boolean endsBetween(int left, int right) {
    return !reach.over(left, right);
  }

  /// Where matches may begin. Made when it is first asked for, in some milliseconds.
  MatchStarts starts() {
    MatchStarts known = starts;
    if (known == null) {
      known = MatchStarts.of(program, looksBack ? null : anchored);
      starts = known; // if two threads make it, either will do
    }
    return known;
  }

  /// Splits at the matches and keeps what is between; made once, since it learns where cuts are
  /// safe.
  PreTokenizer isolating(TextPattern.Regex pattern) {
    PreTokenizer made = isolating;
    if (made == null) {
      made = RegexSplitter.isolating(pattern, this);
      isolating = made;
    }
    return made;
  }

  private Node regular() {
    return java.util.Objects.requireNonNull(regular);
  }

  private CodeClasses classes() {
    return java.util.Objects.requireNonNull(classes);
  }

  /// The byte after the character at `at`.
  static int after(byte[] utf8, int at) {
    return at + Utf8.sequenceLength(utf8[at] & 0xFF);
  }
}
