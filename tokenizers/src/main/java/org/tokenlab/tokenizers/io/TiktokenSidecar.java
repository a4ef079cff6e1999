package org.tokenlab.tokenizers.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.PreTokenizer;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.pretokenize.Split;
import org.tokenlab.tokenizers.pretokenize.SplitBehavior;
import org.tokenlab.tokenizers.pretokenize.SplitPattern;
import org.tokenlab.tokenizers.regex.Dialect;
import org.tokenlab.tokenizers.regex.TextPattern;
import org.tokenlab.tokenizers.superword.BoundlessBpeModel;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a `.tiktoken` file can't say: `FILE.tiktoken.meta.json`, `{"pattern": "cl100k",
/// "special_tokens": {…}}`. The pattern is a known one's name or, as `pattern_regex`, any regular
/// expression, read as tiktoken reads it.
///
/// @param pattern the pre-tokenizer
/// @param specialTokens the special tokens
record TiktokenSidecar(PreTokenizer pattern, AddedTokens specialTokens) {

  static Path path(Path tiktoken) {
    return tiktoken.resolveSibling(tiktoken.getFileName() + ".meta.json");
  }

  static Optional<TiktokenSidecar> beside(Path tiktoken) throws IOException {
    Path file = path(tiktoken);
    return Files.isRegularFile(file)
        ? Optional.of(read(Files.readAllBytes(file), file.toString()))
        : Optional.empty();
  }

  /// How tiktoken splits by a regular expression: its matches are the pieces, and what stands
  /// between matches is dropped.
  static PreTokenizer matchesOf(String regex) {
    return SplitPattern.byRegex(regex)
        .<PreTokenizer>map(SplitPattern::preTokenizer)
        .orElseGet(() ->
            new Split(
                new TextPattern.Regex(regex, Dialect.FANCY_REGEX), SplitBehavior.REMOVED, true));
  }

  private static TiktokenSidecar read(byte[] content, String source) throws ModelFileException {
    JsonNode root = JsonSource.parse(content, source);
    PreTokenizer pattern;
    if (root.has("pattern_regex")) {
      pattern = matchesOf(root.get("pattern_regex").text());
    } else {
      JsonNode name = root.get("pattern");
      pattern =
          SplitPattern.byId(name.text())
              .orElseThrow(() -> name.expected("a known pattern's name"))
              .preTokenizer();
    }
    Map<String, Integer> specials = new LinkedHashMap<>();
    JsonNode tokens = root.find("special_tokens");
    if (tokens != null) {
      for (Map.Entry<String, JsonNode> token : tokens.members().entrySet()) {
        specials.put(token.getKey(), token.getValue().index(Integer.MAX_VALUE));
      }
    }
    try {
      return new TiktokenSidecar(pattern, AddedTokens.special(specials));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(source + ": special_tokens: " + e.getMessage(), e);
    }
  }

  /// What a tokenizer is beside its ranks.
  ///
  /// @throws IllegalArgumentException if tiktoken has no way to do the same
  static TiktokenSidecar of(Tokenizer tokenizer) {
    if (tokenizer.model() instanceof BoundlessBpeModel) {
      throw refusal(
          tokenizer,
          "it merges whole words after the merges inside them, and ranks say nothing of words");
    }
    PreTokenizer preTokenizer = tokenizer.preTokenizer();
    Optional<SplitPattern> known = ByteLevelPipeline.pattern(preTokenizer);
    if (known.isEmpty() && regex(preTokenizer).isEmpty()) {
      throw refusal(
          tokenizer, "its pre-tokenizer is no known pattern, and none of tiktoken's own making");
    }
    if (!tokenizer.normalizer().equals(org.tokenlab.tokenizers.Normalizer.none())) {
      throw refusal(tokenizer, "it normalizes text");
    }
    if (tokenizer.postProcessor().isPresent()
        && tokenizer.postProcessor().get().addedTokens(false) > 0) {
      throw refusal(tokenizer, "it adds special tokens to encodings");
    }
    // Where nothing is normalized, it is all one whether tokens are sought before or after; but
    // those that are sought before come first.
    List<AddedToken> tokens = tokenizer.addedTokens().all();
    boolean normalized = !tokens.isEmpty() && tokens.stream().allMatch(AddedToken::normalized);
    for (AddedToken token : tokens) {
      AddedToken own =
          new AddedToken(token.text(), token.id(), false, false, false, normalized, true);
      if (!token.equals(own)) {
        throw refusal(tokenizer, "tiktoken has no such added token: " + token);
      }
    }
    return new TiktokenSidecar(
        known.<PreTokenizer>map(SplitPattern::preTokenizer).orElse(preTokenizer),
        tokenizer.addedTokens());
  }

  private static IllegalArgumentException refusal(Tokenizer tokenizer, String why) {
    return new IllegalArgumentException(".tiktoken can't hold " + tokenizer.name() + ": " + why);
  }

  private static Optional<String> regex(PreTokenizer preTokenizer) {
    return preTokenizer
                instanceof
                Split(TextPattern.Regex(String regex, Dialect dialect), var behavior, var invert)
            && dialect == Dialect.FANCY_REGEX
            && behavior == SplitBehavior.REMOVED
            && invert
        ? Optional.of(regex)
        : Optional.empty();
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      Optional<String> regex = regex(pattern);
      if (regex.isPresent()) {
        json.writeStringProperty("pattern_regex", regex.get());
      } else {
        json.writeStringProperty("pattern", SplitPattern.of(pattern).orElseThrow().id());
      }
      json.writeObjectPropertyStart("special_tokens");
      for (String text : specialTokens.specialTexts()) {
        json.writeNumberProperty(text, specialTokens.id(text).orElseThrow());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }
}
