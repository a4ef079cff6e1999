package org.tokenlab.tokenizers.decode;

import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// HF's Fuse: all tokens become one string, so that what follows sees the text's ends only.
public record Fuse() implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    return List.of(String.join("", tokens));
  }

  @Override
  public TokenSink streamTo(TokenSink next) {
    return new TokenSink() {
      @Override
      public void part(String part) {
        next.part(part);
      }

      @Override
      public void end() {}

      @Override
      public void finish() {
        next.end();
        next.finish();
      }
    };
  }
}
