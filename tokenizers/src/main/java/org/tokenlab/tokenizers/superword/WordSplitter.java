package org.tokenlab.tokenizers.superword;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.RegexSplitter;
import org.tokenlab.tokenizers.regex.TextPattern;

/// The words of BoundlessBPE as fastboundlessbpe finds them: the matches of one regular expression,
/// or of two, one for certain scripts (Han, Thai, …) and one for all else.
///
/// With two, a text is first taken apart into runs of one script by Unicode 17.0. Spaces, digits
/// and punctuation have none of their own and go with what follows them; at the end of the text,
/// with what is before.
///
/// Expressions are read as Rust's fancy-regex reads them, with Python's escapes of four and eight
/// hexadecimal digits allowed. What an expression leaves out is dropped by [BoundlessBpeModel], as
/// by the peer; used as a [Splitter], it is a piece. fancy-regex gives an expression up after a
/// million steps of backtracking, and the peer then drops the rest of the text; here there is no
/// such limit.
///
/// Immutable and thread-safe. Time is linear for the known expressions and for those that automata
/// run ([org.tokenlab.tokenizers.regex]).
public final class WordSplitter implements Splitter {
  private static final String LETTERS_O200K =
      " ?\\p{L}\\p{M}*|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
  private static final List<String> WITHOUT_SPACES =
      List.of("Han", "Hiragana", "Katakana", "Thai", "Myanmar", "Khmer", "Lao");

  private final String regex;
  private final @Nullable String scriptRegex;
  private final List<String> scripts;
  private final WordFinder finder;

  private WordSplitter(String regex, @Nullable String scriptRegex, List<String> scripts) {
    this.regex = regex;
    this.scriptRegex = scriptRegex;
    this.scripts = List.copyOf(scripts);
    WordFinder main = finder(regex);
    if (scriptRegex == null) {
      finder = main;
      return;
    }
    boolean[] isSpecial = new boolean[Scripts.count()];
    for (String name : scripts) {
      int script = Scripts.byName(name);
      if (script >= 0 && Scripts.isOwn(script)) {
        isSpecial[script] = true;
      }
    }
    finder = new ScriptWords(main, finder(scriptRegex), isSpecial);
  }

  private static WordFinder finder(String given) {
    String regex = RegexText.literal(given);
    Optional<SplitPattern> known = SplitPattern.byRegex(regex);
    if (known.isPresent()) {
      return new SplitWords(known.get().preTokenizer());
    }
    WordFinder digits = GroupedDigits.of(regex);
    if (digits != null) {
      return digits;
    }
    TextPattern.Regex pattern = new TextPattern.Regex(regex, Dialect.FANCY_REGEX);
    PreTokenizer matches = RegexSplitter.matching(pattern);
    return matches instanceof Splitter splitter
        ? new SplitWords(splitter)
        : new MatchedWords(pattern);
  }

  /// Words are the matches of `regex`.
  ///
  /// @throws IllegalArgumentException if it is not valid or not supported
  public static WordSplitter of(String regex) {
    return new WordSplitter(regex, null, List.of());
  }

  /// Words are the matches of `scriptRegex` in runs of the named scripts, of `regex` in others.
  ///
  /// @param scripts names of Unicode's Scripts.txt; others are kept and mean nothing, as in the
  ///   peer
  /// @throws IllegalArgumentException if an expression is not valid or not supported
  public static WordSplitter byScript(String regex, String scriptRegex, List<String> scripts) {
    return new WordSplitter(regex, scriptRegex, scripts);
  }

  /// What fastboundlessbpe's training script takes by default: o200k's words, and single letters in
  /// the scripts that don't write spaces between words.
  public static WordSplitter standard() {
    return byScript(SplitPattern.O200K.regex(), LETTERS_O200K, WITHOUT_SPACES);
  }

  /// The splitter with the same words as `splitter`, if there is one: for a known pattern's
  /// scanner, and for an expression of fancy-regex that matches everywhere.
  public static Optional<WordSplitter> like(Splitter splitter) {
    if (splitter instanceof WordSplitter own) {
      return Optional.of(own);
    }
    Optional<SplitPattern> known = SplitPattern.of(splitter);
    if (known.isPresent()) {
      return Optional.of(of(known.get().regex()));
    }
    return splitter instanceof RegexSplitter regex && regex.regex().dialect() == Dialect.FANCY_REGEX
        ? Optional.of(of(regex.regex().regex())).filter(found -> found.finder.covers())
        : Optional.empty();
  }

  /// The expression for all scripts, or for all but [#scripts].
  public String regex() {
    return regex;
  }

  /// The expression for [#scripts], if they have one of their own.
  public Optional<String> scriptRegex() {
    return Optional.ofNullable(scriptRegex);
  }

  /// The scripts with an expression of their own.
  public List<String> scripts() {
    return scripts;
  }

  WordFinder finder() {
    return finder;
  }

  @Override
  public int split(byte[] utf8, int from, int to, int[] ends) {
    int count = finder.find(utf8, from, to, ends);
    for (int i = 0; i < count; i++) {
      ends[i] = ends[i] < 0 ? ~ends[i] : ends[i];
    }
    return count;
  }

  @Override
  public boolean cutsBetween(int left, int right) {
    return finder.cutsBetween(left, right);
  }

  /// All words of a text, in order; for tests and for looking at a rule.
  public List<String> words(String text) {
    byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>();
    int[] ends = new int[64];
    int at = 0;
    while (at < utf8.length) {
      int count = finder.find(utf8, at, utf8.length, ends);
      if (count == 0) {
        ends = new int[2 * ends.length];
      }
      for (int i = 0; i < count; i++) {
        int end = ends[i] < 0 ? ~ends[i] : ends[i];
        if (ends[i] > 0) {
          words.add(new String(utf8, at, end - at, java.nio.charset.StandardCharsets.UTF_8));
        }
        at = end;
      }
    }
    return words;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordSplitter that
        && regex.equals(that.regex)
        && Objects.equals(scriptRegex, that.scriptRegex)
        && scripts.equals(that.scripts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(regex, scriptRegex, scripts);
  }

  @Override
  public String toString() {
    return scriptRegex == null
        ? "WordSplitter[" + regex + "]"
        : "WordSplitter[" + regex + ", in " + scripts + " " + scriptRegex + "]";
  }
}
