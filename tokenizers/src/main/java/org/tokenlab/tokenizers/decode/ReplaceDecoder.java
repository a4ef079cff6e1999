package org.tokenlab.tokenizers.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;
import org.tokenlab.tokenizers.regex.PatternMatcher;
import org.tokenlab.tokenizers.regex.TextPattern;

/// HF's Replace decoder: in each token for itself, every match becomes the content.
///
/// @param pattern what is replaced; as in HF an empty text matches everywhere, but not in an empty
///   token
/// @param content what is put there, as it stands
public record ReplaceDecoder(TextPattern pattern, String content) implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    if (pattern instanceof TextPattern.Literal(String text) && !text.isEmpty()) {
      return tokens.stream().map(token -> token.replace(text, content)).toList();
    }
    PatternMatcher matcher = pattern.matcher();
    List<String> decoded = new ArrayList<>(tokens.size());
    for (String token : tokens) {
      decoded.add(token.isEmpty() ? token : replaced(token, matcher));
    }
    return decoded;
  }

  private String replaced(String token, PatternMatcher matcher) {
    byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
    StringBuilder replaced = new StringBuilder();
    int copied = 0;
    matcher.scan(utf8, 0, utf8.length);
    while (matcher.next()) {
      replaced.append(text(utf8, copied, matcher.start())).append(content);
      copied = matcher.end();
    }
    return replaced.append(text(utf8, copied, utf8.length)).toString();
  }

  private static String text(byte[] utf8, int from, int to) {
    return new String(utf8, from, to - from, StandardCharsets.UTF_8);
  }

  /// The start of a text that is sought waits for the rest of it; a regular expression sees whole
  /// tokens.
  @Override
  public TokenSink streamTo(TokenSink next) {
    return pattern instanceof TextPattern.Literal(String text) && !text.isEmpty()
        ? new LiteralStream(text, content, next)
        : TokenSink.ofWholeTokens(
            token -> decode(List.of(token)).forEach(next::token), () -> {}, next);
  }

  private static final class LiteralStream implements TokenSink {
    private final String sought;
    private final String content;
    private final TokenSink next;
    private String waiting = "";

    LiteralStream(String sought, String content, TokenSink next) {
      this.sought = sought;
      this.content = content;
      this.next = next;
    }

    @Override
    public void part(String part) {
      String text = waiting + part;
      StringBuilder certain = new StringBuilder();
      int at = 0;
      for (int found = text.indexOf(sought); found >= 0; found = text.indexOf(sought, at)) {
        certain.append(text, at, found).append(content);
        at = found + sought.length();
      }
      int begun = Math.max(at, text.length() - sought.length() + 1);
      while (!sought.startsWith(text.substring(begun))) {
        begun++;
      }
      next.part(certain.append(text, at, begun).toString());
      waiting = text.substring(begun);
    }

    @Override
    public void end() {
      next.token(waiting);
      waiting = "";
    }

    @Override
    public void finish() {
      next.finish();
    }
  }
}
