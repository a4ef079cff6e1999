package org.tokenlab.tokenizers.superword;

import java.io.IOException;
import org.tokenlab.tokenizers.Tokenizer;
import org.tokenlab.tokenizers.Tokenizers;
import org.tokenlab.tokenizers.io.ModelFormat;

/// The small models that fastboundlessbpe trained for `boundless_golden.py`.
public final class PeerTrained {
  private PeerTrained() {}

  /// `plain`; `parts` and `script` and `word`, which delete tokens, the latter two script by
  /// script.
  public static Tokenizer model(String name) throws IOException {
    return Tokenizers.load(
        PeerTrained.class.getResourceAsStream("trained-" + name + ".model"),
        ModelFormat.FAST_BOUNDLESS,
        name);
  }
}
