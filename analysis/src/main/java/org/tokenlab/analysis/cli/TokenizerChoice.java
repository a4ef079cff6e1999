package org.tokenlab.analysis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenlab.analysis.concurrent.InOrder;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Splitter;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.TokenizerFiles;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.RegexSplitter;
import org.tokenlab.tokenizers.regex.TextPattern;

/// A tokenizer as the command line names it: a known name, or the path of a model file.
///
/// @param given as written on the command line; tables call the tokenizer by it
/// @param tokenizer what it stands for
record TokenizerChoice(String given, Tokenizer tokenizer) {
  /// Finds a tokenizer. A known name wins over a file of the same name; write `./name` for the
  /// file.
  ///
  /// @param pattern the splitting pattern for a `.tiktoken` file, which holds none, by name or as a
  ///   regular expression; null to take what is known of the file
  /// @throws org.tokenlab.tokenizers.UnknownTokenizerException if it is neither; offers the nearest
  ///   names
  static TokenizerChoice of(String given, @Nullable String pattern) throws IOException {
    Path file = path(given);
    boolean tiktoken = given.endsWith(".tiktoken");
    if (pattern != null && !tiktoken) {
      throw new UsageException(
          "--pattern is for .tiktoken files, which hold no pattern; " + given + " brings its own");
    }
    if (Tokenizers.names().contains(given)) {
      return new TokenizerChoice(given, Tokenizers.named(given));
    }
    if (file != null && (Files.exists(file) || looksLikeFile(given))) {
      return new TokenizerChoice(
          given, pattern == null ? Tokenizers.load(file) : tiktoken(file, pattern));
    }
    return new TokenizerChoice(given, Tokenizers.named(given)); // throws, with the nearest names
  }

  private static Tokenizer tiktoken(Path file, String pattern) throws IOException {
    return SplitPattern.byId(pattern).isPresent()
        ? TokenizerFiles.loadTiktoken(file, pattern(pattern), AddedTokens.none())
        : TokenizerFiles.loadTiktoken(file, pattern, AddedTokens.none());
  }

  /// Finds each, in order; several are loaded at once, since a large vocabulary takes a second.
  static List<TokenizerChoice> all(List<String> given, @Nullable String pattern)
      throws IOException {
    Iterator<String> names = given.stream().distinct().iterator();
    List<TokenizerChoice> found = new ArrayList<>();
    InOrder.<String, TokenizerChoice>run(
        () -> names.hasNext() ? names.next() : null,
        name -> {
          try {
            return of(name, name.endsWith(".tiktoken") ? pattern : null);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        found::add,
        Runtime.getRuntime().availableProcessors());
    return found;
  }

  /// The pattern of this name, or with exactly this regular expression.
  static SplitPattern pattern(String text) {
    return SplitPattern.byId(text)
        .or(() -> SplitPattern.byRegex(text))
        .orElseThrow(() ->
            new UsageException(
                "--pattern: no compiled pattern is called or spelt \""
                    + text
                    + "\"; there are "
                    + patternNames()));
  }

  private static String patternNames() {
    return Arrays.stream(SplitPattern.values())
        .map(SplitPattern::id)
        .collect(Collectors.joining(", "));
  }

  /// The splitter of the pattern of this name, or of a regular expression as Oniguruma reads it;
  /// what lies between its matches are pieces, too.
  static Splitter splitter(String text) {
    // An expression of nothing but letters and digits is a name misspelt.
    if (text.matches("[A-Za-z0-9_-]+")) {
      return pattern(text).preTokenizer();
    }
    return SplitPattern.byRegex(text)
        .map(SplitPattern::preTokenizer)
        .or(() -> compiled(text).splitter())
        .orElseThrow(() ->
            new UsageException(
                "--pattern: training needs an expression whose matches don't depend on the text before"
                    + " them (no look-behind, \\b, ^ or back-references); got \""
                    + text
                    + "\""));
  }

  private static PreTokenizer compiled(String regex) {
    try {
      return RegexSplitter.isolating(new TextPattern.Regex(regex, Dialect.ONIGURUMA));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--pattern: " + e.getMessage());
    }
  }

  private static boolean looksLikeFile(String given) {
    String lower = given.toLowerCase(Locale.ROOT);
    return given.contains("/")
        || given.contains("\\")
        || lower.endsWith(".json")
        || lower.endsWith(".tiktoken")
        || lower.endsWith(".model")
        || lower.endsWith(".tokenlab")
        || lower.endsWith(".equalinfo");
  }

  private static @Nullable Path path(String given) {
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
