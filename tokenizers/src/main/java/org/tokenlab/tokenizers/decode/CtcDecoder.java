package org.tokenlab.tokenizers.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// HF's CTC decoder: of equal tokens in a row one stays, padding goes, and the word delimiter
/// becomes a space.
///
/// @param padToken is taken out of every token; tokens that are empty then are dropped
/// @param wordDelimiterToken becomes a space, if `cleanup`
/// @param cleanup whether spaces before punctuation and English contractions are taken out too
public record CtcDecoder(String padToken, String wordDelimiterToken, boolean cleanup)
    implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    List<String> decoded = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0 && tokens.get(i).equals(tokens.get(i - 1))) {
        continue;
      }
      String text = rewritten(tokens.get(i));
      if (!text.isEmpty()) {
        decoded.add(text);
      }
    }
    return decoded;
  }

  @Override
  public TokenSink streamTo(TokenSink next) {
    @Nullable String[] before = {null};
    return TokenSink.ofWholeTokens(
        token -> {
          String text = token.equals(before[0]) ? "" : rewritten(token);
          before[0] = token;
          if (!text.isEmpty()) {
            next.token(text);
          }
        },
        () -> {},
        next);
  }

  private String rewritten(String token) {
    String text = Texts.replace(token, padToken, "");
    return cleanup ? Texts.replace(Texts.cleanedUp(text), wordDelimiterToken, " ") : text;
  }
}
