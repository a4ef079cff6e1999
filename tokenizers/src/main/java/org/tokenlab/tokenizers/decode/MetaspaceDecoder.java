package org.tokenlab.tokenizers.decode;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;
import org.tokenlab.tokenizers.pretokenize.PrependScheme;

/// HF's Metaspace decoder: the replacement becomes a space again.
///
/// In the first token it is dropped instead, every one of them, unless none was put in front.
///
/// @param replacement its code point, mostly U+2581 (▁)
/// @param prependScheme what the pre-tokenizer did; only [PrependScheme#NEVER] matters
/// @param split kept for saving; means nothing here
public record MetaspaceDecoder(int replacement, PrependScheme prependScheme, boolean split)
    implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    String mark = Character.toString(replacement);
    List<String> decoded = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      boolean drops = i == 0 && prependScheme != PrependScheme.NEVER;
      decoded.add(tokens.get(i).replace(mark, drops ? "" : " "));
    }
    return decoded;
  }

  @Override
  public TokenSink streamTo(TokenSink next) {
    String mark = Character.toString(replacement);
    return new TokenSink() {
      private boolean drops = prependScheme != PrependScheme.NEVER;

      @Override
      public void part(String part) {
        next.part(part.replace(mark, drops ? "" : " "));
      }

      @Override
      public void end() {
        drops = false;
        next.end();
      }

      @Override
      public void finish() {
        next.finish();
      }
    };
  }
}
