package org.tokenlab.tokenizers.decode;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// HF's Strip decoder: takes a character off the ends of each token.
///
/// HF stops with an error at a token that both ends eat up, or that is shorter than `stop`; here as
/// much is taken as there is, from the start first.
///
/// @param content the character's code point
/// @param start how often it is taken off a token's start at most
/// @param stop how often it is taken off a token's end at most
public record StripDecoder(int content, int start, int stop) implements Decoder {
  /// Refuses negative numbers.
  public StripDecoder {
    if (start < 0 || stop < 0) {
      throw new IllegalArgumentException(
          "Strip takes off 0 or more characters; got " + start + " and " + stop);
    }
  }

  @Override
  public List<String> decode(List<String> tokens) {
    List<String> decoded = new ArrayList<>(tokens.size());
    int width = Character.charCount(content);
    for (String token : tokens) {
      int from = 0;
      int to = token.length();
      for (int n = 0; n < start && from < to && token.codePointAt(from) == content; n++) {
        from += width;
      }
      for (int n = 0; n < stop && from < to && token.codePointBefore(to) == content; n++) {
        to -= width;
      }
      decoded.add(token.substring(from, to));
    }
    return decoded;
  }

  /// So many of the character as may be taken off a token's end wait at most.
  @Override
  public TokenSink streamTo(TokenSink next) {
    return new Stream(next);
  }

  private final class Stream implements TokenSink {
    private final TokenSink next;
    private int taken; // off the start of this token
    private int waiting;
    private boolean begun;

    Stream(TokenSink next) {
      this.next = next;
    }

    @Override
    public void part(String part) {
      StringBuilder certain = new StringBuilder(part.length());
      for (int at = 0; at < part.length(); at += Character.charCount(part.codePointAt(at))) {
        int c = part.codePointAt(at);
        if (c == content && !begun && taken < start) {
          taken++;
        } else if (c == content && waiting < stop) {
          begun = true;
          waiting++;
        } else {
          begun = true;
          for (; c != content && waiting > 0; waiting--) {
            certain.appendCodePoint(content);
          }
          certain.appendCodePoint(c); // if this is the character itself, one more waits behind it
        }
      }
      next.part(certain.toString());
    }

    @Override
    public void end() {
      taken = 0;
      waiting = 0;
      begun = false;
      next.end();
    }

    @Override
    public void finish() {
      next.finish();
    }
  }
}
