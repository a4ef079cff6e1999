package org.tokenlab.tokenizers.decode;

import java.util.ArrayList;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// HF's BPEDecoder: the mark of a word's end becomes a space, in the last token nothing.
///
/// @param suffix the mark: `</w>`
public record BpeDecoder(String suffix) implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    List<String> decoded = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      decoded.add(Texts.replace(tokens.get(i), suffix, i == tokens.size() - 1 ? "" : " "));
    }
    return decoded;
  }

  @Override
  public TokenSink streamTo(TokenSink next) {
    return new Stream(next);
  }

  /// Of a token that may be the last one, the text before the first mark is certain.
  private final class Stream implements TokenSink {
    private final TokenSink next;
    private final StringBuilder waiting = new StringBuilder();
    private boolean any;

    Stream(TokenSink next) {
      this.next = next;
    }

    @Override
    public void part(String part) {
      handOn(any, " ");
      any = false;
      waiting.append(part);
    }

    @Override
    public void end() {
      handOn(any, " ");
      any = true;
      int mark = waiting.indexOf(suffix);
      int certain = mark < 0 ? waiting.length() : mark;
      next.part(waiting.substring(0, certain));
      waiting.delete(0, certain);
    }

    @Override
    public void finish() {
      handOn(any, "");
      next.finish();
    }

    private void handOn(boolean whole, String replacement) {
      if (whole) {
        if (suffix.isEmpty() || !waiting.isEmpty()) {
          next.part(Texts.replace(waiting.toString(), suffix, replacement));
        }
        next.end();
        waiting.setLength(0);
      }
    }
  }
}
