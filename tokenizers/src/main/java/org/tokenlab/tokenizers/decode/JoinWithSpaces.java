package org.tokenlab.tokenizers.decode;

import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// Tokens with spaces between them: what HF does where a file has no decoder.
public record JoinWithSpaces() implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    return List.of(String.join(" ", tokens));
  }

  @Override
  public TokenSink streamTo(TokenSink next) {
    String[] between = {""};
    return TokenSink.ofWholeTokens(
        token -> {
          next.part(between[0] + token);
          between[0] = " ";
        },
        next::end,
        next);
  }
}
