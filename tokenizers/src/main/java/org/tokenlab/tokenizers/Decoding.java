package org.tokenlab.tokenizers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ids to text. Immutable and thread-safe.
final class Decoding {
  private final TokenizerModel model;
  private final AddedTokens added;
  private final @Nullable Decoder decoder;

  // HF hands a decoder the normalized form of an added token that is sought in normalized text.
  private final Map<Integer, String> normalizedForm = new HashMap<>();

  Decoding(
      TokenizerModel model, AddedTokens added, Normalizer normalizer, @Nullable Decoder decoder) {
    this.model = model;
    this.added = added;
    this.decoder = decoder;
    if (decoder != null && !normalizer.equals(Normalizer.none())) {
      for (AddedToken token : added.all()) {
        if (token.normalized()) {
          normalizedForm.put(token.id(), AddedTokens.normalizedText(token, normalizer));
        }
      }
    }
  }

  /// The token with this id as the model's file writes it.
  String tokenText(int id) {
    return added.text(id).orElseGet(() -> model.tokenText(id));
  }

  /// The token with this id as a decoder gets it.
  String decoderToken(int id) {
    String normalized = normalizedForm.get(id);
    return normalized != null ? normalized : tokenText(id);
  }

  /// How many ids in a row are told only together, where this one is the first.
  int group(int id) {
    int group = model.decodingGroup();
    return group > 1 && added.token(id).isPresent() ? 1 : group;
  }

  /// The text of `ids`.
  String text(int[] ids, boolean skipSpecial) {
    if (decoder == null) {
      byte[] bytes = bytes(ids, skipSpecial);
      return Utf8.decode(bytes, 0, bytes.length);
    }
    List<String> tokens = new ArrayList<>(ids.length);
    for (int id : ids) {
      if (!(skipSpecial && isSpecial(id))) {
        tokens.add(decoderToken(id));
      }
    }
    return String.join("", decoder.decode(tokens));
  }

  private boolean isSpecial(int id) {
    return added.token(id).map(AddedToken::special).orElse(false);
  }

  /// The bytes of `ids`, one token after the other.
  byte[] bytes(int[] ids, boolean skipSpecial) {
    if (added.size() == 0) {
      return model.decode(ids);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * ids.length);
    int from = 0;
    for (int i = 0; i < ids.length; i++) {
      Optional<AddedToken> token = added.token(ids[i]);
      if (token.isPresent()) {
        bytes.writeBytes(model.decode(Arrays.copyOfRange(ids, from, i)));
        if (!(skipSpecial && token.get().special())) {
          bytes.writeBytes(token.get().text().getBytes(StandardCharsets.UTF_8));
        }
        from = i + 1;
      }
    }
    bytes.writeBytes(model.decode(Arrays.copyOfRange(ids, from, ids.length)));
    return bytes.toByteArray();
  }
}
