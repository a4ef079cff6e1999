package org.tokenlab.tokenizers.io;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.tokenlab.tokenizers.AddedToken;
import org.tokenlab.tokenizers.AddedTokens;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.Vocabulary;
import tools.jackson.core.JsonGenerator;

/// The `added_tokens` of a `tokenizer.json`.
///
/// HF does not heed the ids written there. A token whose text is in the model's vocabulary has its
/// id from there; the others are numbered as they come, from the number of the model's tokens on,
/// whatever ids the model uses. A token with an empty text is left out. Of one text given twice the
/// last flags count.
final class AddedTokensJson {
  private AddedTokensJson() {}

  /// Reads the tokens.
  ///
  /// @param idInModel the id of a text in the model's vocabulary, or [Vocabulary#NONE]
  /// @param modelSize number of texts in the model's vocabulary
  static AddedTokens read(@Nullable JsonNode node, ToIntFunction<String> idInModel, int modelSize)
      throws ModelFileException {
    if (node == null) {
      return AddedTokens.none();
    }
    Map<String, AddedToken> tokens = new LinkedHashMap<>();
    int next = modelSize;
    for (JsonNode entry : node.elements()) {
      String text = entry.get("content").text();
      entry.get("id").index(Integer.MAX_VALUE); // must be there
      boolean special = entry.get("special").bool();
      AddedToken before = tokens.get(text);
      if (before != null && before.special() && !special) {
        throw entry
            .get("special")
            .refused(
                "HF treats a text added as special first, and as not special later, half as each");
      }
      int id = before != null ? before.id() : idInModel.applyAsInt(text);
      AddedToken token =
          text.isEmpty()
              ? null
              : new AddedToken(
                  text,
                  id == Vocabulary.NONE ? next : id,
                  entry.get("single_word").bool(),
                  entry.get("lstrip").bool(),
                  entry.get("rstrip").bool(),
                  entry.get("normalized").bool(),
                  special);
      if (token != null) {
        next += id == Vocabulary.NONE ? 1 : 0;
        tokens.put(text, token);
      }
    }
    List<AddedToken> byId =
        tokens.values().stream().sorted(Comparator.comparingInt(AddedToken::id)).toList();
    try {
      return AddedTokens.of(byId);
    } catch (IllegalArgumentException e) {
      throw node.refused(String.valueOf(e.getMessage()));
    }
  }

  /// Writes the tokens, in order of their ids, as HF does.
  static void write(JsonGenerator json, AddedTokens tokens) {
    json.writeStartArray();
    tokens.all().stream()
        .sorted(Comparator.comparingInt(AddedToken::id))
        .forEach(token -> {
          json.writeStartObject();
          json.writeNumberProperty("id", token.id());
          json.writeStringProperty("content", token.text());
          json.writeBooleanProperty("single_word", token.singleWord());
          json.writeBooleanProperty("lstrip", token.leftStrip());
          json.writeBooleanProperty("rstrip", token.rightStrip());
          json.writeBooleanProperty("normalized", token.normalized());
          json.writeBooleanProperty("special", token.special());
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
