package org.tokenlab.tokenizers.pretokenize;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.regex.RegexSplitter;

/// The splitting patterns that whole families of tokenizers share, each with the regular expression
/// that defines it.
///
/// Their pieces are exactly the matches of [#regex], one after the other, with Unicode 16.0
/// classes. Any other expression is [RegexSplitter]'s.
public enum SplitPattern {
  /// GPT-2, r50k_base, p50k_base.
  GPT2(
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
      "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++$|\\s+(?!\\S)|\\s"),
  /// cl100k_base as tiktoken runs it: white space at the end of the text is one piece.
  CL100K(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s+\\z|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
      "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+"
          + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s"),
  /// o200k_base.
  O200K(
      "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
  /// Llama 3, and cl100k as it is often written elsewhere.
  LLAMA3(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
  /// Qwen 2: Llama 3's with single digits.
  QWEN2(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
  /// Qwen 3.5: Qwen 2's with marks in words.
  QWEN35(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
  /// Mistral's Tekken: o200k's without contractions and with single digits.
  TEKKEN(
      "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
          + "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
  /// Kimi K2: o200k's with runs of Han apart, and without the slash behind punctuation.
  KIMI_K2(
      "[\\p{Han}]+"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]*"
          + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]+"
          + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

  private static final Map<String, SplitPattern> BY_REGEX = new HashMap<>();

  static {
    for (SplitPattern pattern : values()) {
      BY_REGEX.put(pattern.regex, pattern);
      pattern.otherSpellings.forEach(spelling -> BY_REGEX.put(spelling, pattern));
    }
  }

  private final String regex;
  private final List<String> otherSpellings;
  private final Splitter scanner = scanner(name());

  SplitPattern(String regex, String... otherSpellings) {
    this.regex = regex;
    this.otherSpellings = List.of(otherSpellings);
  }

  private static Splitter scanner(String name) {
    UnicodeClasses unicode = UnicodeClasses.UNICODE_16;
    return switch (name) {
      case "GPT2" -> new Gpt2Scanner(unicode);
      case "CL100K" -> new Cl100kScanner(unicode, 3, true);
      case "LLAMA3" -> new Cl100kScanner(unicode, 3, false);
      case "QWEN2" -> new Cl100kScanner(unicode, 1, false);
      case "QWEN35" -> new Cl100kScanner(unicode.withMarksAsLetters(), 1, false);
      case "O200K" -> new O200kScanner(unicode, 3, true, true);
      case "TEKKEN" -> new O200kScanner(unicode, 1, false, true);
      case "KIMI_K2" -> new KimiScanner(unicode);
      default -> throw new AssertionError(name);
    };
  }

  /// The regular expression, in the part of the syntax that Rust's fancy-regex and Oniguruma read
  /// alike. (They don't read `$` or `{1,3}+` alike, which tiktoken's own spellings hold.)
  public String regex() {
    return regex;
  }

  /// The scanner, written by hand: 64 bytes at a time where text and batch are long enough.
  /// Immutable, thread-safe, linear in the text.
  public Splitter preTokenizer() {
    return scanner;
  }

  /// The name used in files and on the command line: `cl100k`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The pattern whose name is `id`, in any case.
  public static Optional<SplitPattern> byId(String id) {
    return java.util.Arrays.stream(values()).filter(p -> p.id().equalsIgnoreCase(id)).findFirst();
  }

  /// The pattern with exactly this regular expression, in one of its known spellings.
  public static Optional<SplitPattern> byRegex(String regex) {
    return Optional.ofNullable(BY_REGEX.get(regex));
  }

  /// The pattern that `preTokenizer` runs, if it is one of these.
  public static Optional<SplitPattern> of(PreTokenizer preTokenizer) {
    return java.util.Arrays.stream(values())
        .filter(p ->
            p.scanner.equals(preTokenizer)
                || (preTokenizer instanceof RegexSplitter splitter
                    && splitter.regex().regex().equals(p.regex)))
        .findFirst();
  }
}
