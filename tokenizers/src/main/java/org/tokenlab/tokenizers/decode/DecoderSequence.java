package org.tokenlab.tokenizers.decode;

import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// One decoder after the other: HF's Sequence.
public record DecoderSequence(List<Decoder> decoders) implements Decoder {
  /// Copies the list.
  public DecoderSequence {
    decoders = List.copyOf(decoders);
  }

  @Override
  public List<String> decode(List<String> tokens) {
    List<String> decoded = tokens;
    for (Decoder decoder : decoders) {
      decoded = decoder.decode(decoded);
    }
    return decoded;
  }

  @Override
  public TokenSink streamTo(TokenSink next) {
    TokenSink first = next;
    for (Decoder decoder : decoders.reversed()) {
      first = decoder.streamTo(first);
    }
    return first;
  }
}
