package org.tokenlab.tokenizers.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;

/// HF's ByteFallback: tokens such as `<0x61>` are bytes.
///
/// A run of them that is UTF-8 becomes one string; one that is not becomes a U+FFFD for each of its
/// tokens, even where a part of it is well formed.
public record ByteFallback() implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    List<String> decoded = new ArrayList<>(tokens.size());
    byte[] run = new byte[tokens.size()];
    int length = 0;
    for (String token : tokens) {
      int value = byteValue(token);
      if (value >= 0) {
        run[length++] = (byte) value;
      } else {
        addRun(run, length, decoded);
        length = 0;
        decoded.add(token);
      }
    }
    addRun(run, length, decoded);
    return decoded;
  }

  private static void addRun(byte[] run, int length, List<String> decoded) {
    if (length > 0) {
      try {
        decoded.add(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(run, 0, length)).toString());
      } catch (CharacterCodingException _) {
        String[] unknown = new String[length];
        Arrays.fill(unknown, "\uFFFD");
        decoded.addAll(Arrays.asList(unknown));
      }
    }
  }

  /// The byte that the token stands for, or −1. Rust reads a plus sign as part of a number.
  private static int byteValue(String token) {
    if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
      return -1;
    }
    int high = token.charAt(3) == '+' ? 0 : digit(token.charAt(3));
    int low = digit(token.charAt(4));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /// A run of bytes waits for its end, since one that is not UTF-8 makes all of it unknown.
  @Override
  public TokenSink streamTo(TokenSink next) {
    List<String> run = new ArrayList<>();
    Runnable endOfRun =
        () -> {
          decode(run).forEach(next::token);
          run.clear();
        };
    return TokenSink.ofWholeTokens(
        token -> {
          if (byteValue(token) >= 0) {
            run.add(token);
          } else {
            endOfRun.run();
            next.token(token);
          }
        },
        endOfRun,
        next);
  }
}
