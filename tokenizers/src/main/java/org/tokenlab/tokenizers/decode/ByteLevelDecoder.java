package org.tokenlab.tokenizers.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tokenlab.tokenizers.Decoder;
import org.tokenlab.tokenizers.TokenSink;
import org.tokenlab.tokenizers.Utf8;
import org.tokenlab.tokenizers.internal.unicode.ByteCharacters;

/// HF's ByteLevel decoder: all tokens together become one string, from the bytes that they spell in
/// GPT-2's alphabet. What is not UTF-8 becomes U+FFFD, one for each maximal ill-formed part.
///
/// A token with a character outside the alphabet, such as an added token with a space, stands for
/// its own UTF-8. The flags are kept for saving and mean nothing here.
public record ByteLevelDecoder(boolean addPrefixSpace, boolean trimOffsets, boolean useRegex)
    implements Decoder {
  @Override
  public List<String> decode(List<String> tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * tokens.size());
    for (String token : tokens) {
      append(token, bytes);
    }
    return List.of(text(bytes));
  }

  /// Only the bytes of a begun character wait.
  @Override
  public TokenSink streamTo(TokenSink next) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return TokenSink.ofWholeTokens(
        token -> {
          append(token, bytes);
          byte[] all = bytes.toByteArray();
          int certain = Utf8.begunCharacter(all, 0, all.length);
          next.part(Utf8.decode(all, 0, certain));
          bytes.reset();
          bytes.write(all, certain, all.length - certain);
        },
        () -> next.token(text(bytes)),
        next);
  }

  private static void append(String token, ByteArrayOutputStream bytes) {
    if (token.chars().allMatch(c -> ByteCharacters.byteOf(c) >= 0)) {
      for (int i = 0; i < token.length(); i++) {
        bytes.write(ByteCharacters.byteOf(token.charAt(i)));
      }
    } else {
      bytes.writeBytes(token.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return Utf8.decode(bytes.toByteArray(), 0, bytes.size());
  }
}
