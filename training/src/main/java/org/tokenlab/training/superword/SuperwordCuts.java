package org.tokenlab.training.superword;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;

/// Where no superword may cross: what stage 2 of SuperBPE still cuts a text at, white space between
/// words no longer being a cut.
///
/// What matches [#regex] is a piece by itself, and so is each stretch between two matches, however
/// long.
///
/// @param numbers cuts numbers off, in groups of up to three digits
/// @param punctuation which punctuation is cut off
/// @param lines cuts at line ends, with the white space around them
/// @param spaces cuts runs of spaces off, but for the last one before a word; where [#lines] are
///   cut, runs of any white space
public record SuperwordCuts(
    boolean numbers, Punctuation punctuation, boolean lines, boolean spaces) {

  /// Which punctuation ends a stretch of words. Marks that stand on letters, which are most of what
  /// is not a letter in an Indic or Thai word, are no punctuation by [#EACH] but are by [#RUNS], as
  /// in the original.
  public enum Punctuation {
    /// None.
    NONE,
    /// Two or more characters that are neither white space, letters nor numbers, marks included:
    /// the original's. A single full stop or comma stands inside a superword.
    RUNS,
    /// All but a single character directly between other text and a letter, as in `don't`,
    /// `well-known` or `e.g.`, which belongs to the word behind it in stage 1, too.
    EACH,
  }

  /// What the authors of SuperBPE cut at: numbers, runs of punctuation, runs of spaces. Its
  /// expression is theirs, letter by letter.
  public static final SuperwordCuts ORIGINAL =
      new SuperwordCuts(true, Punctuation.RUNS, false, true);

  /// Cuts at all that is not words: superwords are phrases, made of whole pieces of stage 1 and the
  /// white space between. The default.
  ///
  /// The original's tokens such as ` applications.\n`, `, and the` or `.\nThe` are what its users
  /// wonder at: a full stop, a comma or a line end in the middle of a token hides the end of a
  /// sentence from the model, and makes what may be generated next depend on what came before it.
  /// None of them comes up here. Marks are no punctuation, so that words of Indic scripts, which
  /// the original cuts inside, stay whole; and but for rare sequences of marks no cut falls inside
  /// one of o200k's words, so that hardly a token of stage 1 is lost to stage 2.
  public static final SuperwordCuts PHRASES = new SuperwordCuts(true, Punctuation.EACH, true, true);

  /// Cuts nowhere: a superword may be any stretch of a text.
  public static final SuperwordCuts NONE = new SuperwordCuts(false, Punctuation.NONE, false, false);

  /// The regular expression whose matches are cut off, as Hugging Face's Oniguruma reads it; empty
  /// if nothing is.
  public String regex() {
    List<String> cuts = new ArrayList<>();
    if (numbers) {
      cuts.add("\\p{N}{1,3}");
    }
    switch (punctuation) {
      case NONE -> {}
      case RUNS -> cuts.add(" ?[^\\s\\p{L}\\p{N}]{2,}[\\r\\n/]*");
      case EACH -> {
        cuts.add(" ?[^\\s\\p{L}\\p{M}\\p{N}]{2,}[\\r\\n/]*");
        cuts.add(" [^\\s\\p{L}\\p{M}\\p{N}][\\r\\n/]*");
        cuts.add("[^\\s\\p{L}\\p{M}\\p{N}](?![\\p{L}\\p{M}])[\\r\\n/]*");
      }
    }
    if (lines) {
      cuts.add("\\s*[\\r\\n]+");
    }
    if (spaces) {
      cuts.add(lines ? "\\s+(?!\\S)" : " +(?!\\S)");
    }
    return String.join("|", cuts);
  }

  /// The pre-tokenizer of a SuperBPE tokenizer with these cuts, in a form that goes into a
  /// `tokenizer.json`.
  public PreTokenizer preTokenizer() {
    String regex = regex();
    return regex.isEmpty()
        ? PreTokenizer.none()
        : new Split(new TextPattern.Regex(regex, Dialect.ONIGURUMA), SplitBehavior.ISOLATED, false);
  }

  /// [#preTokenizer], compiled.
  Splitter splitter() {
    return preTokenizer().splitter().orElseThrow();
  }
}
