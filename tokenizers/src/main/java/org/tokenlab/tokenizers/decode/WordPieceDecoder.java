package org.tokenlab.tokenizers.decode;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// HF's WordPiece decoder: a token that goes on with a word loses its prefix, any other but the
/// first gets a space in front.
///
/// @param prefix of tokens inside a word: `##`
/// @param cleanup whether, in each token for itself, spaces before punctuation and in English
///   contractions are taken out
public record WordPieceDecoder(String prefix, boolean cleanup) implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    List<String> decoded = new ArrayList<>(tokens.size());
    for (String token : tokens) {
      decoded.add(rewritten(token, decoded.isEmpty()));
    }
    return decoded;
  }

  @Override
  public TokenSink streamTo(TokenSink next) {
    boolean[] any = {false};
    return TokenSink.ofWholeTokens(
        token -> {
          next.token(rewritten(token, !any[0]));
          any[0] = true;
        },
        () -> {},
        next);
  }

  private String rewritten(String token, boolean first) {
    String text = token;
    if (!first) {
      text = token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
    }
    return cleanup ? Texts.cleanedUp(text) : text;
  }
}
