package org.tokenlab.tokenizers.wordpool;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.RegexSplitter;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Where words begin and end.
///
/// | name | words |
/// |---|---|
/// | `whitespace` | `\s*\S+`: what stands between white space, with the white space in front of it |
/// | `uax29` | ICU4J's segments by UAX #29 with its dictionaries; white space goes to the word behind it |
/// | `paper` | those of the paper's code, in place; it drops spaces, `\n`, `=`, `<unk>`, `@-@` |
/// | `paper-kept` | the same boundaries; what `paper` drops goes to the word behind it |
/// | `gpt2`, `cl100k`, `o200k` … | the pieces of a [SplitPattern], by its name |
/// | `regex:…` | the matches of an expression, and what lies between two, as [RegexSplitter#isolating] does |
///
/// All but `paper` are lossless: their words, one after the other, are the text. (So are
/// expressions that need not look behind; others count as lossy.) Immutable and thread-safe; all
/// rules take time linear in the text (an expression: as its engine does).
///
/// @param id the name, as in files and on the command line
/// @param preTokenizer finds the words
public record WordRule(String id, PreTokenizer preTokenizer) {
  /// The paper's code.
  public static final WordRule PAPER = new WordRule("paper", PaperWords.INSTANCE);

  /// The paper's boundaries without loss.
  public static final WordRule PAPER_KEPT = new WordRule("paper-kept", PaperWordsKept.INSTANCE);

  /// Split at white space.
  public static final WordRule WHITE_SPACE = new WordRule("whitespace", WhiteSpaceWords.INSTANCE);

  /// Unicode's word boundaries.
  public static final WordRule UAX29 = new WordRule("uax29", UnicodeWords.INSTANCE);

  private static final List<WordRule> OWN = List.of(WHITE_SPACE, UAX29, PAPER, PAPER_KEPT);
  private static final String REGEX = "regex:";

  /// The pieces of a pattern as words.
  public static WordRule of(SplitPattern pattern) {
    return new WordRule(pattern.id(), pattern.preTokenizer());
  }

  /// The rule of this name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists them
  public static WordRule byId(String id) {
    if (id.startsWith(REGEX)) {
      return new WordRule(
          id,
          RegexSplitter.isolating(
              new TextPattern.Regex(id.substring(REGEX.length()), Dialect.ONIGURUMA)));
    }
    Optional<WordRule> own = OWN.stream().filter(rule -> rule.id.equals(id)).findFirst();
    return own.or(() -> SplitPattern.byId(id).map(WordRule::of))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown rule of words \"" + id + "\"; there are " + String.join(", ", ids())));
  }

  /// The names of all rules, `regex:…` for expressions.
  public static List<String> ids() {
    return Stream.of(
            OWN.stream().map(WordRule::id),
            Arrays.stream(SplitPattern.values()).map(SplitPattern::id),
            Stream.of("regex:EXPRESSION"))
        .flatMap(names -> names)
        .toList();
  }

  /// Whether words, one after the other, are the text.
  public boolean lossless() {
    return preTokenizer.splitter().isPresent();
  }

  /// The rule as a splitter.
  ///
  /// @throws IllegalArgumentException if it is not lossless
  public Splitter splitter() {
    return preTokenizer
        .splitter()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the words of rule \""
                    + id
                    + "\" leave out some of the text, which a tokenizer may not; take paper-kept,"
                    + " or another rule"));
  }

  /// The words of `utf8`.
  public WordSpans words(byte[] utf8) {
    return WordSpans.of(this, utf8, 0, utf8.length);
  }

  @Override
  public String toString() {
    return id;
  }
}
